import type { INodeType } from 'n8n-workflow';

/**
 * Loads the trigger a second time, as another n8n process does: its modules share no memory. Its errors still belong to
 * the only n8n-workflow.
 * @returns the trigger for `Host.webhookProcess`
 */
export function triggerOfAnotherProcess(): INodeType {
	const n8nWorkflow = jest.requireActual<object>('n8n-workflow');
	let trigger: INodeType | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		const { MyD3Trigger } = jest.requireActual<{ MyD3Trigger: new () => INodeType }>(
			'../../nodes/MyD3/MyD3Trigger.node',
		);
		trigger = new MyD3Trigger();
		jest.dontMock('n8n-workflow');
	});
	return trigger as INodeType;
}
