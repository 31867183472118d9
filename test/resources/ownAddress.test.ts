import type { IExecuteFunctions } from 'n8n-workflow';

import { ownBaseUrls, webhookBaseUrl } from '../../nodes/MyD3/resources/ownAddress';

const N8N = 'https://n8n.example.com/';

it.each([
	{ restApi: `${N8N}rest`, editor: N8N, base: N8N, own: [N8N] },
	{ restApi: `${N8N}n8n/rest`, editor: N8N, base: `${N8N}n8n/`, own: [`${N8N}n8n/`, N8N] },
	{ restApi: `${N8N}rest`, editor: `${N8N}n8n//`, base: N8N, own: [N8N, `${N8N}n8n/`] },
	{ restApi: `${N8N}rest`, editor: `${N8N}n8n`, base: N8N, own: [N8N, `${N8N}n8n/`] },
	{ restApi: 'rest', editor: N8N, base: undefined, own: [N8N] },
	{ restApi: `${N8N}rest`, editor: 'n8n', base: N8N, own: [N8N] },
])('with $restApi and $editor, this n8n is at $own', ({ restApi, editor, base, own }) => {
	const n8n = { getRestApiUrl: () => restApi, getInstanceBaseUrl: () => editor };
	expect(webhookBaseUrl(n8n as IExecuteFunctions)).toBe(base);
	expect(ownBaseUrls(n8n as IExecuteFunctions)).toEqual(own);
});
