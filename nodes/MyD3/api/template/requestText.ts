import { parseCurl, type RequestParts } from './curlCommand';
import { refusal, type RequestField } from './placeholders';

/** An example first line for each field's message. */
const EXAMPLES: Record<RequestField, string> = {
	'Token Request': 'POST /identity/v1/token',
	'Create Request': 'POST /subscription/v1/subscription',
	'List Request': 'GET /subscription/v1/subscription',
	'Delete Request': 'DELETE /subscription/v1/subscription/{id}',
};

const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/i;
const OTHER_METHOD = /^(HEAD|OPTIONS|TRACE|CONNECT)$/i;

/** What pages show before a request: a Markdown fence, a tab's label, a comment, a separator. */
const SURROUNDING =
	/^(```.*|#+(?!\s*curl\b).*|\/\/.*|(https?|bash|shell|sh|curl|raw|request|copy)\s*:?|)$/i;

/** "curl" may follow a prompt or a path. */
const CURL = /^(?:\S*[$>#%]\s+)?(?:\S*[\\/])?curl(?:\.exe)?\s+([\s\S]*)$/i;

/** @returns a trimmed line with plain spaces in place of those that browsers copy */
const trimLine = (line = ''): string => line.replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ').trim();

/**
 * Splits a request into its parts: method and address, headers, a blank line, the body; or a cURL command.
 * @throws refusal for what n8n cannot send
 */
export function readRequest(text: string, field: RequestField): RequestParts {
	const lines = text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u200b\ufeff]/g, '')
		.trim()
		.split('\n');
	if (lines.at(-1)?.trim() === '```') lines.pop();
	const start = lines.findIndex((line) => !SURROUNDING.test(trimLine(line)));
	const request = lines.slice(start);
	const command = CURL.exec(request.join('\n'))?.[1];
	const parts = command === undefined ? readLines(request, start, field) : parseCurl(command);
	const method = parts.method.toUpperCase();
	const body = parts.body.trim();
	if (!METHOD.test(method)) {
		throw refusal(
			'has a method that this package does not support. Use GET, POST, PUT, PATCH or DELETE.',
		);
	}
	// n8n's HTTP helper drops the body of a GET.
	if (method === 'GET' && body !== '') {
		throw refusal(
			"has a body, which n8n cannot send with GET. Use the method on MyD3's page, or remove the body.",
		);
	}
	return { ...parts, method, body };
}

/** @param skipped how many lines precede these in the field */
function readLines(lines: readonly string[], skipped: number, field: RequestField): RequestParts {
	const example = `Write the method and address on the first line, such as ${EXAMPLES[field]}.`;
	const [method = '', ...words] = trimLine(lines[0]).split(/\s+/);
	if (method === '') throw refusal(`is empty. ${example}`);
	if (!METHOD.test(method) && !OTHER_METHOD.test(method)) {
		throw refusal(`does not begin with a request. ${example} You can also paste a cURL command.`);
	}
	if (/^HTTP\/[\d.]+$/i.test(words.at(-1) ?? '')) words.pop();
	let address = words.join(' ');
	if (address === '') throw refusal(`has no address after ${method.toUpperCase()}. ${example}`);

	const headers: Array<[string, string]> = [];
	let index = 1;
	for (; index < lines.length; index += 1) {
		const line = trimLine(lines[index]);
		// Some pages lose the blank line before the body.
		if (line === '' || /^[{[]/.test(line)) break;
		const colon = line.indexOf(':', 1);
		if (/^[?&]/.test(line) && headers.length === 0) {
			address += line;
		} else if (colon > 0) {
			headers.push([line.slice(0, colon).trim(), line.slice(colon + 1)]);
		} else {
			throw refusal(
				`has a line that is not a header (line ${skipped + index + 1}). Write headers like "Name: value", and a blank line before the body.`,
			);
		}
	}
	return { method, address, headers, body: lines.slice(index).join('\n') };
}
