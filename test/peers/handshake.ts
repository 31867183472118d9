import { randomBytes, randomUUID } from 'node:crypto';

import { Refusal } from './template';
import type { HandshakeKind } from './types';

/**
 * Checks a notification URL as the vendor does before it answers Create.
 * @param url where the notification URL leads in this test
 * @throws Refusal if the receiver does not answer as the vendor requires
 */
export async function checkUrl(kind: HandshakeKind, url: string): Promise<void> {
	const token = randomBytes(18).toString('base64url');
	switch (kind) {
		case 'echoQuery': {
			const response = await send(withArgument(url, 'validationToken', token), {
				method: 'POST',
				headers: { 'Content-Type': 'text/plain' },
			});
			if (!response.ok || !isText(response) || (await response.text()) !== token) {
				throw refused(
					`it must answer 200 with the validation token as text/plain`,
					response.status,
				);
			}
			return;
		}
		case 'eventGrid': {
			const response = await send(url, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json; charset=utf-8',
					'aeg-event-type': 'SubscriptionValidation',
				},
				body: JSON.stringify([validationEvent(token)]),
			});
			const body = response.ok ? ((await json(response)) as { validationResponse?: unknown }) : {};
			if (body.validationResponse !== token) {
				throw refused(
					'it must answer with the validation code as validationResponse',
					response.status,
				);
			}
			return;
		}
		case 'headerEcho': {
			const response = await send(url, { method: 'POST', headers: { 'X-Hook-Secret': token } });
			if (!response.ok || response.headers.get('x-hook-secret') !== token) {
				throw refused('it must send X-Hook-Secret back', response.status);
			}
			return;
		}
		case 'getHeaderEcho': {
			const response = await send(url, {
				method: 'GET',
				headers: { 'X-AdobeSign-ClientId': token },
			});
			if (!response.ok || response.headers.get('x-adobesign-clientid') !== token) {
				throw refused('it must send X-AdobeSign-ClientId back', response.status);
			}
			return;
		}
		case 'tokenHeader': {
			const response = await send(url, { method: 'POST', headers: { 'Validation-Token': token } });
			if (!response.ok || response.headers.get('validation-token') !== token) {
				throw refused('it must send Validation-Token back', response.status);
			}
			return;
		}
		case 'echoGet': {
			const response = await send(withArgument(url, 'challenge', token), { method: 'GET' });
			if (!response.ok || (await response.text()) !== token) {
				throw refused('it must answer with the challenge', response.status);
			}
			return;
		}
		// ASP.NET WebHooks: the argument replaces the whole query.
		case 'echoUnlessNoEcho': {
			const own = new URL(url);
			if (own.searchParams.has('NoEcho')) return;
			own.search = `?echo=${token}`;
			const response = await send(own.href, { method: 'GET' });
			if (!response.ok || (await response.text()) !== token) {
				throw refused('it must answer with the echo', response.status);
			}
			return;
		}
		case 'echoBody': {
			const response = await send(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ challenge: token }),
			});
			const body = response.ok ? ((await json(response)) as { challenge?: unknown }) : {};
			if (body.challenge !== token) {
				throw refused('it must answer with the challenge as JSON', response.status);
			}
			return;
		}
		case 'verification': {
			const response = await send(url, {
				method: 'GET',
				headers: { 'x-fic-verification-challenge': token },
			});
			const body = response.ok ? ((await json(response)) as { verification?: unknown }) : {};
			if (body.verification !== token) {
				throw refused('it must answer with the challenge as verification', response.status);
			}
			return;
		}
		case 'pending': {
			const response = await send(url, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({
					challenge: token,
					subscription: { id: '1', status: 'webhook_callback_verification_pending' },
				}),
			});
			if (!response.ok || (await response.text()) !== token) {
				throw refused('it must answer with the challenge as text', response.status);
			}
			return;
		}
		case 'post':
			return succeeded(await send(url, { method: 'POST' }));
		case 'get':
			return succeeded(await send(url, { method: 'GET' }));
		case 'head':
			return succeeded(await send(url, { method: 'HEAD' }));
		// Sent after the response to Create: see sendVerifier.
		case 'putBack':
	}
}

/** Sends, as a form, the verifier that the client must PUT back before the first delivery, as FreshBooks does. */
export async function sendVerifier(url: string, subscriptionId: string): Promise<void> {
	await send(url, {
		method: 'POST',
		body: new URLSearchParams({
			name: 'callback.verify',
			object_id: subscriptionId,
			verifier: randomBytes(18).toString('hex'),
		}),
	});
}

const validationEvent = (validationCode: string) => ({
	id: randomUUID(),
	topic: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a',
	subject: '',
	data: { validationCode, validationUrl: 'https://rp-eastus2.eventgrid.azure.net:553/validate' },
	eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
	eventTime: '2026-11-24T12:00:00.0000000Z',
	metadataVersion: '1',
	dataVersion: '2',
});

async function send(url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
	} catch (error) {
		throw new Refusal(400, `The notification URL cannot be reached: ${String(error)}`);
	}
}

function succeeded(response: Response): void {
	if (!response.ok) throw refused('it must answer 2xx', response.status);
}

const refused = (wanted: string, status: number) =>
	new Refusal(400, `The notification URL could not be validated: ${wanted}; it answered ${status}`);

const isText = (response: Response) =>
	(response.headers.get('content-type') ?? '').startsWith('text/plain');

const json = async (response: Response): Promise<unknown> =>
	await response.json().catch(() => ({}) as unknown);

function withArgument(url: string, name: string, value: string): string {
	const result = new URL(url);
	result.searchParams.set(name, value);
	return result.href;
}
