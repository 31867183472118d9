import {
	encodeValue,
	encodeWritten,
	parseArguments,
	piecesOf,
	writeArguments,
	type Argument,
} from './argumentList';
import {
	placeholdersIn,
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
	/** The path, cut at its slashes; without the slash it begins with. */
	segments: Piece[][];
	/** undefined where the address has no "?". */
	query: Argument[] | undefined;
}

const LIKE = 'Write it like https://api.myd3.data3.com/path.';

/** What no address has, or what would send the request to another place than is written. */
const UNUSUAL: ReadonlyArray<readonly [RegExp, string]> = [
	[/\\/, 'a backslash'],
	[/^\/\//, '"//" at its beginning'],
	[/^[^?]*\s/, 'a space'],
	[/^[^?]*?(?:^|\/)(?:\.|%2e){1,2}(?:[/?]|$)/i, '"." or ".." in the path'],
];

/** @returns whether secrets may be sent there: it is https, or on this machine */
export function isSecure(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
	return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}

/** Vendors' pages write `/webhooks/:id`, `/webhooks/<id>` and `/webhooks/[id]` for `/webhooks/{id}`. */
function parseSegment(text: string): Piece[] {
	const [, name] = /^[:<[]([A-Za-z][\w -]*)[>\]]?$/.exec(text) ?? [];
	return name === undefined ? splitAtPlaceholders(text) : [{ name, written: text }];
}

/** @returns the origin of a full address, and what follows; undefined for a path */
function splitFullAddress(text: string): { origin: string; rest: string } | undefined {
	const [, scheme, authority = '', rest = ''] =
		/^([a-z][a-z\d+.-]*:)\/\/([^/?]*)(.*)$/is.exec(text) ?? [];
	if (scheme === undefined) {
		if (/^https?:/i.test(text)) throw refusal(`has an address that cannot be read. ${LIKE}`);
		return undefined;
	}
	if (/[{@]/.test(authority)) {
		throw refusal(
			'has a placeholder or a user name in the host of its address. Write the host alone, and keys in a header: Authorization: Basic {apiKey}:{apiSecret}.',
		);
	}
	const address = `${scheme}//${authority}`;
	if (!URL.canParse(address)) throw refusal(`has an address that cannot be read. ${LIKE}`);
	if (!isSecure(address)) {
		throw refusal(
			'goes to an address that is not https: keys would be readable on the way. Begin the address with https://.',
		);
	}
	return { origin: new URL(address).origin, rest };
}

function refuseUnusual(address: string): void {
	// A name may have a space in it: <your id>.
	const named = address.replace(/\{[^{}]*\}|<[^<>]*>|\[[^[\]]*\]/g, '{}');
	for (const [sign, what] of UNUSUAL) {
		if (!sign.test(named)) continue;
		throw refusal(`has ${what} in its address. Take it out, or copy the address again.`);
	}
	const [, variable] =
		/(?:^|[/=])(\$\{?[A-Z][A-Z\d_]+\}?|YOUR[_-]\w+)(?=$|[/?&])/.exec(address) ?? [];
	if (variable !== undefined) {
		throw refusal(`has ${variable} in its address. Write the value that it stands for.`);
	}
}

/**
 * Reads a path, which is put after the Base URL (and its path, if it has one), or a full address.
 * A "#" and what follows is dropped: it is never sent.
 */
export function parseAddress(text: string, baseUrl: string, field: RequestField): RequestAddress {
	// Markdown writes <https://…>.
	const [address = ''] = text.replace(/^<(https?:[^<>]*)>$/i, '$1').split('#');
	refuseUnusual(address);
	const base = new URL(baseUrl);
	const full = splitFullAddress(address);
	if (full === undefined && /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?\//i.test(address)) {
		throw refusal('has an address that begins with a host. Write https:// before it.');
	}
	const { origin, rest } = full ?? { origin: base.origin, rest: address };
	if (origin !== base.origin && field !== 'Token Request') {
		throw refusal(
			`goes to ${new URL(origin).host}, but the Base URL in the MyD3 API credential is ${base.host}, and the access token is for that host only. Write the path alone, or correct the Base URL.`,
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

/** @returns path and query; refused when a value would change the path */
export function writePath({ segments, query }: RequestAddress, writer: Writer): string {
	const names: Writer = { ...writer, literal: encodeWritten };
	const path = segments.map((segment) => {
		const refuse = (value: string): Error =>
			refusal(
				`cannot be sent: ${placeholdersIn(segment)[0]?.written} in its path would be ${value === '' ? 'empty' : `"${value}"`}, which leads to another address. Use another value.`,
			);
		const written = write(segment, names, (value) => {
			if (['', '.', '..'].includes(value)) throw refuse(value);
			return encodeValue(value);
		});
		if (/^(\.|%2e){1,2}$/i.test(written)) throw refuse(written);
		return written;
	});
	return `/${path.join('/')}${query === undefined ? '' : `?${writeArguments(query, writer)}`}`;
}

/** @returns the full address to send to */
export function writeAddress(address: RequestAddress, writer: Writer): string {
	const url = address.origin + writePath(address, writer);
	// The last safeguard: whatever was filled in, the request goes where the template says.
	if (new URL(url).origin !== address.origin) {
		throw refusal('cannot be sent: a value in its address would lead to another host.');
	}
	return url;
}

/**
 * In Delete Request the only placeholder of the address is the id, whatever the vendor calls it. With two of them, as in
 * `/projects/:id/hooks/:hook_id`, or with {id} elsewhere, nobody can tell which it is: they are left unknown.
 */
export function nameTheId(
	address: RequestAddress,
	elsewhere: ReadonlySet<string>,
	isKnown: (name: string) => boolean,
): void {
	const candidates = placeholdersOfAddress(address).filter(
		({ name }) => name === 'id' || !isKnown(name),
	);
	const names = new Set(candidates.map(({ name }) => name));
	for (const placeholder of candidates) {
		if (names.size === 1 && !elsewhere.has('id')) placeholder.name = 'id';
		// GitLab's ":id" is the project's: beside another name it is not taken for the subscription's.
		else if (placeholder.written !== '{id}') placeholder.name = placeholder.written;
	}
}
