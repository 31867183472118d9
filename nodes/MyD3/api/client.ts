import { randomUUID } from 'node:crypto';

import { sleep } from 'n8n-workflow';
import type { NodeApiError } from 'n8n-workflow';

import { readBoundToken, tokenRenewals } from './accessToken';
import { apiDetails } from './credentialFields';
import type { ApiDetails } from './credentialFields';
import { isAlreadyDeleted, isTransient } from './errorKinds';
import { describeRefusal, describeUnexpectedResponse, describeUnknownEventType } from './errors';
import { HiddenIds } from './hiddenIds';
import { isSameId } from './ids';
import { likelyEventType } from './listedEventTypes';
import type { ListHints } from './listedSubscription';
import { readPage } from './listResponse';
import type { Page } from './listResponse';
import { apiError, credentialError, operationError } from './n8nErrors';
import { describeNetworkError } from './networkErrors';
import { COUNTERS, describeIncompleteList, NO_LIST_REQUEST, readPages, withAddress } from './pages';
import type { ReadPage } from './pages';
import { ApiSession, CREDENTIAL, sendUnauthenticated, withRetry } from './request';
import type { ApiContext, OnResponse } from './request';
import { createRequestSender } from './requestSender';
import type { RequestTemplate } from './requestTemplate';
import { isHtml, isRefusal, readCreatedId } from './responses';
import type { SubscriptionApi } from './subscriptionApi';
import { exchangeApiKey } from './tokenExchange';

/** The Webhook Subscription API, plus what Diagnose needs. */
export interface MyD3Client extends SubscriptionApi {
	/** Sends a request without a key or token to the Base URL. Any response counts as success. */
	checkReachability(): Promise<void>;
	/** Exchanges the API Key even if there is an access token. n8n does not store the new one. */
	renewToken(): Promise<void>;
	/** The four requests; token and list are undefined if their fields are empty. */
	requests: Pick<ApiDetails, 'tokenRequest' | 'createRequest' | 'listRequest' | 'deleteRequest'>;
}

/** Options for a client. */
export interface ClientOptions {
	/** Waits the given number of ms. */
	wait?: (ms: number) => Promise<void>;
	onResponse?: OnResponse;
	/** @returns whether a listed URL is one of our notification URLs */
	isOurUrl?: (url: string) => boolean;
}

/**
 * Creates a client with the running node's credential.
 * @throws NodeOperationError if the credential is missing or invalid
 */
