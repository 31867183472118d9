import {
	parseArguments,
	piecesOf,
	withBracesDecoded,
	writeArguments,
	type Argument,
} from './argumentList';
import { encodeValue, encodeWritten } from './percentEncoding';
import {
	placeholdersIn,
	PLACEHOLDERS,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type RequestField,
	type Writer,
} from './placeholders';

/** Where a request goes. */
export interface RequestAddress {
	/** Scheme, host and port, as `new URL` writes them. */
	origin: string;
	/** Is it the host of the Base URL? */
	isBaseUrl: boolean;
	/** The path, cut at its slashes; without the slash it begins with. */
	segments: Piece[][];
	/** undefined where the address has no "?". */
	query: Argument[] | undefined;
}

const EXAMPLE = 'https://api.myd3.data3.com';

/** May secrets be sent there: is it https, or on this machine? */
function isSecure({ protocol, hostname }: URL): boolean {
	const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && loopback);
}

/** Vendors' pages write `/webhooks/:id`, `/webhooks/<id>` and `/webhooks/[id]` for `/webhooks/{id}`. */
function parseSegment(text: string, field: RequestField): Piece[] {
	const match = /^(?::([A-Za-z][\w-]*)|<([A-Za-z][\w -]*)>|\[([A-Za-z][\w -]*)\])$/.exec(text);
	const name = match?.[1] ?? match?.[2] ?? match?.[3];
	return name === undefined
		? splitAtPlaceholders(withBracesDecoded(text, field))
		: [{ name, written: text }];
}

/**
 * In Delete Request the only placeholder of the address is the id, whatever the vendor calls it. With two of them, as in
 * `/projects/:id/hooks/:hook_id`, nobody can tell which it is: they stay, and are refused as unknown.
 */
function nameTheId(pieces: readonly Piece[]): void {
	const unknown = placeholdersIn(pieces).filter(
		({ name }) => name === 'id' || !PLACEHOLDERS['Delete Request'].includes(name),
	);
	const isOne = unknown.every(({ name }) => name === unknown[0]?.name);
	for (const placeholder of unknown) {
		if (isOne) placeholder.name = 'id';
		// GitLab's ":id" is the project's: beside another name it is not taken for the subscription's.
		else if (placeholder.written !== '{id}') placeholder.name = placeholder.written;
	}
}

/** @returns scheme and host of a full address, and what follows; undefined for a path */
function splitFullAddress(
	text: string,
	field: RequestField,
): { origin: string; rest: string } | undefined {
	const match = /^([a-z][a-z\d+.-]*):\/\/([^/?]*)(.*)$/is.exec(text);
	if (match === null) {
		if (!/^https?:/i.test(text)) return undefined;
		throw refusal(field, `has an address without "//". Write it like ${EXAMPLE}/path.`);
	}
	const [, , authority = '', rest = ''] = match;
	if (placeholdersIn(splitAtPlaceholders(authority)).length > 0) {
		throw refusal(field, 'has a placeholder in the host of its address. Write the host itself.');
	}
	if (authority.includes('@')) {
		throw refusal(
			field,
			'has a user name in its address. Write it as a header: Authorization: Basic {apiKey}:{apiSecret}.',
		);
	}
	const address = `${match[1]}://${authority}`;
	if (!URL.canParse(address)) {
		throw refusal(field, `has an address that cannot be read. Write it like ${EXAMPLE}/path.`);
	}
	const url = new URL(address);
	if (!isSecure(url)) {
		throw refusal(
			field,
			'goes to an address that is not https: keys would be readable on the way. Begin the address with https://.',
		);
	}
	return { origin: url.origin, rest };
}

function parseBaseUrl(baseUrl: string, field: RequestField): URL {
	const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	if (url === undefined || !isSecure(url)) {
		throw refusal(
			field,
			`has no address to go to, because the Base URL in the MyD3 API credential is not an https address. Write it like ${EXAMPLE}.`,
		);
	}
	return url;
}

