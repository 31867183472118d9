import { parseCurl } from './curlCommand';
import { refusal, type RequestField } from './placeholders';
import type { RequestParts } from './requestParts';

/** What each field may begin with, for the sentence that asks for it. */
const EXAMPLES: Record<RequestField, string> = {
	'Token Request': 'POST /identity/v1/token',
	'Create Request': 'POST /subscription/v1/subscription',
	'List Request': 'GET /subscription/v1/subscription',
	'Delete Request': 'DELETE /subscription/v1/subscription/{id}',
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const OTHER_METHODS = ['HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'LINK', 'PURGE', 'COPY', 'MERGE'];

/** White space that browsers copy from pages. */
const withPlainSpaces = (text: string): string =>
	text.replace(/[\u200b\ufeff]/g, '').replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ');

/** Takes away what surrounds a request on a page: a Markdown fence, the label of a tab, a comment, a separator. */
function withoutSurroundings(text: string): string {
	const lines = text
		.replace(/\r\n?/g, '\n')
		.replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, '')
		.split('\n');
	if (/^```[ \t]*$/.test(lines.at(-1) ?? '')) lines.pop();
	const surroundings =
		/^\s*(```.*|#+(?!\s*curl\b).*|\/\/.*|https?|bash|shell|sh|curl|raw|request|copy|)\s*:?\s*$/i;
	while (lines.length > 1 && surroundings.test(withPlainSpaces(lines[0] ?? ''))) lines.shift();
	return lines.join('\n').trim();
}

/**
 * Reads a request as vendors' pages show it: method and address, headers, a blank line, the body; or a cURL command.
 * @throws Error, with a sentence for the user
 */
export function readRequest(text: string, field: RequestField): RequestParts {
	const request = withoutSurroundings(text);
	const command = /^(?:\S*[$>#%]\s+)?(?:\S*[\\/])?curl(?:\.exe)?\s+([\s\S]*)$/i.exec(request)?.[1];
	return command === undefined
		? readLines(request, field)
		: checked(parseCurl(command, field), field);
}

function readLines(request: string, field: RequestField): RequestParts {
	const lines = request.split('\n');
	const firstLine = withPlainSpaces(lines.shift() ?? '').trim();
	const { method, address: beginning } = readFirstLine(firstLine, field);
	let address = beginning;
	const headers: Array<[string, string]> = [];
	while (lines.length > 0) {
		const line = withPlainSpaces(lines[0] ?? '').trim();
		// Some pages lose the blank line before the body.
		if (/^[{[]/.test(line)) break;
		lines.shift();
		if (line === '') break;
		if (/^[?&]/.test(line) && headers.length === 0) {
			address += line;
			continue;
		}
		const header = /^(:?[^:]+?)\s*:\s*(.*)$/.exec(line);
		if (header === null) {
			throw refusal(
				field,
				`has a line that is not a header (line ${request.split('\n').length - lines.length}). Write headers like "Name: value", and a blank line before the body.`,
			);
		}
		headers.push([header[1] ?? '', header[2] ?? '']);
	}
	return checked({ method, address, headers, body: lines.join('\n').trim() }, field);
}

function readFirstLine(line: string, field: RequestField): { method: string; address: string } {
	const example = `Write method and address in the first line, such as ${EXAMPLES[field]}.`;
	if (line === '') throw refusal(field, `is empty. ${example}`);
	const [, method = '', address = ''] =
		/^([a-z]+)(?:\s+(?!HTTP\/[\d.]+$)(.*?))?(?:\s+HTTP\/[\d.]+)?$/i.exec(line) ?? [];
	const upper = method.toUpperCase();
	if ([...METHODS, ...OTHER_METHODS].includes(upper)) {
		if (address !== '') return { method: upper, address };
		throw refusal(field, `has no address after ${upper}. ${example}`);
	}
	if (/^(https?:|\/)/i.test(line)) {
		throw refusal(
			field,
			`begins with an address. Write the method before it, as in ${EXAMPLES[field]}.`,
		);
	}
	if (/^(wget|http|https|invoke-\w+|iwr|irm|fetch|axios|xh)\b/i.test(line)) {
		throw refusal(
			field,
			'begins with a command that is not cURL. Copy the cURL command from the page, or write the request itself.',
		);
	}
	throw refusal(field, `does not begin with a request. ${example}`);
}

/** Refuses what n8n cannot send. */
function checked(parts: RequestParts, field: RequestField): RequestParts {
	const method = parts.method.toUpperCase();
	if (!METHODS.includes(method)) {
		throw refusal(
			field,
			'has a method that cannot be sent. Write GET, POST, PUT, PATCH or DELETE.',
		);
	}
	// n8n's HTTP helper drops the body of a GET.
	if (method === 'GET' && parts.body !== '') {
		throw refusal(
			field,
			'has a body, which n8n cannot send with GET. Write the method that the page shows, or take the body out.',
		);
	}
	return { ...parts, method };
}