export async function createClient(
	context: ApiContext,
	{ wait = sleep, onResponse, isOurUrl }: ClientOptions = {},
): Promise<MyD3Client> {
	// Mark before reading the credential, because another trigger may obtain a token in the meantime, and n8n may store it.
	const mark = tokenRenewals.mark();
	const fields = await context.getCredentials(CREDENTIAL);
	const details = parseCredential(fields, context);
	const { createRequest, listRequest, deleteRequest } = details;
	const session = new ApiSession(context, fields, details, mark);
	const send = createRequestSender(context, details, session, onResponse);
	const hiddenIds = new HiddenIds();
	const hints: ListHints = {
		eventTypePath: createRequest.eventTypePath,
		idProperty: details.subscriptionIdProperty,
		idNames: deleteRequest.idNames,
		apiHost: new URL(details.baseUrl).host,
		isOurUrl,
	};

	/**
	 * Reads one page of the list.
	 * @param next the page's address, from the previous page; undefined for the first page, or if pages are counted
	 */
	async function readPageOf(
		template: RequestTemplate,
		counters: Record<string, string>,
		next?: string,
	): Promise<{ page: Page; url: string }> {
		const { response, info } = await send(
			next === undefined ? template : withAddress(template, next),
			'list the subscriptions',
			counters,
		);
		const page = readPage(response, hints);
		const isRefused = isRefusal(response);
		if (page !== undefined && !(isRefused && page.subscriptions.length === 0)) {
			// A list that comes with a refusal is incomplete.
			return {
				page: isRefused ? { ...page, next: [], hasMore: true } : page,
				url: info.url,
			};
		}
		if (isRefused) throw apiError(context, describeRefusal(response, info));
		const hint =
			'If the response is a list of subscriptions but its IDs have another name, set "Subscription ID Property" to that name. ';
		throw apiError(
			context,
			describeUnexpectedResponse(response, 'a list of subscriptions', info, hint),
		);
	}

	/**
	 * Looks up a subscription's event type, which Delete Request needs.
	 * @returns undefined if MyD3 does not list the subscription
	 */
	async function eventTypeOf(id: string): Promise<string | undefined> {
		const { subscriptions, incomplete } = await client.list();
		const found = subscriptions.find(({ ids }) => ids.some((own) => isSameId(own, id)));
		if (found === undefined && incomplete === undefined) return undefined;
		const { eventTypes = [], raw = {} } = found ?? {};
		const eventType = eventTypes.length === 1 ? eventTypes[0] : likelyEventType(raw);
		if (eventType !== undefined) return eventType;
		throw found === undefined ? incomplete : apiError(context, describeUnknownEventType(id));
	}

	const client: MyD3Client = {
		baseUrl: details.baseUrl,
		hasEventTypes: createRequest.placeholders.has('eventType'),
		canList: listRequest !== undefined,
		requests: details,

		async list(limit = Infinity, matches = () => true) {
			if (listRequest === undefined) {
				return { subscriptions: [], incomplete: apiError(context, NO_LIST_REQUEST) };
			}
			const isCounted = COUNTERS.some((name) => listRequest.placeholders.has(name));
			const read: ReadPage = async (counters, next) =>
				await withRetry(async () => await readPageOf(listRequest, counters, next), wait);
			const list = await readPages(read, isCounted, limit, matches, (reason, canRetry) =>
				apiError(context, describeIncompleteList(reason, canRetry, isCounted)),
			);
			return {
				...list,
				subscriptions: list.subscriptions.map((subscription) => hiddenIds.hideIn(subscription)),
			};
		},

		async create(eventType, notificationUrl, additionalFields = {}) {
			const values = { eventType, notificationUrl, uuid: randomUUID() };
			const suffix = eventType === '' ? '' : ` for ${eventType}`;
			const { response, info } = await send(
				createRequest,
				`create a subscription${suffix}`,
				values,
				additionalFields,
			);
			const id = readCreatedId(response, {
				notificationUrl,
				uuid: createRequest.chosenId(values),
				property: details.subscriptionIdProperty,
				idNames: deleteRequest.idNames,
			});
			if (isRefusal(response)) {
				throw apiError(context, describeRefusal(response, info, id !== undefined));
			}
			if (id === undefined) {
				const expected = "the new subscription's ID";
				const hint =
					'If the response contains the ID, set "Subscription ID Property" to its name. ';
				throw apiError(context, describeUnexpectedResponse(response, expected, info, hint));
			}
			return hiddenIds.hide(id);
		},

		async delete(id, isKnownToExist = false, eventType = '') {
			let mayBeDeleted = false;
			// If the id contains a hidden key, only the list has the whole id.
			const incomplete = hiddenIds.isUnknown(id) ? (await client.list()).incomplete : undefined;
			const sentId = hiddenIds.reveal(id);
			if (sentId === undefined && incomplete !== undefined) throw incomplete;
			if (sentId === undefined) return false;
			const sentType =
				eventType === '' && deleteRequest.placeholders.has('eventType')
					? await eventTypeOf(id)
					: eventType;
			if (sentType === undefined) return false;
			const attempt = async (): Promise<void> => {
				const sent = send(deleteRequest, `delete subscription ${id}`, {
					id: sentId,
					eventType: sentType,
				});
				const { response, info } = await sent.catch((error: NodeApiError) => {
					mayBeDeleted ||= isTransient(error) && error.httpCode !== '429';
					throw error;
				});
				if (isRefusal(response)) throw apiError(context, describeRefusal(response, info));
				if (isHtml(response)) {
					const expected = 'a confirmation of the deletion';
					throw apiError(context, describeUnexpectedResponse(response, expected, info));
				}
			};
			const [deleted] = await Promise.allSettled([withRetry(attempt, wait)]);
			if (deleted.status === 'fulfilled') return true;
			// An earlier attempt without a clear response may have deleted it.
			if (isAlreadyDeleted(deleted.reason) && (mayBeDeleted || !isKnownToExist))
				return mayBeDeleted ? undefined : false;
			throw deleted.reason;
		},

		async checkReachability() {
			const url = details.baseUrl;
			try {
				const response = await sendUnauthenticated(context, { method: 'GET', url, headers: {} });
				onResponse?.({ ...response, text: '' }, session.secrets, `GET ${url}`);
			} catch (error) {
				const code = String((error as { code?: unknown }).code ?? '');
				throw apiError(context, describeNetworkError(code, { url }));
			}
		},

		async renewToken() {
			// Do not use n8n's own exchange here, because it would not let us see the response.
			const [result] = await Promise.allSettled([exchangeApiKey(context, fields, onResponse)]);
			if (result.status === 'rejected') throw credentialError(context, result.reason);
			session.useToken(readBoundToken({ ...fields, accessToken: result.value }) as string);
		},
	};
	return client;
}

function parseCredential(fields: Record<string, unknown>, context: ApiContext): ApiDetails {
	try {
		return apiDetails(fields);
	} catch (error) {
		throw operationError(context, error);
	}
}
