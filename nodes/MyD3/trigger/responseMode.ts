import * as n8nWorkflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';

/** A field of a webhook description that depends on the node's parameters, as an expression and as a function. */
interface ResponseField {
	template: string;
	resolve: (parameters: INodeParameters) => string | undefined;
}

type Fields = Record<'responseMode' | 'responseData', ResponseField>;

const fields: Fields = {
	responseMode: {
		template: '={{$parameter["responseMode"]}}',
		resolve: ({ responseMode }) => responseMode as string | undefined,
	},
	// In "lastNode" mode, n8n would by default respond with the last node's output, which MyD3 must not receive.
	responseData: {
		template: '={{$parameter["responseMode"] === "lastNode" ? "noData" : ""}}',
		resolve: ({ responseMode }) => (responseMode === 'lastNode' ? 'noData' : ''),
	},
};

// If a description also has the functions, n8n 2.x resolves these two fields without its expression engine, which takes
// many times as long as the trigger itself. (For a node of version 1, it still evaluates an expression of its own.) Older
// versions lack this helper and evaluate the expressions.
const { webhookDescriptionFields } = n8nWorkflow as {
	webhookDescriptionFields?: (fields: Fields) => Record<keyof Fields, string>;
};

/** How n8n responds to a delivery: the part of the webhook description that depends on "Respond". */
export const responseFields: Pick<IWebhookDescription, 'responseMode' | 'responseData'> =
	webhookDescriptionFields?.(fields) ?? {
		responseMode: fields.responseMode.template,
		responseData: fields.responseData.template,
	};
