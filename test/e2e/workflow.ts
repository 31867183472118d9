/** One node of a workflow, as the editor saves it. */
export interface WorkflowNode {
	name: string;
	/** E.g. `n8n-nodes-base.set`. */
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	/** Part of a webhook's address; only triggers with a webhook have one. */
	webhookId?: string;
	executeOnce?: boolean;
	id?: string;
	position?: [number, number];
}

/** A workflow to create in n8n. */
export interface WorkflowDefinition {
	name: string;
	nodes: WorkflowNode[];
	/** By node and type of connection (`main`; AI agents have others). */
	connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type: string; index: number }>>>
	>;
	settings: Record<string, unknown>;
	/** By node: its output items in manual runs. */
	pinData?: Record<string, Array<{ json: Record<string, unknown> }>>;
	active: false;
}

/** n8n's node that starts a workflow by hand. */
export const manualTrigger: WorkflowNode = {
	name: 'Manual Trigger',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/**
 * Chains nodes, each connected to the next.
 *
 * @param name the workflow's name
 * @param nodes from the trigger to the last node
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
