import { parseCurl, type RequestParts } from './curlCommand';
import { isPlaceholder, refusal, VARIABLE, type RequestField } from './placeholders';

/** An example first line for each field's message. */
const EXAMPLES: Record<RequestField, string> = {
	'Token Request': 'POST /identity/v1/token',
	'Create Request': 'POST /subscription/v1/subscription',
	'List Request': 'GET /subscription/v1/subscription',
	'Delete Request': 'DELETE /subscription/v1/subscription/{id}',
};

const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/i;
const OTHER_METHOD = /^(HEAD|OPTIONS|TRACE|CONNECT)$/i;

/** What pages show before a request: a Markdown fence, a tab's label, a comment, a separator, line numbers. */
const SURROUNDING =
	/^(```.*|#(?!\s*curl\b).*|\/\/.*|(https?|bash|shell|sh|curl|raw|request|copy)\s*:?|\d{1,2}|)$/i;
/** A first line that pages show as a comment above headers or the body: "// POST /webhooks" (docs.ghost.org/admin-api). */
const COMMENTED_LINE =
	/^(?:\/\/|#)[ \t]*((?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?:https?:\/)?\/\S+)(?=\s*(?:[{[]|[\w-]+:\s|$))/;
/** The first line of the response, which some pages show below the request. */
const STATUS_LINE = /^\s*HTTP\/[\d.]+ \d{3}\b/i;
const LINE_NUMBER = /^\s*(\d{1,3})(?:[.:|][ \t]|(?!\d))/;
const HEADER = /^[a-z][\w-]*:(?!\/\/)/i;

/** "curl" may follow a prompt or a path. */
const CURL = /^(?:\S*[$>#%]\s+)?(?:\S*[\\/])?curl(?:\.exe)?\s([\s\S]*)/i;

/** @returns a trimmed line with plain spaces in place of those that browsers copy */
const trimLine = (line = ''): string => line.replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ').trim();

/** @returns the lines without the numbers that pages print before them, if every line has its number */
function withoutNumbers(lines: string[]): string[] {
	const isNumbered = (line: string, index: number): boolean =>
		Number(LINE_NUMBER.exec(line)?.[1]) === index + 1;
	return lines.every(isNumbered) ? lines.map((line) => line.replace(LINE_NUMBER, '')) : lines;
}

/**
 * Splits a request into its parts: method and address, headers, a blank line, the body; or a cURL command.
 * @throws refusal for what n8n cannot send
 */
export function readRequest(text: string, field: RequestField): RequestParts {
	const lines = withoutNumbers(
		text
			.replace(/\r\n?/g, '\n')
			.replace(/[\u200b\ufeff]/g, '')
			.replace(VARIABLE, (written, name: string) =>
				isPlaceholder(name, field) ? `{${name}}` : written,
			)
			.trim()
			.replace(COMMENTED_LINE, '$1')
			.split('\n'),
	);
	if (lines.at(-1)?.trim() === '```') lines.pop();
	const start = lines.findIndex((line) => !SURROUNDING.test(trimLine(line)));
	const end = lines.findIndex((line, index) => index > start && STATUS_LINE.test(line));
	const request = lines.slice(start, end < 0 ? undefined : end);
	const command = CURL.exec(request.join('\n').trimStart())?.[1];
	const blankLines =
		/^\s*/
			.exec(text)?.[0]
			.split(/\r\n?|\n/)
			.slice(1).length ?? 0;
	const parts =
		command === undefined ? readLines(request, blankLines + start, field) : parseCurl(command);
	const method = parts.method.toUpperCase();
	const body = parts.body.trim();
	if (!METHOD.test(method)) {
		throw refusal(
			'has a method that this package does not support. Use GET, POST, PUT, PATCH or DELETE.',
		);
	}
	// n8n's HTTP helper drops the body of a GET.
	if (method === 'GET' && body !== '') {
		const isForm = /^[\w.[\]-]+=/.test(body);
		throw refusal(
			`has a body, which n8n cannot send with GET. Use the method in MyD3's documentation, or ${isForm ? 'write the body after the address: ?name=value' : 'remove the body'}.`,
		);
	}
	return { ...parts, method, body };
}

/** @param skipped how many lines precede these in the field */
function readLines(lines: readonly string[], skipped: number, field: RequestField): RequestParts {
	const example = `Write the method and address on the first line, such as ${EXAMPLES[field]}.`;
	let index = 1;
	// Whispir's pages show "HTTP 1.1 POST https://…".
	let first = trimLine(lines[0]).replace(/^HTTP[ /][\d.]+ (?=[A-Z]+ )/i, '');
	// Some pages show the method above the address.
	if (METHOD.test(first) && /^(https?:\/|\/)/i.test(trimLine(lines[1]))) {
		first += ` ${trimLine(lines[index++])}`;
	}
	const [method = '', ...words] = first.split(/\s+/);
	if (method === '') throw refusal(`is empty. ${example}`);
	if (!METHOD.test(method) && !OTHER_METHOD.test(method)) {
		throw refusal(`does not begin with a request. ${example} You can also paste a cURL command.`);
	}
	// A comment may follow: "HTTP/1.1   //Line breaks for clarity".
	const version = words.findIndex((word) => /^HTTP\/[\d.]+$/i.test(word));
	let address = words.slice(0, version < 0 ? undefined : version).join(' ');
	if (address === '') throw refusal(`has no address after ${method.toUpperCase()}. ${example}`);

	const headers: Array<[string, string]> = [];
	for (; index < lines.length; index += 1) {
		const line = trimLine(lines[index]);
		// Some pages lose the blank line before the body, or have blank lines between headers.
		if (/^[{[]/.test(line)) break;
		if (line === '') {
			while (lines[index + 1]?.trim() === '') index += 1;
			if (!HEADER.test(trimLine(lines[index + 1]))) break;
			continue;
		}
		const colon = line.indexOf(':', 1);
		if (/^[?&]/.test(line) && headers.length === 0) {
			address += line;
		} else if (colon !== -1) {
			headers.push([line.slice(0, colon).trim(), line.slice(colon + 1)]);
		} else {
			throw refusal(
				`has a line that is not a header (line ${skipped + index + 1}). Write headers like "Name: value", and a blank line before the body.`,
			);
		}
	}
	return { method, address, headers, body: lines.slice(index).join('\n') };
}
