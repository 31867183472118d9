import type { DeliveryAttempt, LoggedRequest, Simulator } from './types';

/** The commands to type while the simulator runs. */
const COMMANDS = `Commands:
  invoice   issue an invoice and deliver the event to its subscriptions
  list      show the subscriptions
  requests  show the requests received so far
  expire    make every access token expire
  refuse    refuse the API Key from now on
  accept    accept the API Key again
  help      show how to connect, and this list
  quit      stop the simulator`;

/** Returns instructions for connecting to a running simulator. */
export function help({ baseUrl, apiKey }: Simulator): string {
	return `The MyD3 simulator is running. It is for development only.

Enter these in the "MyD3 API" credential in n8n:
  API Key   ${apiKey}
  Base URL  ${baseUrl}

MyD3 accepts https notification URLs only, so n8n's WEBHOOK_URL must start with https://.

${COMMANDS}`;
}

/**
 * Runs one line of input.
 * @param print shows a line or a block of text
 * @returns false to stop the simulator, true otherwise
 */
export async function runCommand(
	line: string,
	simulator: Simulator,
	print: (text: string) => void,
): Promise<boolean> {
	switch (line.trim().toLowerCase()) {
		case '':
			break;
		case 'invoice':
			await invoice(simulator, print);
			break;
		case 'list':
			if (simulator.subscriptions.length === 0) print('There are no subscriptions.');
			for (const { id, eventType, notificationUrl } of simulator.subscriptions) {
				print(`${id}  ${eventType}  ${withoutSecrets(notificationUrl)}`);
			}
			break;
		case 'requests':
			if (simulator.requests.length === 0) print('No requests yet.');
			for (const request of simulator.requests) print(requestLine(request));
			break;
		case 'expire':
			simulator.expireTokens();
			print('Every access token has expired.');
			break;
		case 'refuse':
			simulator.refuseApiKey();
			print('The API Key is refused from now on. Access tokens already issued still work.');
			break;
		case 'accept':
			simulator.acceptApiKey();
			print('The API Key is accepted again.');
			break;
		case 'help':
			print(help(simulator));
			break;
		case 'quit':
			return false;
		default:
			print(`There is no command "${line.trim()}".\n${COMMANDS}`);
	}
	return true;
}

async function invoice(simulator: Simulator, print: (text: string) => void): Promise<void> {
	const { event, attempts } = await simulator.issueInvoice();
	print(
		attempts.length === 0
			? 'Nobody has subscribed to InvoiceIssued, so the event was not delivered.'
			: `Event ${String(event.eventId)} is done after ${attempts.length} delivery attempt(s).`,
	);
}

/** Formats a logged request as one line. */
export function requestLine({ method, path, query, status, problem }: LoggedRequest): string {
	const search = new URLSearchParams(query).toString();
	const target = withoutSecrets(search === '' ? path : `${path}?${search}`);
	return `request   ${method} ${target} → ${status}${problem === undefined ? '' : ` (${problem})`}`;
}

/** Formats a delivery attempt as one line. */
export function deliveryLine({ eventId, url, attempt, status, response }: DeliveryAttempt): string {
	const why = status === 'unreachable' ? ` (${String(response)})` : '';
	return `delivery  ${eventId} attempt ${attempt} to ${withoutSecrets(url)} → ${status}${why}`;
}

/** Any argument may be a key, so each value is cut to four characters: enough to tell two apart. */
function withoutSecrets(url: string): string {
	const [beforeQuery = '', query] = url.split(/\?(.*)/s);
	if (query === undefined) return url;
	return `${beforeQuery}?${query.replace(/=([^&#]{4})[^&#]+/g, '=$1…')}`;
}
