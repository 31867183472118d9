import type { IExecuteFunctions } from 'n8n-workflow';
import { parseUrl } from '../api/url';

/**
 * Where this n8n receives webhooks: what WEBHOOK_URL says (without it, N8N_PROTOCOL, N8N_HOST and N8N_PORT). A node that is
 * not a trigger gets no webhook URL; but n8n puts its REST API after the same address (workflow-execute-additional-data.js
 * of 1.123 and 2.41), also in a worker of queue mode, which knows its own WEBHOOK_URL only.
 * @returns the address with a slash at its end; undefined when n8n gives none
 */
export function webhookBaseUrl(context: IExecuteFunctions): string | undefined {
	const restApiUrl = context.getRestApiUrl();
	return parseUrl('.', restApiUrl)?.href;
}

/**
 * All addresses under which webhook URLs of this n8n may begin: without WEBHOOK_URL, 2.41 puts test webhooks at the
 * address of the editor (url.service.js, getTestWebhookBaseUrl).
 * @returns addresses with a slash at their end
 */
export function ownBaseUrls(context: IExecuteFunctions): string[] {
	const editor = context.getInstanceBaseUrl();
	const urls = [webhookBaseUrl(context), parseUrl(editor)?.href];
	return [...new Set(urls.filter((url) => url !== undefined))].map((url) =>
		`${url}/`.replace(/\/+$/, '/'),
	);
}
