import type { IncomingHttpHeaders } from 'node:http';

/** What the API refuses a request with; `isProblem` when the client sent something the API does not know. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly isProblem: boolean,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}
}

function badRequest(message: string): Refusal {
	return new Refusal(400, message, true);
}

/** Takes the Content-Type header; returns whether it announces JSON. */
export function announcesJson(contentType: string | undefined): boolean {
	return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

/**
 * Takes a request's headers and body; returns the body's properties.
 * The real API is assumed to be more lenient: here a misspelt field must not go unnoticed.
 * @param required names that must hold a non-empty string
 * @param optional further names that are allowed, with any value
 * @throws Refusal (400) naming the content type or the field that is wrong
 */
export function readFields<Name extends string>(
	headers: IncomingHttpHeaders,
	body: unknown,
	required: readonly Name[],
	optional: readonly string[] = [],
): Record<Name, string> & Record<string, unknown> {
	if (!announcesJson(headers['content-type'])) {
		const received = headers['content-type'] ?? 'none';
		throw badRequest(`The Content-Type must be application/json, received: ${received}.`);
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw badRequest('The body must be a JSON object.');
	}
	const fields = { ...body } as Record<string, unknown>;
	for (const name of required) {
		if (typeof fields[name] !== 'string' || fields[name] === '') {
			throw badRequest(`The field "${name}" is missing or not a non-empty string.`);
		}
	}
	const known: readonly string[] = [...required, ...optional];
	for (const name of Object.keys(fields)) {
		if (!known.includes(name)) throw badRequest(`The field "${name}" is not known.`);
	}
	return fields as Record<Name, string> & Record<string, unknown>;
}

/**
 * Takes a notification URL. Documented: "Unsecured HTTP is not supported."
 * @throws Refusal (400) unless it is an absolute https URL
 */
export function requireHttps(notificationUrl: string): void {
	if (!URL.canParse(notificationUrl) || new URL(notificationUrl).protocol !== 'https:') {
		throw badRequest(
			'The field "notificationUrl" must be an absolute https URL: unsecured HTTP is not supported.',
		);
	}
}

/**
 * Takes a request's query and the names an endpoint knows.
 * @throws Refusal (400) naming the first argument it does not know
 */
export function requireKnownArguments(
	query: Record<string, string>,
	known: readonly string[],
): void {
	for (const name of Object.keys(query)) {
		if (!known.includes(name)) throw badRequest(`The query argument "${name}" is not known.`);
	}
}

/**
 * Takes the page argument as received; returns the page, counted from 1, which is also the default.
 * @throws Refusal (400) when it is not a positive whole number
 */
export function readPage(received = '1'): number {
	if (!/^[1-9]\d{0,8}$/.test(received)) {
		throw badRequest('The page must be a positive whole number.');
	}
	return Number(received);
}
