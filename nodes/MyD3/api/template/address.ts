import { parseUrl } from '../url';
import type { RequestParts } from './curlCommand';
import {
	encodeValue,
	encodeWritten,
	parseArguments,
	piecesOf,
	writeArguments,
	type Argument,
} from './argumentList';
import type { NamedValue } from './literalSecrets';
import {
	asText,
	placeholdersIn,
	refusal,
	splitAtPlaceholders,
	write,
	type Piece,
	type Placeholder,
	type RequestField,
	type Writer,
} from './placeholders';

/** Where a request goes. */
export interface RequestAddress {
	/** Scheme, host and port, as `new URL` writes them. */
	origin: string;
	/** The path, split at its slashes, without the leading one. */
	segments: Piece[][];
	/** undefined if the address has no "?". */
	query: Argument[] | undefined;
}

const EXAMPLE = 'Write it like https://api.myd3.data3.com/path.';

/** Parts that no valid address contains, or that make a request go somewhere other than where it seems to. */
const UNUSUAL: ReadonlyArray<readonly [RegExp, string]> = [
	[/\\/, 'a backslash in its address'],
	[/^\/\//, '"//" at the start of its address'],
	[/^[^?]*\s/, 'a space in its address'],
	[/^[^?]*?(?:^|\/)(?:\.|%2e){1,2}(?:[/?]|$)/i, '"." or ".." in its path'],
];

/** @returns whether secrets may be sent to an address: it is https, or on this machine */
export function isSecure(address: string): boolean {
	const { protocol, hostname = '' } = parseUrl(address) ?? {};
	const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}

/** Vendors' pages write `/hooks/:id`, `/hooks/<your id>`, `/hooks/{your id}` and `/hooks/[id]` for `/hooks/{id}`. */
function parseSegment(text: string): Piece[] {
	const [, name] = /^[:<[{]([A-Za-z][\w -]*)[>\]}]?$/.exec(text) ?? [];
	return name === undefined ? splitAtPlaceholders(text) : [{ name, written: text }];
}

/** @returns the origin of a full address and the rest of it; undefined for a path */
function splitFullAddress(text: string): { origin: string; rest: string } | undefined {
	const [, scheme, authority = '', rest = ''] =
		/^([a-z][a-z\d+.-]*:)\/\/([^/?]*)(.*)$/is.exec(text) ?? [];
	if (scheme === undefined) {
		if (/^https?:/i.test(text)) throw refusal(`has an address that cannot be read. ${EXAMPLE}`);
		return undefined;
	}
	const [blank] = /\{(?!api(Key|Secret)\}|accessToken\})[^{}]*\}|<[^<>]*>/.exec(authority) ?? [];
	if (blank !== undefined) throw refusal(`has ${blank} in its address. Replace it with its value.`);
	if (/[{@]/.test(authority)) {
		throw refusal(
			'has a placeholder or a user name in the host of its address. Write only the host there, and put the keys in a header, such as Authorization: Basic {apiKey}:{apiSecret}.',
		);
	}
	const address = `${scheme}//${authority}`;
	const url = parseUrl(address);
	if (url === undefined) throw refusal(`has an address that cannot be read. ${EXAMPLE}`);
	if (!isSecure(address)) {
		throw refusal(
			'goes to an address that is not https: keys would travel unencrypted. Start the address with https://.',
		);
	}
	return { origin: url.origin, rest };
}

/** The end of a path that is a shell's variable or a blank: `/$WEBHOOK_ID`, `/YOUR_WEBHOOK_ID`. OData's `/$ref` is neither. */
const ID_VARIABLE = /\/(?:\$([A-Z][A-Z\d_]+|\w*[Ii][Dd])|(YOUR[_-]\w+))(?=\/?(?:\?|$))/;

function refuseUnusual(address: string): void {
	// A placeholder's name may contain a space: <your id>.
	const named = address.replace(/\{[^{}]*\}|<[^<>]*>|\[[^[\]]*\]/g, '{}');
	for (const [pattern, what] of UNUSUAL) {
		if (!pattern.test(named)) continue;
		throw refusal(`has ${what}. Remove it, or copy the address again.`);
	}
	const [, variable] =
		/(?:^|[/=])(\$\{?[A-Z][A-Z\d_]+\}?|YOUR[_-]\w+)(?=$|[/?&])/.exec(address) ?? [];
	if (variable !== undefined) {
		throw refusal(`has ${variable} in its address. Replace it with its value.`);
	}
}

/**
 * In raw HTTP, the Host header names the host. It matters only for Token Request, which may go to a different host from the
 * other requests.
 * @returns the address, with that host if it has none of its own
 */
export function fullAddress(
	{ address, headers }: RequestParts,
	baseUrl: string,
	field: RequestField,
): string {
	const [, host = ''] = headers.find(([name]) => /^host$/i.test(name)) ?? [];
	const scheme = isSecure(`http://${host.trim()}`) ? 'http' : 'https';
	const origin = `${scheme}://${host.trim()}`;
	const isElsewhere =
		field === 'Token Request' &&
		host !== '' &&
		/^\/(?!\/)/.test(address) &&
		parseUrl(origin)?.host !== new URL(baseUrl).host;
	return isElsewhere ? origin + address : address;
}

