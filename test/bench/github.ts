import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Certificates } from '../certificates';
import type { WorkflowNode } from '../e2e/workflow';

/** A fake GitHub, with just enough of its API for n8n's GitHub Trigger to register its webhook. */
export interface GitHub {
	/** The value for "GitHub Server" in the credential. */
	url: string;
	/** The header that contains GitHub's signature of a delivery. */
	signature(body: Buffer): Record<string, string>;
	stop(): Promise<void>;
}

/**
 * Starts a fake GitHub on a free port of the loopback address.
 *
 * @param certificates for localhost
 * @returns the running server; the caller stops it
 */
export async function startGitHub(certificates: Certificates): Promise<GitHub> {
	let secret = randomBytes(1).toString('hex');
	const server = createServer(certificates, (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			if (request.method === 'POST') {
				const hook = JSON.parse(Buffer.concat(chunks).toString()) as { config: { secret: string } };
				secret = hook.config.secret;
			}
			const status = { POST: 201, DELETE: 204 }[request.method ?? ''] ?? 200;
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(status === 204 ? '' : '{"id":1,"active":true,"events":["push"]}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `https://localhost:${(server.address() as AddressInfo).port}`,
		signature: (body) => ({
			'x-github-event': 'push',
			'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
		}),
		stop: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

/**
 * Creates n8n's own GitHub Trigger.
 *
 * @param credentials the node's reference to its credential
 * @param webhookId part of the webhook's URL
 */
export const gitHubTrigger = (
	credentials: WorkflowNode['credentials'],
	webhookId: string,
): WorkflowNode => ({
	name: 'GitHub Trigger',
	type: 'n8n-nodes-base.githubTrigger',
	typeVersion: 1,
	webhookId,
	parameters: {
		authentication: 'accessToken',
		owner: { __rl: true, mode: 'name', value: 'owner' },
		repository: { __rl: true, mode: 'name', value: 'repository' },
		events: ['push'],
		options: {},
	},
	credentials,
});
