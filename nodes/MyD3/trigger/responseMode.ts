import * as n8nWorkflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';

/** A field of a webhook's description that follows the node's parameters: as an expression, and as a function. */
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
	// With "lastNode" n8n would send the last node's output, which is nobody's business at MyD3.
	responseData: {
		template: '={{$parameter["responseMode"] === "lastNode" ? "noData" : ""}}',
		resolve: ({ responseMode }) => (responseMode === 'lastNode' ? 'noData' : ''),
	},
};

// When a description has the functions as well, n8n 2.x resolves these two fields without its expression engine, which
// costs it many times what the trigger itself does. (It still evaluates one of its own for a node of version 1.) Older
// ones have no such helper and evaluate the expressions.
const { webhookDescriptionFields } = n8nWorkflow as {
	webhookDescriptionFields?: (fields: Fields) => Record<keyof Fields, string>;
};

/** How n8n answers a delivery: the part of the webhook's description that depends on "Respond". */
export const responseFields: Pick<IWebhookDescription, 'responseMode' | 'responseData'> =
	webhookDescriptionFields?.(fields) ?? {
		responseMode: fields.responseMode.template,
		responseData: fields.responseData.template,
	};