/** @throws Error, with a sentence for the user, for what no address has, or what would be sent to another place than is written */
function refuseUnusual(text: string, field: RequestField): void {
	if (text.includes('\\')) {
		throw refusal(field, 'has a backslash in its address. Write "/" in its place.');
	}
	if (/\s/.test(text.replace(/\{[^{}]*\}|<[^<>]*>|\[[^[\]]*\]/g, ''))) {
		throw refusal(field, 'has a space in its address. Take it out, or write %20 in its place.');
	}
	if (text.startsWith('//')) {
		throw refusal(field, 'has an address that begins with "//". Begin the path with one "/".');
	}
	const variable = /(?:^|[/=])(\$\{?[A-Z][A-Z\d_]+\}?|YOUR[_-]\w+)(?=$|[/?&])/.exec(text)?.[1];
	if (variable !== undefined) {
		throw refusal(field, `has ${variable} in its address. Write the value that it stands for.`);
	}
}

/**
 * Reads a path, which is put after the Base URL (and its path, if it has one), or a full address.
 * A "#" and what follows is dropped: it is never sent.
 * @throws Error, with a sentence for the user
 */
export function parseAddress(text: string, baseUrl: string, field: RequestField): RequestAddress {
	const address = text.replace(/#.*$/s, '');
	refuseUnusual(address, field);
	const base = parseBaseUrl(baseUrl, field);
	const full = splitFullAddress(address, field);
	if (full === undefined && /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?\//i.test(address)) {
		throw refusal(field, 'has an address that begins with a host. Write https:// before it.');
	}
	const origin = full?.origin ?? base.origin;
	if (origin !== base.origin && field !== 'Token Request') {
		throw refusal(
			field,
			`goes to ${new URL(origin).host}, but the Base URL in the MyD3 API credential is ${base.host}, and the access token is for that host only. Write the path alone, or correct the Base URL.`,
		);
	}

	const rest = full?.rest ?? address;
	const question = rest.indexOf('?');
	const path = (question < 0 ? rest : rest.slice(0, question)).replace(/^\//, '');
	const query = question < 0 ? undefined : parseArguments(rest.slice(question + 1), field);
	const basePath = full === undefined ? base.pathname.replace(/^\/|\/+$/g, '') : '';
	const segments: Piece[][] = [
		...(basePath === '' ? [] : basePath.split('/').map((segment) => [segment])),
		...path.split('/').map((segment) => parseSegment(segment, field)),
	];
	if (segments.some(isDots)) {
		throw refusal(field, 'has "." or ".." in its path. Write the path without it.');
	}
	const pieces = [...segments.flat(), ...(query ?? []).flatMap(piecesOf)];
	if (field === 'Delete Request') nameTheId(pieces);
	return { origin, isBaseUrl: origin === base.origin, segments, query };
}

const isDots = (segment: readonly Piece[]): boolean =>
	/^(\.|%2e){1,2}$/i.test(
		segment.map((piece) => (typeof piece === 'string' ? piece : '{}')).join(''),
	);

/** @returns the placeholders of an address */
export const placeholdersOfAddress = ({ segments, query }: RequestAddress) =>
	placeholdersIn([...segments.flat(), ...(query ?? []).flatMap(piecesOf)]);

/**
 * @returns path and query
 * @throws Error, with a sentence for the user, when a value would change the path
 */
export function writePath(address: RequestAddress, writer: Writer, field: RequestField): string {
	const names: Writer = { ...writer, literal: encodeWritten };
	const path = address.segments.map((segment) => {
		const written = write(segment, names, (value) => {
			if (['', '.', '..'].includes(value)) throw refusal(field, emptyPath(value, segment));
			return encodeValue(value);
		});
		if (isDots([written])) throw refusal(field, emptyPath(written, segment));
		return written;
	});
	const query =
		address.query === undefined ? '' : `?${writeArguments(address.query, writer, field)}`;
	return `/${path.join('/')}${query}`;
}

const emptyPath = (value: string, segment: readonly Piece[]): string =>
	`cannot be sent: ${placeholdersIn(segment)[0]?.written ?? ''} in its path would be ${value === '' ? 'empty' : `"${value}"`}, which leads to another address. Use another value.`;

/**
 * @returns the full address to send to
 * @throws Error, with a sentence for the user, when a value would change where it leads
 */
export function writeAddress(address: RequestAddress, writer: Writer, field: RequestField): string {
	const url = address.origin + writePath(address, writer, field);
	// The last safeguard: whatever was filled in, the request goes where the template says.
	if (new URL(url).origin !== address.origin) {
		throw refusal(field, 'cannot be sent: a value in its address would lead to another host.');
	}
	return url;
}
