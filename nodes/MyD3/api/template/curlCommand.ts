import { encodeValue } from './argumentList';
import { looksLikeJson } from './jsonTemplate';
import { refusal, splitAtPlaceholders } from './placeholders';

/** A request split into its parts. */
export interface RequestParts {
	method: string;
	address: string;
	headers: Array<[string, string]>;
	/** Empty if there is none. */
	body: string;
}

/** The short options that describe the request, and their long forms. From cURL's manual, version 8. */
const LONG_NAMES: Readonly<Record<string, string>> = {
	X: 'request',
	H: 'header',
	d: 'data',
	u: 'user',
	A: 'user-agent',
	b: 'cookie',
	G: 'get',
	I: 'head',
	F: 'form',
};

/** Options with a value. Those after "cookie" are dropped: they set the referrer, or affect the connection or the output. */
const WITH_VALUE =
	/^(request|url(-query)?|header|data(-ascii|-raw|-binary|-urlencode)?|json|user|oauth2-bearer|user-agent|cookie|[eomwcDyY]|referer|output(-dir)?|max-time|connect-timeout|retry(-.+)?|write-out|cookie-jar|dump-header|speed-.+|max-redirs|limit-rate|stderr|trace(-ascii)?|tls-max|ciphers|keepalive-time)$/;

