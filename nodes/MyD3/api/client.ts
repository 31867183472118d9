import { NodeOperationError, sleep } from 'n8n-workflow';

import { readCreatedId, readPage, writeSubscription } from './responses';
import type { ApiResponse, Subscription } from './responses';
import {
	apiError,
	CREDENTIAL,
	withRetry,
	checkReachability,
	renewToken,
	apiRequest,
} from './request';
import type { ApiContext, OnResponse } from './request';
import { apiDetails, contract } from './contract';
import type { ApiDetails } from './contract';
import { isAlreadyDeleted, describeUnexpectedResponse } from './errors';
import type { RequestInfo } from './errors';
import { readBoundToken } from './accessToken';

/** MyD3's Webhook Subscription API. Every method throws NodeApiError with a message for the user. */
export interface SubscriptionApi {
	baseUrl: string;
	/**
	 * Reads pages until there are no more or `limit` subscriptions are known that are `wanted`. Never takes a failed page
	 * for the end.
	 */
	list(limit?: number, wanted?: (subscription: Subscription) => boolean): Promise<Subscription[]>;
	/** @returns the id. Never repeated: see `mayHaveHappened`. */
	create(
		eventType: string,
		notificationUrl: string,
		additionalFields?: Record<string, unknown>,
	): Promise<string>;
	/**
	 * @param isHeld MyD3 lists it: that it is not found is an error then
	 * @returns false when MyD3 did not hold it (any more)
	 */
	delete(id: string, isHeld?: boolean): Promise<boolean>;
}

/** The same, and what a diagnosis needs beside it. */
export interface MyD3Client extends SubscriptionApi {
	/** Sends a request without any key to the Base URL. Any answer will do. */
	reach(): Promise<void>;
	/** Exchanges the API Key, whether there is an access token or not. */
	renewToken(): Promise<void>;
	/** What a step of the diagnosis calls: method and path. */
	places: { token: string; subscriptions: string };
}

/**
 * Makes a client for the credential of the node that runs.
 * @param wait how to let time pass, in ms
 * @param observe is told every answer
 * @throws NodeOperationError when the credential is missing or cannot be used
 */
export async function myD3Client(
	context: ApiContext,
	wait: (ms: number) => Promise<void> = sleep,
	observe?: OnResponse,
): Promise<MyD3Client> {
	const fields = await context.getCredentials(CREDENTIAL);
	const details = detailsOf(fields, context);
	const secrets = [fields.apiKey, readBoundToken(fields) ?? fields.accessToken].map((value) =>
		String(value ?? '').trim(),
	);
	const { subscriptionUrl } = details;
	const call = (action: string, method: string, url: string, bodyFields = ''): RequestInfo => ({
		action,
		method,
		url,
		addressField: 'Subscription Path',
		bodyFields,
		secrets,
	});

	return {
		baseUrl: details.baseUrl,

		async list(limit = Infinity, wanted = () => true) {
			const subscriptions: Subscription[] = [];
			const read = new Set<string>();
			let url: string | undefined = subscriptionUrl;
			while (subscriptions.length < limit) {
				const listCall = call('list the subscriptions', contract.listMethod.value, url);
				const answer: ApiResponse = await withRetry(
					() => apiRequest(context, listCall, undefined, observe),
					wait,
				);
				const page = readPage(answer, details);
				if (page === undefined) {
					throw apiError(
						context,
						describeUnexpectedResponse(answer, 'a list of subscriptions', listCall),
					);
				}
				subscriptions.push(...page.subscriptions.filter(wanted));
				read.add(url);
				if (page.next === undefined) break;
				url = nextUrl(page.next, url);
				if (url === undefined || read.has(url)) {
					throw apiError(
						context,
						describeUnexpectedResponse(answer, 'a page with a usable next page', listCall),
					);
				}
			}
			return subscriptions.slice(0, limit);
		},

		async create(eventType, notificationUrl, additionalFields = {}) {
			const createCall = call(
				`create a subscription for ${eventType}`,
				contract.createMethod.value,
				subscriptionUrl,
				'"Event Type Field" and "Notification URL Field"',
			);
			const body = bodyOf(eventType, notificationUrl, additionalFields, details, context);
			const answer = await apiRequest(context, createCall, body, observe);
			const id = readCreatedId(answer);
			if (id === undefined) {
				throw apiError(
					context,
					describeUnexpectedResponse(answer, "the new subscription's GUID", createCall),
					true,
				);
			}
			return id;
		},

		async delete(id, isHeld = false) {
			const deleteCall = call(
				`delete subscription ${id}`,
				contract.deleteMethod.value,
				`${subscriptionUrl}/${encodeURIComponent(id)}`,
			);
			const [deleted] = await Promise.allSettled([
				withRetry(() => apiRequest(context, deleteCall, undefined, observe), wait),
			]);
			if (deleted.status === 'fulfilled') return true;
			if (isAlreadyDeleted(deleted.reason) && !isHeld) return false;
			throw deleted.reason;
		},

		async reach() {
			const answer = await checkReachability(context, details.baseUrl);
			observe?.(answer, secrets);
		},

		async renewToken() {
			await renewToken(context, subscriptionUrl, fields);
		},

		places: {
			token: `${details.tokenMethod} ${new URL(details.tokenUrl).pathname}`,
			subscriptions: new URL(subscriptionUrl).pathname,
		},
	};
}

function detailsOf(fields: Record<string, unknown>, context: ApiContext): ApiDetails {
	try {
		return apiDetails(fields);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message);
	}
}

function bodyOf(
	eventType: string,
	notificationUrl: string,
	additionalFields: Record<string, unknown>,
	details: ApiDetails,
	context: ApiContext,
): Record<string, unknown> {
	try {
		return writeSubscription(eventType, notificationUrl, additionalFields, details);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message);
	}
}

/** The address of the next page; undefined when it is none, or at another host, which would be sent our token. */
function nextUrl(next: string, current: string): string | undefined {
	if (!URL.canParse(next, current)) return undefined;
	const url = new URL(next, current);
	return url.origin === new URL(current).origin ? url.href : undefined;
}
