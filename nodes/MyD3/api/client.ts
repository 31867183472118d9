import { randomUUID } from 'node:crypto';

import { sleep } from 'n8n-workflow';
import type { NodeApiError } from 'n8n-workflow';

import { readBoundToken, tokenRenewals } from './accessToken';
import { apiDetails } from './credentialFields';
import type { ApiDetails } from './credentialFields';
import {
	describeHttpError,
	describeNetworkError,
	describeRefusal,
	describeUnexpectedResponse,
	isAlreadyDeleted,
	isTransient,
} from './errors';
import type { RequestInfo } from './errors';
import { HiddenIds } from './hiddenIds';
import { readPage } from './listResponse';
import type { ListHints, Page, Subscription } from './listResponse';
import { COUNTERS, describeIncompleteList, NO_LIST_REQUEST, readPages, withAddress } from './pages';
import type { ReadPage, SubscriptionList } from './pages';
import {
	apiError,
	ApiSession,
	CREDENTIAL,
	credentialError,
	operationError,
	sendUnauthenticated,
	withRetry,
} from './request';
import type { ApiContext, OnResponse } from './request';
import type { HttpRequest, RequestTemplate } from './requestTemplate';
import { isRefusal, readCreatedId } from './responses';
import type { ApiResponse } from './responses';
import { exchangeApiKey } from './tokenExchange';

/** MyD3's Webhook Subscription API. Every method throws NodeApiError with a message for the user. */
export interface SubscriptionApi {
	baseUrl: string;
	/** false where Create Request has no {eventType}: MyD3 knows no event types, and one subscription stands for all. */
	hasEventTypes: boolean;
	/** false where List Request is empty. */
	canList: boolean;
	/**
	 * Reads pages until there are no more, or `limit` subscriptions are known that `matches` accepts.
	 * @throws NodeApiError when the first page cannot be read; see `isListUnsupported`
	 */
	list(
		limit?: number,
		matches?: (subscription: Subscription) => boolean,
	): Promise<SubscriptionList>;
	/**
	 * Never repeated: see `isOutcomeUnknown`.
	 * @returns the id as it came
	 */
	create(
		eventType: string,
		notificationUrl: string,
		additionalFields?: Record<string, unknown>,
	): Promise<string>;
	/**
	 * @param mustExist the subscription is known to exist, so a 404 is an error
	 * @returns false when MyD3 does not have it (any more)
	 */
	delete(id: string, mustExist?: boolean): Promise<boolean>;
}

/** The same, and what a diagnosis needs beside it. */
export interface MyD3Client extends SubscriptionApi {
	/** Sends a request without any key to the Base URL. Any response will do. */
	checkReachability(): Promise<void>;
	/** Exchanges the API Key, whether there is an access token or not; n8n does not store the new one. */
	renewToken(): Promise<void>;
	/** The four requests; token and list are undefined where their field is empty. */
	requests: Pick<ApiDetails, 'tokenRequest' | 'createRequest' | 'listRequest' | 'deleteRequest'>;
}

/** What may be given to a client. */
export interface ClientOptions {
	/** How to let time pass, in ms. */
	wait?: (ms: number) => Promise<void>;
	onResponse?: OnResponse;
	/** Recognises a notification URL that leads to us. */
	leadsToUs?: (url: string) => boolean;
}

/**
 * Makes a client for the credential of the node that runs.
 * @throws NodeOperationError when the credential is missing or cannot be used
 */
