import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { readCreatedId, readPage, writeSubscription } from './answers';
import type { Answer, Subscription } from './answers';
import { apiDetails, facts } from './contract';
import type { ApiDetails } from './contract';
import { isGone, isTransient, LATER, networkFailure, statusFailure, unreadable } from './failure';
import type { Call, Failure } from './failure';

export const CREDENTIAL = 'myD3Api';

const TIMEOUT_MS = 10_000;
const REPEATS = 2;
const LONGEST_WAIT_MS = 30_000;

/** The n8n contexts that can call MyD3. */
export type Context = IHookFunctions | IExecuteFunctions | ILoadOptionsFunctions;

/** MyD3's Webhook Subscription API. Every method throws NodeApiError with a message for the user. */
export interface MyD3Client {
	baseUrl: string;
	/** Reads pages until there are no more or `limit` subscriptions are known. Never takes a failed page for the end. */
	list(limit?: number): Promise<Subscription[]>;
	/** @returns the id. Never repeated: see `mayHaveHappened`. */
	create(
		eventType: string,
		notificationUrl: string,
		additionalFields?: Record<string, unknown>,
	): Promise<string>;
	/** @returns false when MyD3 did not hold it (any more) */
	delete(id: string): Promise<boolean>;
}

/**
 * Makes a client for the credential of the node that runs.
 * @param wait how to let time pass, in ms
 * @throws NodeOperationError when the credential is missing or cannot be used
 */
export async function myD3Client(
	context: Context,
	wait: (ms: number) => Promise<void> = sleep,
): Promise<MyD3Client> {
	const fields = await context.getCredentials(CREDENTIAL);
	const details = detailsOf(fields, context);
	const secrets = [fields.apiKey, fields.accessToken].map((value) => String(value ?? '').trim());
	const { subscriptionUrl } = details;
	const call = (action: string, method: string, url: string, bodyFields = ''): Call => ({
		action,
		method,
		url,
		addressField: 'Subscription Path',
		bodyFields,
		secrets,
	});

	return {
		baseUrl: details.baseUrl,

		async list(limit = Infinity) {
			const subscriptions: Subscription[] = [];
			const read = new Set<string>();
			let url: string | undefined = subscriptionUrl;
			while (subscriptions.length < limit) {
				const listCall = call('list the subscriptions', facts.listMethod.value, url);
				const answer: Answer = await patiently(() => send(context, listCall), wait);
				const page = readPage(answer, details);
				if (page === undefined) {
					throw apiError(context, unreadable(answer, 'a list of subscriptions', listCall));
				}
				subscriptions.push(...page.subscriptions);
				read.add(url);
				if (page.next === undefined) break;
				url = nextUrl(page.next, url);
				if (url === undefined || read.has(url)) {
					throw apiError(context, unreadable(answer, 'a page with a usable next page', listCall));
				}
			}
			return subscriptions.slice(0, limit);
		},

		async create(eventType, notificationUrl, additionalFields = {}) {
			const createCall = call(
				`create a subscription for ${eventType}`,
				facts.createMethod.value,
				subscriptionUrl,
				'"Event Type Field" and "Notification URL Field"',
			);
			const body = bodyOf(eventType, notificationUrl, additionalFields, details, context);
			const answer = await send(context, createCall, body);
			const id = readCreatedId(answer);
			if (id === undefined) {
				throw apiError(
					context,
					unreadable(answer, "the new subscription's GUID", createCall),
					true,
				);
			}
			return id;
		},

		async delete(id) {
			const deleteCall = call(
				`delete subscription ${id}`,
				facts.deleteMethod.value,
				`${subscriptionUrl}/${encodeURIComponent(id)}`,
			);
			const [deleted] = await Promise.allSettled([
				patiently(() => send(context, deleteCall), wait),
			]);
			if (deleted.status === 'fulfilled') return true;
			if (isGone(deleted.reason)) return false;
			throw deleted.reason;
		},
	};
}

function detailsOf(fields: Record<string, unknown>, context: Context): ApiDetails {
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
	context: Context,
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

/** One call, through n8n's own helper: it obtains the token, and obtains a new one and repeats the call after a 401. */
async function send(context: Context, call: Call, body?: Record<string, unknown>): Promise<Answer> {
	const request: IHttpRequestOptions = {
		method: call.method as IHttpRequestMethods,
		url: call.url,
		headers: { Accept: 'application/json, text/plain, */*' },
		body: body as IHttpRequestOptions['body'],
		// As text: the documented answer to create is a bare GUID, and what cannot be read is to be quoted as it came.
		encoding: 'text',
		returnFullResponse: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
	// Asked to throw, n8n drops headers and body (Retry-After, MyD3's words). Asked not to, it does not renew the token.
	// Hence: not, except when the token was refused. A refused POST was not carried out, so that it may be repeated.
	let answer = await exchange(context, { ...request, ignoreHttpStatusErrors: true }, call);
	if (answer.status === facts.expiredTokenStatus.value) {
		answer = await exchange(context, request, call);
	}
	if (answer.status >= 200 && answer.status < 300) return answer;
	throw apiError(context, statusFailure(answer, call), answer.status >= 500);
}

async function exchange(
	context: Context,
	request: IHttpRequestOptions,
	call: Call,
): Promise<Answer> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		)) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: response.headers,
			text: String(response.body ?? ''),
		};
	} catch (error) {
		const { message, httpCode } = error as NodeApiError;
		const code = httpCode ?? '';
		if (/^\d{3}$/.test(code)) return { status: Number(code), headers: {}, text: '' };
		if (/^[A-Z]/.test(code) && code !== LATER) {
			throw apiError(context, networkFailure(code, call), true);
		}
		// From the credential: the exchange of the API Key did not succeed, and the message says why.
		const description = 'Open the MyD3 API credential and test it.';
		throw apiError(context, { message, description, transient: code === LATER });
	}
}

function apiError(context: Context, failure: Failure, mayHaveHappened = false): NodeApiError {
	const {
		message,
		description,
		code,
		httpCode,
		transient,
		unreadable: notRead,
		retryAfterMs,
	} = failure;
	// A failed activation shows the message in n8n 2.x and the description in 1.x, never both: say everything in one.
	const options =
		'getActivationMode' in context
			? { message: `${message} ${description}`, httpCode }
			: { message, description: code ? `${description} (${code})` : description, httpCode };
	const error = new NodeApiError(context.getNode(), { message: options.message }, options);
	Object.assign(error.context, { transient, mayHaveHappened, unreadable: notRead, retryAfterMs });
	return error;
}

/** Repeats a call that may be repeated (GET, DELETE) after a transient failure, waiting as long as MyD3 asks. */
async function patiently<Result>(
	attempt: () => Promise<Result>,
	wait: (ms: number) => Promise<void>,
): Promise<Result> {
	for (let repeat = 0; ; repeat++) {
		const [result] = await Promise.allSettled([attempt()]);
		if (result.status === 'fulfilled') return result.value;
		if (!isTransient(result.reason) || repeat === REPEATS) throw result.reason;
		const asked = (result.reason as NodeApiError).context.retryAfterMs;
		const ms = typeof asked === 'number' ? asked : 1000 * 2 ** repeat;
		if (ms > LONGEST_WAIT_MS) throw result.reason;
		await wait(ms);
	}
}