/** Options without a value. Only the first two change the request. */
const WITHOUT_VALUE =
	/^(get|head|[kLsSifvgnNOqjJ#046]|netrc|insecure|location(-trusted)?|silent|show-.+|include|verbose|fail(-with-body)?|globoff|no-.+|remote-(header-)?name|progress-bar|http[\d.]+(-prior-knowledge)?|ipv[46]|disable|junk-session-cookies|compressed|basic|path-as-is|ssl-.+|tlsv[\d.]+|tcp-nodelay|create-dirs|raw|post30\d)$/;

/**
 * A piece of a command: white space, including line continuations (`\`, Windows' `^`, PowerShell's backtick), even if the
 * page has lost the line break; a comment; the end of the command; '…'; $'…'; "…"; an escaped character; an unclosed quote;
 * anything else.
 */
const PIECE =
	/(?<space>(?:\s|[\\^`][ \t]*(?:\n|(?<=\s[\\^`][ \t]+)(?=[-#])))+|(?<!\S)#.*)|(?<end>[|;]|(?<!\S)(?:&&|&(?!\S)|\d?>|<+(?=[\s'"])))|'(?<single>[^']*)'|\$'(?<ansi>[^'\\]*(?:\\[\s\S][^'\\]*)*)'|"(?<double>[^"\\]*(?:\\[\s\S][^"\\]*)*)"|\\(?<escaped>[\s\S]?)|(?<unclosed>\$?'|")|(?<other>[^\s'"\\|;$^`]+|[$^`])/g;

const ANSI_ESCAPE = /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|([\s\S]))/gi;
const CONTROL_CHARACTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** @returns the text of $'…' */
const ansiText = (text: string): string =>
	text.replace(
		ANSI_ESCAPE,
		(_, byte: string | undefined, unit: string | undefined, character = '') =>
			(byte ?? unit) === undefined
				? (CONTROL_CHARACTERS[character] ?? character)
				: String.fromCharCode(parseInt(byte ?? unit ?? '', 16)),
	);

/**
 * Splits a command into words, as a shell does. The command ends at a pipe or similar, but not at a line break, because
 * pages lose the continuation marks. Variables stay as they are.
 */
function shellWords(command: string): string[] {
	// Chrome's "Copy as cURL (cmd)" escapes with carets.
	const uncareted = /\^["%{]/.test(command)
		? command.replace(/\^[ \t]*\n/g, ' ').replace(/\^([\s\S])/g, '$1')
		: command;
	const text = uncareted
		// Windows: "{""url"": …}".
		.replace(/"[{[]\s*""[^]*/, (rest) => rest.replaceAll('""', '\\"'))
		// The shell's prompt in a continued line.
		.replace(/(\\\n)[ \t]*>[ \t]/g, '$1');
	const words: string[] = [];
	let word: string | undefined;
	for (const { groups = {} } of text.matchAll(PIECE)) {
		const { space, end, single, ansi, double, escaped, unclosed, other } = groups;
		if (unclosed !== undefined) {
			throw incomplete('a quote is not closed');
		}
		if (end !== undefined) break;
		if (space === undefined) {
			word ??= '';
			word +=
				// PowerShell: '{\"url\": …}'.
				(/^\s*[{[]\s*\\"/.test(single ?? '') ? single?.replace(/\\(["\\])/g, '$1') : single) ??
				escaped ??
				other ??
				double?.replace(/\\([\\"$`])|\\\n/g, '$1') ??
				ansiText(ansi ?? '');
		} else if (word !== undefined) {
			words.push(word);
			word = undefined;
		}
	}
	return word === undefined ? words : [...words, word];
}

const incomplete = (missing: string): Error =>
	refusal(`has an incomplete cURL command: ${missing}. Copy the whole command.`);

/** @returns the command without its here-document (`<< EOF`), and the document's text */
function splitHereDocument(command: string): [string, string | undefined] {
	const [operator, , mark = ''] = /<<-?[ \t]*(['"]?)(\w+)\1/.exec(command) ?? [];
	const start = operator === undefined ? -1 : command.indexOf(operator);
	const begin = command.indexOf('\n', start);
	const end = command.indexOf(`\n${mark}`, begin);
	if (start < 0 || begin < 0 || end < 0 || !/@-/.test(command)) return [command, undefined];
	const after = command.slice(end + 1 + mark.length);
	const rest = command.slice(start + (operator ?? '').length, begin);
	return [command.slice(0, start) + rest + after, command.slice(begin + 1, end)];
}

/** @returns the options in order, with their long names; an address becomes the option "url" */
function readOptions(words: readonly string[]): Array<[string, string]> {
	const options: Array<[string, string]> = [];
	let next = 0;
	const add = (name: string, flag: string, attached: string | undefined): void => {
		if (/^form(-string)?$/.test(name)) {
			throw refusal(
				`has a multipart form (${flag}) in its cURL command. Use JSON or a simple form (-d) instead.`,
			);
		}
		const hasValue = WITH_VALUE.test(name);
		if (!hasValue && !WITHOUT_VALUE.test(name)) {
			throw refusal(
				`has ${flag} in its cURL command, which this package does not support. Remove it, or write the request out: method and address, headers, a blank line, the body.`,
			);
		}
		const value = hasValue ? (attached ?? words[next++]) : '';
		if (value === undefined) {
			throw incomplete(`${flag} has no value`);
		}
		options.push([name, value]);
	};
	while (next < words.length) {
		// Publishing software replaces "-" with other hyphens, and "--" with a dash.
		const word = (words[next++] ?? '')
			.replace(/^[\u2010-\u2012]{1,2}(?=[a-z])/i, (dashes) => '-'.repeat(dashes.length))
			.replace(/^[\u2013\u2014](?=[a-z]$)/i, '-')
			.replace(/^[\u2013\u2014](?=[a-z])/i, '--');
		const [, long, value] = /^--([a-z][\w.-]*)(?:=([\s\S]*))?$/i.exec(word) ?? [];
		if (long !== undefined) {
			add(long, `--${long}`, value);
		} else if (/^-./.test(word)) {
			// -sSL, -XPOST, -H'Accept: …'
			for (let index = 1; index < word.length; index += 1) {
				const letter = word.charAt(index);
				const name = LONG_NAMES[letter] ?? letter;
				const attached = word.slice(index + 1);
				add(name, `-${letter}`, attached === '' ? undefined : attached);
				if (WITH_VALUE.test(name)) break;
			}
		} else if (word !== '-' && word !== '') {
			options.push(['url', word]);
		}
	}
	return options;
}

/** Encodes like --data-urlencode, except for placeholders, which are encoded when filled in. */
function urlEncoded(value: string): string {
	const [, name = '', content = ''] = /^([^=]*=)?([\s\S]*)$/.exec(value) ?? [];
	const encoded = splitAtPlaceholders(content).map((piece) =>
		typeof piece === 'string' ? encodeValue(piece) : piece.written,
	);
	return `${name === '=' ? '' : name}${encoded.join('')}`;
}

/**
 * Parses a cURL command into the request that it sends, without running a shell: variables are not replaced. One departure:
 * a body that begins like JSON is JSON, although cURL would send it as a form if no header says otherwise. Vendors' pages
 * (GitHub's among them) omit the header and mean JSON.
 * @param command what follows the word "curl"
 * @throws refusal if the command is incomplete, or has an option that this package does not support
 */
export function parseCurl(command: string): RequestParts {
	const [line, hereDocument] = splitHereDocument(command);
	const words = shellWords(line);
	if (words.some((word) => /^[\u2018\u2019\u201c\u201d]/.test(word))) {
		throw refusal(
			'has typographic quotes in its cURL command. Replace them with straight quotes (\' or ").',
		);
	}
	const options = readOptions(words);
	const valuesOf = (wanted: string): string[] =>
		options.filter(([name]) => name === wanted).map(([, value]) => value);
	const last = (name: string): string | undefined => valuesOf(name).at(-1);
	const data = options
		.filter(([name]) => /^(data|json)/.test(name))
		.map(([name, value]) => {
			if (value === '@-' && hereDocument !== undefined) return hereDocument;
			const isEncoded = name === 'data-urlencode';
			const fromFile = isEncoded ? /^[^=@]*@[^=]*$/ : /^@/;
			if (name !== 'data-raw' && fromFile.test(value)) {
				throw refusal(
					`takes its body from a file (--${name} with "@" in its cURL command). Replace it with the body itself.`,
				);
			}
			return isEncoded ? urlEncoded(value) : value;
		});

	const [address, ...others] = valuesOf('url');
	if (address === undefined) {
		throw incomplete('the address is missing');
	}
	if (others.length > 0) {
		throw refusal(
			'has more than one address in its cURL command. Keep one, and check that each header and the body are in quotes.',
		);
	}
	const isGet = last('get') !== undefined;
	const isJson = last('json') !== undefined;
	const body = isGet ? '' : data.join(isJson ? '' : '&');
	const query = [...(isGet ? data : []), ...valuesOf('url-query').map(urlEncoded)].join('&');

	const headers = valuesOf('header')
		.map((header): [string, string] => {
			const [, name = header, value = ''] = /^(:?[^:;]+)[:;]([\s\S]*)$/.exec(header) ?? [];
			return [name.trim(), value];
		})
		// "-H 'Expect:'" keeps cURL from sending its own header.
		.filter(([, value]) => value.trim() !== '');
	const addHeader = (name: string, value: string | undefined): void => {
		const hasHeader = headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
		if (value !== undefined && !hasHeader) headers.push([name, value]);
	};
	const user = last('user');
	// Without a password, cURL would prompt for one. If the user is only a key, the password is empty.
	addHeader('Authorization', user && `Basic ${user.includes(':') ? user : `${user}:`}`);
	const bearer = last('oauth2-bearer');
	addHeader('Authorization', bearer && `Bearer ${bearer}`);
	addHeader('User-Agent', last('user-agent'));
	// A value without "=" names a file.
	addHeader(
		'Cookie',
		valuesOf('cookie').find((cookie) => cookie.includes('=')),
	);
	if (isJson) {
		addHeader('Content-Type', 'application/json');
		addHeader('Accept', 'application/json');
	} else if (body !== '' && !looksLikeJson(body)) {
		addHeader('Content-Type', 'application/x-www-form-urlencoded');
	}
	const implied = last('head') !== undefined ? 'HEAD' : data.length > 0 && !isGet ? 'POST' : 'GET';
	const separator = address.includes('?') ? '&' : '?';
	return {
		method: last('request') ?? implied,
		address: query === '' ? address : address + separator + query,
		headers,
		body,
	};
}
