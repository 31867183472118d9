import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../api/json';

/** The parts of n8n's request object needed to read its body. */
export interface BodySource {
	headers: { 'content-type'?: string };
	/** The decompressed bytes of the body; undefined if n8n has not read them yet. */
	rawBody?: Buffer;
	/** The body as n8n parsed it. */
	body?: unknown;
	/** Reads the bytes into `rawBody`. */
	readRawBody?: () => Promise<void>;
}

/** Why a body could not be read as events, and the HTTP status to respond with. */
export interface UnreadableBody {
	status: 400 | 413;
	reason: string;
}

const PAYLOAD_TOO_LARGE = 413;
const JSON_TYPE = /^application\/json *(;|$)/i;
const MULTIPART = /^multipart\//i;
const NOT_JSON: UnreadableBody = {
	status: 400,
	reason: 'it is neither a JSON object nor an array of them',
};

/** Whether a request with this method can carry an event. GET and HEAD requests only check the URL. */
export const hasBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/**
 * Reads the body's bytes if n8n has not: for nodes above version 1, n8n reads only JSON, text, forms and XML.
 * Multipart bodies are refused, because n8n may already have consumed them.
 * @returns undefined once `rawBody` is set, otherwise why the body could not be read
 */
export async function readBytes(request: BodySource): Promise<UnreadableBody | undefined> {
	if (MULTIPART.test(request.headers['content-type'] ?? '')) {
		return { status: 400, reason: 'a multipart body is not supported' };
	}
	if (request.rawBody !== undefined) return undefined;
	const [read] = await Promise.allSettled([request.readRawBody?.()]);
	if (read.status === 'fulfilled') return undefined;
	// Errors from raw-body have a status. Errors from zlib, thrown when the bytes do not match Content-Encoding, do not.
	const { status } = (read.reason ?? {}) as { status?: unknown };
	return status === PAYLOAD_TOO_LARGE
		? { status: PAYLOAD_TOO_LARGE, reason: 'it is too large' }
		: { status: 400, reason: 'it cannot be read' };
}

/**
 * Parses a body into events, whatever its content type.
 * @returns the events; an empty list if the body contains nothing (no bytes, `{}` or `[]`)
 */
export function parseEvents({
	headers,
	rawBody,
	body,
}: BodySource): IDataObject[] | UnreadableBody {
	if (rawBody === undefined) return [];
	// n8n has already parsed bodies that it recognises as JSON.
	if (JSON_TYPE.test(headers['content-type'] ?? '') && typeof body === 'object' && body !== null) {
		return toEvents(body);
	}
	// trim() also removes a byte order mark, which JavaScript counts as white space.
	const text = decode(rawBody, headers['content-type']).trim();
	if (text === '') return [];
	try {
		return toEvents(JSON.parse(text));
	} catch {
		return NOT_JSON;
	}
}

/** JSON is UTF-8 by its standard, but some senders name another encoding. */
function decode(bytes: Buffer, contentType = ''): string {
	const [, charset = 'utf-8'] = /;\s*charset="?([\w-]+)/i.exec(contentType) ?? [];
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return bytes.toString('utf8');
	}
}

function toEvents(value: unknown): IDataObject[] | UnreadableBody {
	const events: unknown[] = Array.isArray(value) ? value : [value];
	if (!events.every(isObject)) return NOT_JSON;
	return events.every((event) => Object.keys(event).length === 0) ? [] : (events as IDataObject[]);
}
