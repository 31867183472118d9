import type { INodeTypeDescription } from 'n8n-workflow';

const HOW_TO_TEST =
	'choose "Execute step" and wait until n8n is listening. To avoid waiting for MyD3, open a second browser tab, create a workflow with <b>MyD3 → Send test event</b>, choose the subscription marked "test event", and execute that workflow. n8n listens for 120 seconds and shows the first event here; choose "Execute step" again for another.';

const WHERE_TO_LOOK =
	'You\'ll find these executions in the <a data-key="executions">executions list</a>, not here.';

/** What n8n displays for the MyD3 Trigger during set-up, while it is listening, and once the workflow is active. */
export const triggerGuidance: Pick<
	INodeTypeDescription,
	'triggerPanel' | 'eventTriggerDescription' | 'activationMessage'
> = {
	// n8n shows this on the canvas and next to its "Stop Listening" button.
	eventTriggerDescription:
		'Waiting up to 120 seconds for one event from MyD3, or for a test event that you send',
	activationMessage:
		"n8n has subscribed to MyD3's events. Each new event will start this workflow.",
	// n8n renders these as HTML, and opens the executions list when a link with that data-key is clicked.
	triggerPanel: {
		header: 'Wait for an event from MyD3',
		executionsHelp: {
			inactive: `<b>To try the workflow</b>, ${HOW_TO_TEST}<br /> <br /><b>To run it automatically</b>, publish (activate) it. n8n then subscribes to MyD3's events and executes the workflow for each one. ${WHERE_TO_LOOK}`,
			active: `<b>The workflow is active</b>: it runs for each event that MyD3 sends. ${WHERE_TO_LOOK}<br /> <br /><b>To try a change</b>, ${HOW_TO_TEST} An event from MyD3 also goes to the active workflow.`,
		},
		activationHint: {
			inactive:
				'Once you have built the workflow, publish (activate) it. It then runs for every event, and you no longer need "Execute step".',
			active: 'The workflow runs for every event, whether or not you choose "Execute step".',
		},
	},
};
