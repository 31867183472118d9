import { UserError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { parseJsonObject } from '../../api/jsonField';
import { parseUrl } from '../../api/url';
import type { Subscription } from '../../api/listedSubscription';
import { redactAndTruncate, redactUrls } from '../../api/redact';
import { sendUnauthenticated } from '../../api/request';
import type { ApiResponse } from '../../api/responses';
import { extractKey, withoutQuery } from '../../notificationUrl';
import type { Operation } from '../operation';
import { ownBaseUrls } from '../ownAddress';
import { findSubscription, notListeningMessage, subscriptionIdParameter } from './lookup';
import { describeDelivery } from './testEventResult';

/** Long enough for most workflows that respond "When the Workflow Finishes", and short enough for a user who is waiting. */
const TEST_EVENT_TIMEOUT_MS = 30_000;

/** Where a test event goes. */
export interface TestEventTarget {
	/** The notification URL with its key, as MyD3 lists it. */
	url: string;
	key: string;
}

/**
 * Sends a made-up event to the MyD3 Trigger that created a subscription, as MyD3 would.
 * @throws Error, with a message for the user, for an invalid parameter or a subscription that cannot get test events;
 *   NodeApiError if MyD3 cannot list
 */
export const sendTestEvent: Operation = async (context, client, itemIndex) => {
	const id = subscriptionIdParameter(context, itemIndex);
	const event = parseJsonObject(context.getNodeParameter('event', itemIndex, ''), 'Event');
	if (Object.keys(event).length === 0) {
		throw new UserError('"Event" is empty. Enter the event to send, as a JSON object.');
	}
	const subscription = await findSubscription(client, id);
	if (subscription === undefined) throw new UserError(notListeningMessage(id));
	const target = testEventTarget(subscription, ownBaseUrls(context));
	return [{ ...(await deliver(context, target, event, Date.now)), subscriptionId: id }];
};

/**
 * Determines where to send the test event: to a MyD3 Trigger in this n8n instance, and nowhere else.
 * @param baseUrls the addresses of this n8n instance, with a trailing slash
 * @throws UserError if the subscription leads elsewhere, or does not show where it leads
 */
export function testEventTarget(
	{ notificationUrl, urls }: Pick<Subscription, 'notificationUrl' | 'urls'>,
	baseUrls: string[],
): TestEventTarget {
	const isTrigger = (url: string): boolean => baseUrls.some((base) => isTriggerUrl(url, base));
	const url = urls.find(isTrigger) ?? notificationUrl;
	if (url === undefined) {
		throw new UserError(
			"MyD3's list does not show this subscription's notification URL, so you cannot send a test event to it. Wait for an event from MyD3 instead.",
		);
	}
	const { origin } = new URL(url);
	if (!baseUrls.some((base) => new URL(base).origin === origin)) {
		throw new UserError(
			`This subscription points to ${origin}, but this n8n instance is at ${listOrigins(baseUrls)}. You can send test events only to its own MyD3 Triggers. If ${origin} is the same instance, set its environment variable WEBHOOK_URL to that address (in queue mode, for every process) and restart n8n.`,
		);
	}
	if (!isTrigger(url)) {
		throw new UserError(
			'This subscription does not belong to a MyD3 Trigger: its notification URL is not that of a trigger. Choose one that a MyD3 Trigger in this n8n instance created.',
		);
	}
	const key = extractKey(url);
	if (key === undefined) {
		throw new UserError(
			"MyD3's list does not show the key in this subscription's notification URL, and a MyD3 Trigger refuses events without it. Wait for an event from MyD3 instead.",
		);
	}
	return { url, key };
}

/**
 * Whether a URL is a trigger's: `<base>/<endpoint>/<webhook id>/webhook` (n8n-workflow, getNodeWebhookUrl).
 * N8N_ENDPOINT_WEBHOOK may have several segments, and so may the webhook id: a node without one gets workflow id and node
 * name.
 */
function isTriggerUrl(url: string, baseUrl: string): boolean {
	const target = parseUrl(url);
	if (target === undefined) return false;
	const { origin, pathname } = target;
	const base = new URL(baseUrl);
	if (origin !== base.origin || !pathname.startsWith(base.pathname)) return false;
	const segments = pathname.slice(base.pathname.length).replace(/\/$/, '').split('/');
	return segments.length >= 3 && segments.every(Boolean) && segments.at(-1) === 'webhook';
}

const listOrigins = (baseUrls: string[]): string =>
	[...new Set(baseUrls.map((url) => new URL(url).origin))].join(' or ') || 'an unknown address';

/**
 * Sends an event and describes the response. The result never contains the key.
 * @param now returns the time in ms
 * @param timeoutMs how long to wait for the response, in ms
 */
export async function deliver(
	context: IHttpRequestHelper,
	{ url, key }: TestEventTarget,
	event: object,
	now: () => number,
	timeoutMs = TEST_EVENT_TIMEOUT_MS,
): Promise<IDataObject> {
	const start = now();
	let response: ApiResponse | undefined;
	let code = '';
	try {
		const headers = { 'Content-Type': 'application/json' };
		const request = { method: 'POST', url, headers, body: JSON.stringify(event) };
		response = await sendUnauthenticated(context, request, timeoutMs);
	} catch (error) {
		// Keep only the code: the error contains the request, and with it the key.
		code = String((error as { code?: unknown }).code ?? '');
	}
	const ms = now() - start;
	const target = new URL(withoutQuery(url));
	return {
		...describeDelivery(response, code, target.origin, timeoutMs),
		sentTo: `${target.origin}${target.pathname}`,
		status: response?.status ?? null,
		response: response === undefined ? '' : redactAndTruncate(redactUrls(response.text), [key]),
		ms,
	};
}
