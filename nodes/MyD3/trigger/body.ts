import type { IDataObject } from 'n8n-workflow';

/** The part of a request that its body is read from, as n8n hands it to a node. */
export interface BodySource {
	headers: { 'content-type'?: string };
	/** The body's bytes, inflated; undefined when n8n has not read them. */
	rawBody?: Buffer;
	/** What n8n has made of them. */
	body?: unknown;
	/** Reads the bytes into `rawBody`. */
	readRawBody?: () => Promise<void>;
}

/** Why a body is no event, and the status that says so. */
export interface UnreadableBody {
	status: 400 | 413;
	reason: string;
}

const TOO_LARGE = 413;
const JSON_TYPE = /^application\/json *(;|$)/i;
const MULTIPART = /^multipart\//i;
const NOT_JSON: UnreadableBody = {
	status: 400,
	reason: 'it is not a JSON object or an array of them',
};

/** Can a request with this method hold an event? What comes by GET or HEAD is only a check of the URL. */
export const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/**
 * Reads the bytes that n8n has left unread: for a node above version 1 it reads only JSON, text, forms and XML.
 * A multipart body, which n8n may have taken apart, is not read.
 * @returns undefined when `rawBody` is there now
 */
export async function readBytes(request: BodySource): Promise<UnreadableBody | undefined> {
	if (MULTIPART.test(request.headers['content-type'] ?? '')) {
		return { status: 400, reason: 'a multipart body is not read' };
	}
	if (request.rawBody !== undefined) return undefined;
	const [read] = await Promise.allSettled([request.readRawBody?.()]);
	if (read.status === 'fulfilled') return undefined;
	// raw-body gives its errors a status; zlib, for bytes that are not what Content-Encoding says, does not.
	const { status } = (read.reason ?? {}) as { status?: unknown };
	return status === TOO_LARGE
		? { status: TOO_LARGE, reason: 'it is too large' }
		: { status: 400, reason: 'it cannot be read' };
}

/**
 * Makes events of a body, whatever its content type says.
 * @returns an empty list when there is nothing in it: no bytes, `{}`, `[]`
 */
export function parseEvents({
	headers,
	rawBody,
	body,
}: BodySource): IDataObject[] | UnreadableBody {
	if (rawBody === undefined) return [];
	// n8n has parsed what it takes for JSON.
	if (JSON_TYPE.test(headers['content-type'] ?? '') && typeof body === 'object' && body !== null) {
		return asEvents(body);
	}
	// White space is, to JavaScript, also a byte order mark.
	const text = rawBody.toString('utf8').trim();
	if (text === '') return [];
	try {
		return asEvents(JSON.parse(text));
	} catch {
		return NOT_JSON;
	}
}

function asEvents(value: unknown): IDataObject[] | UnreadableBody {
	const events: unknown[] = Array.isArray(value) ? value : [value];
	if (!events.every(isObject)) return NOT_JSON;
	return events.every((event) => Object.keys(event).length === 0) ? [] : events;
}

/** Is it a JSON object, rather than an array, a text or another value? */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
