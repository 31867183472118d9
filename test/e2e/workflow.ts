/** One node of a workflow, as the editor saves it. */
export interface WorkflowNode {
	name: string;
	/** For example `n8n-nodes-base.set`. */
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	/** Part of the address of a webhook; only triggers with a webhook have one. */
	webhookId?: string;
	executeOnce?: boolean;
	id?: string;
	position?: [number, number];
}

/** What is sent to n8n to create a workflow. */
export interface WorkflowDefinition {
	name: string;
	nodes: WorkflowNode[];
	/** By node and kind of connection (`main`; an AI agent has others). */
	connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type: string; index: number }>>>
	>;
	settings: Record<string, unknown>;
	/** By node: the items that it puts out when the workflow is run by hand. */
	pinData?: Record<string, Array<{ json: Record<string, unknown> }>>;
	active: false;
}

/**
 * Puts nodes in a row, each connected to the next.
 *
 * @param name the workflow's name
 * @param nodes from the trigger to the last one
 * @returns a workflow that n8n can create
 */
export function chain(name: string, nodes: WorkflowNode[]): WorkflowDefinition {
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: `node-${index + 1}`,
			position: [240 * index, 0],
			...node,
		})),
		connections: Object.fromEntries(
			nodes.slice(0, -1).map((node, index) => {
				const next = { node: nodes[index + 1]!.name, type: 'main', index: 0 };
				return [node.name, { main: [[next]] }];
			}),
		),
		settings: {},
		active: false,
	};
}
