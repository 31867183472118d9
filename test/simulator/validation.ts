import type { IncomingHttpHeaders } from 'node:http';

/** A refused request; `isProblem` when the client sent something that the API does not understand. */
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

/** Whether a Content-Type header announces JSON. */
export function announcesJson(contentType: string | undefined): boolean {
	return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

/**
 * Returns the properties of a request's body.
 * The real API is probably more lenient; here a misspelt field must not go unnoticed.
 * @param required names whose value must be a non-empty string
 * @param optional further names, with any value
 * @throws Refusal (400) that names the wrong content type or field
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
 * Documented: "Unsecured HTTP is not supported."
 * @throws Refusal (400) if the notification URL is not an absolute https URL
 */
export function requireHttps(notificationUrl: string): void {
	if (!URL.canParse(notificationUrl) || new URL(notificationUrl).protocol !== 'https:') {
		throw badRequest(
			'The field "notificationUrl" must be an absolute https URL: unsecured HTTP is not supported.',
		);
	}
}

/**
 * Accepts only the query arguments that an endpoint knows.
 * @throws Refusal (400) that names the first unknown argument
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
 * Reads the page argument; pages count from 1, the default.
 * @throws Refusal (400) if it is not a positive whole number
 */
export function readPage(received = '1'): number {
	if (!/^[1-9]\d{0,8}$/.test(received)) {
		throw badRequest('The page must be a positive whole number.');
	}
	return Number(received);
}