export async function myD3Client(
	context: ApiContext,
	{ wait = sleep, onResponse, leadsToUs }: ClientOptions = {},
): Promise<MyD3Client> {
	// Before the credential is read: another trigger may obtain a token, and n8n store it, meanwhile.
	const mark = tokenRenewals.mark();
	const fields = await context.getCredentials(CREDENTIAL);
	const details = readDetails(fields, context);
	const { createRequest, listRequest, deleteRequest } = details;
	const session = new ApiSession(context, fields, details, mark);
	const ids = new HiddenIds();
	const hints: ListHints = {
		eventTypePath: createRequest.eventTypePath,
		idProperty: details.subscriptionIdProperty,
		apiHost: new URL(details.baseUrl).host,
		leadsToUs,
	};

	/** Fills in a template and sends it. @throws NodeApiError for a status outside 2xx */
	async function send(
		template: RequestTemplate,
		action: string,
		values: Record<string, string>,
		additionalFields?: Record<string, unknown>,
	): Promise<{ response: ApiResponse; info: RequestInfo }> {
		const build = (accessToken: string): HttpRequest => {
			const { apiKey, apiSecret } = details;
			try {
				return template.fill({ ...values, apiKey, apiSecret, accessToken }, additionalFields);
			} catch (error) {
				throw operationError(context, error);
			}
		};
		// Built once before anything is sent, so that what cannot be filled in is said without an exchange.
		const { method, url } = build('not-obtained-yet');
		const info: RequestInfo = {
			action,
			field: template.field,
			method,
			url,
			secrets: session.secrets,
			createsSomething: template === createRequest,
			keyIsToken: details.tokenRequest === undefined,
		};
		const response = await session.send(info, build);
		onResponse?.(response, session.secrets, template.describe(values));
		if (response.status >= 300) {
			throw apiError(context, describeHttpError(response, info));
		}
		return { response, info };
	}

	/** Reads one page. @param next where it is, as the page before said; undefined for the first, or where pages are counted */
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
			// What is listed beside a refusal is a part at most.
			return {
				page: isRefused ? { ...page, next: [], hasMore: true } : page,
				url: info.url,
			};
		}
		if (isRefused) throw apiError(context, describeRefusal(response, info));
		const hint =
			'If the list is there but its IDs have another name, set "Subscription ID Property" to it. ';
		throw apiError(
			context,
			describeUnexpectedResponse(response, 'a list of subscriptions', info, hint),
		);
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
			const list = await readPages(read, isCounted, limit, matches, (reason, mayPass) =>
				apiError(context, describeIncompleteList(reason, mayPass)),
			);
			return { ...list, subscriptions: list.subscriptions.map((one) => ids.hideIn(one)) };
		},

		async create(eventType, notificationUrl, additionalFields = {}) {
			const uuid = randomUUID();
			const what = eventType === '' ? '' : ` for ${eventType}`;
			const { response, info } = await send(
				createRequest,
				`create a subscription${what}`,
				{ eventType, notificationUrl, uuid },
				additionalFields,
			);
			const id = readCreatedId(response, {
				notificationUrl,
				uuid: createRequest.placeholders.has('uuid') ? uuid : undefined,
				property: details.subscriptionIdProperty,
			});
			if (isRefusal(response)) {
				throw apiError(context, describeRefusal(response, info, id !== undefined));
			}
			if (id === undefined) {
				const expected = "the new subscription's ID";
				const hint = 'If the ID is there, set "Subscription ID Property" to its name. ';
				throw apiError(context, describeUnexpectedResponse(response, expected, info, hint));
			}
			return ids.hide(id);
		},

		async delete(id, mustExist = false) {
			let mayBeDone = false;
			// Only the list has the whole of it, unless this client has read that already.
			if (ids.isUnknown(id)) await client.list();
			const sentId = ids.reveal(id);
			if (sentId === undefined) return false;
			const attempt = async (): Promise<void> => {
				const sent = send(deleteRequest, `delete subscription ${id}`, { id: sentId });
				const { response, info } = await sent.catch((error: NodeApiError) => {
					mayBeDone ||= isTransient(error) && error.httpCode !== '429';
					throw error;
				});
				if (isRefusal(response)) throw apiError(context, describeRefusal(response, info));
			};
			const [deleted] = await Promise.allSettled([withRetry(attempt, wait)]);
			if (deleted.status === 'fulfilled') return true;
			// The first attempt may have deleted it, although no answer came.
			if (isAlreadyDeleted(deleted.reason) && (mayBeDone || !mustExist)) return mayBeDone;
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
			// Not by n8n's way, which shows nothing of the response.
			const [result] = await Promise.allSettled([exchangeApiKey(context, fields, onResponse)]);
			if (result.status === 'rejected') throw credentialError(context, result.reason);
			session.useToken(readBoundToken({ ...fields, accessToken: result.value }) as string);
		},
	};
	return client;
}

function readDetails(fields: Record<string, unknown>, context: ApiContext): ApiDetails {
	try {
		return apiDetails(fields);
	} catch (error) {
		throw operationError(context, error);
	}
}
