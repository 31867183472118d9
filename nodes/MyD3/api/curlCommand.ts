import { encodeValue } from './percentEncoding';
import { readOptions, type Option } from './curlOptions';
import { looksLikeJson } from './jsonTemplate';
import { refusal, splitAtPlaceholders, type RequestField } from './placeholders';
import type { RequestParts } from './requestParts';
import { shellWords } from './shellWords';

/** Encodes what --data-urlencode takes, and leaves its placeholders: they are encoded with their values. */
const encodeAround = (content: string): string =>
	splitAtPlaceholders(content)
		.map((piece) => (typeof piece === 'string' ? encodeValue(piece) : piece.written))
		.join('');

function urlEncoded(value: string, flag: string, field: RequestField): string {
	const at = /^[^=]*?@/.test(value) && !value.includes('=');
	if (at) throw fromFile(flag, field);
	const equals = value.indexOf('=');
	if (equals < 0) return encodeAround(value);
	const name = value.slice(0, equals);
	return `${name}${name === '' ? '' : '='}${encodeAround(value.slice(equals + 1))}`;
}

const fromFile = (flag: string, field: RequestField): Error =>
	refusal(
		field,
		`takes its body from a file (${flag} with "@" in its cURL command). Write the body itself in its place.`,
	);

function readData({ name, value }: Option, field: RequestField): string {
	if (name === 'data-urlencode' || name === 'url-query')
		return urlEncoded(value, `--${name}`, field);
	if (name !== 'data-raw' && value.startsWith('@')) throw fromFile(`--${name}`, field);
	return value;
}

/** @returns the address with further arguments, before its "#" */
function withQuery(address: string, query: string): string {
	if (query === '') return address;
	const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
	return address + separator + query;
}

/**
 * Reads a cURL command as the request that it sends, without running a shell: variables are not replaced.
 * One departure: a body that begins like JSON is JSON, although cURL calls it a form where no header says otherwise.
 * Vendors' pages (GitHub's among them) leave the header out, and mean JSON.
 * @param command what follows the word "curl"
 * @throws Error, with a sentence for the user
 */
export function parseCurl(command: string, field: RequestField): RequestParts {
	const words = shellWords(command);
	if (words === undefined) {
		throw refusal(
			field,
			'has a quote in its cURL command that is not closed. Copy the command to its end.',
		);
	}
	if (words.some((word) => /^[\u2018\u2019\u201c\u201d]/.test(word))) {
		throw refusal(
			field,
			'has a typographic quote in its cURL command. Write straight quotes (\' or ") in its place.',
		);
	}
	const options = readOptions(words, field);
	const valuesOf = (...names: string[]): string[] =>
		options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
	const has = (name: string): boolean => options.some((option) => option.name === name);

	const addresses = valuesOf('url');
	const address = addresses[0];
	if (address === undefined) {
		throw refusal(field, 'has no address in its cURL command. Copy the command to its end.');
	}
	if (addresses.length > 1) {
		throw refusal(
			field,
			'has more than one address in its cURL command. Keep one, and check that quotes stand around each header and the body.',
		);
	}
	const headers: Array<[string, string]> = valuesOf('header').flatMap((line) => {
		const [, name = line, value = ''] = /^([^:;]+)[:;]\s*([\s\S]*)$/.exec(line) ?? [];
		// "-H 'Expect:'" keeps cURL from sending its own header.
		return value.trim() === '' ? [] : [[name.trim(), value] as [string, string]];
	});
	const addHeader = (name: string, value: string | undefined): void => {
		const exists = headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
		if (value !== undefined && !exists) headers.push([name, value]);
	};
	const dataOptions = options.filter(({ name }) => /^data|^json$/.test(name));
	const data = dataOptions.map((option) => readData(option, field));
	const isJson = has('json');
	const body = has('get') ? '' : data.join(isJson ? '' : '&');
	const query = [
		...(has('get') ? data : []),
		...options.filter(({ name }) => name === 'url-query').map((option) => readData(option, field)),
	].join('&');

	const user = valuesOf('user').at(-1);
	// cURL asks for a password where none is given; with a key alone it is empty.
	addHeader(
		'Authorization',
		user === undefined ? undefined : `Basic ${user.includes(':') ? user : `${user}:`}`,
	);
	const bearer = valuesOf('oauth2-bearer').at(-1);
	addHeader('Authorization', bearer === undefined ? undefined : `Bearer ${bearer}`);
	addHeader('User-Agent', valuesOf('user-agent').at(-1));
	addHeader('Referer', valuesOf('referer').at(-1));
	const cookies = valuesOf('cookie').filter((cookie) => cookie.includes('='));
	addHeader('Cookie', cookies.length === 0 ? undefined : cookies.join('; '));
	if (isJson) {
		addHeader('Content-Type', 'application/json');
		addHeader('Accept', 'application/json');
	} else if (body !== '' && !looksLikeJson(body)) {
		addHeader('Content-Type', 'application/x-www-form-urlencoded');
	}
	const method =
		valuesOf('request').at(-1) ??
		(has('head') ? 'HEAD' : data.length > 0 && !has('get') ? 'POST' : 'GET');
	return { method, address: withQuery(address, query), headers, body };
}