/**
 * Reads a full address, or a path to append to the Base URL (including the Base URL's own path).
 * Drops "#" and what follows, which is never sent.
 * @throws refusal if it cannot be read, or if keys must not be sent there
 */
export function parseAddress(text: string, baseUrl: string, field: RequestField): RequestAddress {
	// Markdown writes <https://…>.
	const [written = ''] = text.replace(/^<(https?:[^<>]*)>$/i, '$1').split('#');
	const address =
		field === 'Delete Request'
			? written.replace(ID_VARIABLE, (_, variable, blank) => `/{${variable ?? blank}}`)
			: written;
	refuseUnusual(address);
	const base = new URL(baseUrl);
	const full = splitFullAddress(address);
	if (/^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?\//i.test(address)) {
		throw refusal('has an address that begins with a host. Write https:// before it.');
	}
	const { origin, rest } = full ?? { origin: base.origin, rest: address };
	if (origin !== base.origin && field !== 'Token Request') {
		throw refusal(
			`goes to ${new URL(origin).host}, but the Base URL in the MyD3 API credential is on ${base.host}, and the access token may be sent only to that host. Write only the path, or correct the Base URL.`,
		);
	}
	const [path = '', ...query] = rest.split('?');
	const basePath = base.pathname.split('/').filter((segment) => segment !== '');
	return {
		origin,
		segments: [
			...(full === undefined ? basePath.map((segment) => [segment]) : []),
			...path.replace(/^\//, '').split('/').map(parseSegment),
		],
		query: query.length === 0 ? undefined : parseArguments(query.join('?')),
	};
}

/** @returns the placeholders of an address */
export const placeholdersOfAddress = ({ segments, query = [] }: RequestAddress) =>
	placeholdersIn([...segments.flat(), ...piecesOf(query)]);

/** @returns path and query @throws refusal if a value would change the path */
export function writePath({ segments, query }: RequestAddress, writer: Writer): string {
	const pathWriter: Writer = { ...writer, literal: encodeWritten };
	const path = segments.map((segment) => {
		const refuse = (value: string): Error =>
			refusal(
				`cannot be sent: ${placeholdersIn(segment)[0]?.written} in its path would be ${value === '' ? 'empty' : `"${value}"`}, so the request would go to another address. Use another value.`,
			);
		const written = write(segment, pathWriter, (value) => {
			if (value === '') throw refuse(value);
			return encodeValue(value);
		});
		if (/^(\.|%2e){1,2}$/i.test(written)) throw refuse(written);
		return written;
	});
	return `/${path.join('/')}${query === undefined ? '' : `?${writeArguments(query, writer)}`}`;
}

/** @returns the full address to send to @throws refusal if a value would change the path or the host */
export function writeAddress(address: RequestAddress, writer: Writer): string {
	const url = address.origin + writePath(address, writer);
	// The last safeguard: whatever the values, the request goes where the template says.
	if (new URL(url).origin !== address.origin) {
		throw refusal('cannot be sent: a value in its address would lead to another host.');
	}
	return url;
}

/**
 * Renames the only placeholder of Delete Request's address to "id", whatever the vendor calls it, even {eventType}: some
 * vendors identify subscriptions by their event types. If there are two, as in `/projects/:id/hooks/:hook_id`, or if {id} is
 * elsewhere, it is unclear which one is the id, so they stay unknown and are refused.
 */
export function renameIdPlaceholder(
	address: RequestAddress,
	elsewhere: ReadonlySet<string>,
	isKnownPlaceholder: (name: string) => boolean,
): void {
	const all = placeholdersOfAddress(address);
	const unknown = all.filter(({ name }) => name === 'id' || !isKnownPlaceholder(name));
	const isEventTypeId = unknown.length === 0 && !elsewhere.has('id');
	const candidates = isEventTypeId ? all.filter(({ name }) => name === 'eventType') : unknown;
	const names = new Set(candidates.map(({ name }) => name));
	for (const placeholder of candidates) {
		if (names.size === 1 && !elsewhere.has('id')) placeholder.name = 'id';
		// GitLab's ":id" is the project's, so next to another name it is not the subscription's.
		else if (placeholder.written !== '{id}') placeholder.name = placeholder.written;
	}
}

/**
 * @param named the values of Delete Request by name
 * @returns the name of the id's placeholder as the user wrote it, and that name's last word; none for {id}. Then the names of
 *   the arguments and properties that hold it: `?stream_id={id}`, `{"handler": "{id}"}`
 */
export function idNamesIn(
	placeholders: readonly Placeholder[],
	named: readonly NamedValue[],
): string[] {
	const { written = '' } = placeholders.find(({ name }) => name === 'id') ?? {};
	const words = written.match(/[A-Z]?[a-z\d]+|[A-Z]+/g) ?? [];
	const holders = named
		.filter(({ kind, value }) => kind !== 'header' && asText(value) === '{id}')
		.map(({ name }) => name);
	const names = [words.join('_'), words.at(-1) ?? '', ...holders];
	return [...new Set(names)].filter((name) => !/^(id)?$/i.test(name));
}
