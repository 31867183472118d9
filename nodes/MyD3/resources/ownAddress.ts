import type { IExecuteFunctions } from 'n8n-workflow';

import { parseUrl } from '../api/url';

/**
 * The address at which this n8n instance receives webhooks: WEBHOOK_URL (or 2.x's N8N_WEBHOOK_URL), otherwise N8N_PROTOCOL,
 * N8N_HOST and N8N_PORT. Only a trigger can ask for its webhook URL, but n8n builds the address of its REST API from the
 * same base (workflow-execute-additional-data.js of 1.123 and 2.41). In queue mode, a worker knows only its own WEBHOOK_URL.
 * @returns the address with a trailing slash; undefined if n8n gives none
 */
export function webhookBaseUrl(context: IExecuteFunctions): string | undefined {
	const restApiUrl = context.getRestApiUrl();
	return parseUrl('.', restApiUrl)?.href;
}

/**
 * All addresses that webhook URLs of this n8n instance may begin with: without N8N_WEBHOOK_URL, 2.41 listens for test events
 * at the editor's address (url.service.js, getTestWebhookBaseUrl).
 * @returns addresses with a trailing slash
 */
export function ownBaseUrls(context: IExecuteFunctions): string[] {
	const editor = context.getInstanceBaseUrl();
	const urls = [webhookBaseUrl(context), parseUrl(editor)?.href];
	return [...new Set(urls.filter((url) => url !== undefined))].map((url) =>
		`${url}/`.replace(/\/+$/, '/'),
	);
}
