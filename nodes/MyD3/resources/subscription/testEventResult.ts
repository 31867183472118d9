import { describeTlsCode, isNeverSentCode, isTlsCode } from '../../api/networkErrors';
import { isObject, parseJsonOrText, textOrInteger } from '../../api/json';
import type { ApiResponse } from '../../api/responses';
import { parseUrl } from '../../api/url';

/** The outcome of a test event. */
export interface DeliveryReport {
	verdict: 'ok' | 'failed' | 'warning';
	explanation: string;
	advice: string;
}

const report = (
	verdict: DeliveryReport['verdict'],
	explanation: string,
	advice: string,
): DeliveryReport => ({ verdict, explanation, advice });

const NOT_PROVEN =
	'This test does not prove that MyD3 cannot reach n8n: many networks do not let a machine reach its own public address. Try the address from outside, for example with a phone that is not on your Wi-Fi.';

/**
 * Describes the response to a test event.
 * @param response undefined if there was none
 * @param code Node's or OpenSSL's code of a network error
 * @param origin scheme, host and port that the event was sent to
 * @param timeoutMs how long the request waited for a response, in ms
 */
export function describeDelivery(
	response: ApiResponse | undefined,
	code: string,
	origin: string,
	timeoutMs: number,
): DeliveryReport {
	if (response === undefined) return describeNoResponse(code, origin, timeoutMs);
	const { status } = response;
	const body = parseJsonOrText(response.text);
	const triggerStatus = isObject(body) ? textOrInteger(body.status) : '';
	const message = isObject(body) ? textOrInteger(body.message) : '';
	if (status < 300) return describeAccepted(response, triggerStatus);
	if (status < 400) return describeRedirect(response, origin);
	if (status === 401 && triggerStatus !== '') {
		return report(
			'failed',
			'The event reached the MyD3 Trigger, but the trigger does not know the key of this subscription (401).',
			'Unpublish (deactivate) the workflow and publish (activate) it again: it then gets a subscription with a new key. While you are testing, choose "Execute step" in the trigger again.',
		);
	}
	if (status === 401 || status === 403 || status === 407) {
		return report(
			'failed',
			`Something in front of n8n blocked the event (${status}).`,
			"In the proxy or firewall, allow POST requests to the webhook's path without signing in. The trigger checks the key itself.",
		);
	}
	if (status === 404 && /not registered/i.test(message)) {
		return report(
			'failed',
			'The event reached n8n, but no workflow is listening at this address (404).',
			'Publish (activate) the workflow with the MyD3 Trigger. While you are testing, choose "Execute step" in the trigger, reopen this node, choose the other entry under "Subscription" (n8n lists the old one first), and send the event while the trigger is listening. If the workflow is gone, delete the subscription.',
		);
	}
	if (status === 404) {
		return report(
			'failed',
			`Something at ${origin} answered, but it was not n8n (404).`,
			"Check that WEBHOOK_URL is the address of this n8n instance, and that the proxy forwards the webhook's path.",
		);
	}
	if (status === 503 && triggerStatus !== '') {
		return /running|progress/i.test(triggerStatus)
			? report(
					'warning',
					'The MyD3 Trigger is still working on the same event (503).',
					'Wait until that execution has ended, or change the ID in "Event".',
				)
			: report(
					'failed',
					'The event reached the MyD3 Trigger, but the trigger does not have a key yet (503).',
					'Try again in a minute. If that does not help, unpublish (deactivate) the workflow and publish (activate) it again.',
				);
	}
	if ([502, 503, 504].includes(status)) {
		return report(
			'failed',
			`The proxy in front of n8n answered that it cannot reach n8n (${status}).`,
			'Check that n8n is running, and that the proxy passes requests on to the host and port of n8n.',
		);
	}
	if (status === 500) {
		return report(
			'failed',
			'The event reached n8n, but the workflow did not succeed (500).',
			'In the workflow with the MyD3 Trigger, open Executions and look at the latest one.',
		);
	}
	return report(
		'failed',
		`The event was not accepted (${status}).`,
		'Look at "response". It comes either from n8n or from the proxy in front of it.',
	);
}

function describeAccepted({ status, text }: ApiResponse, triggerStatus: string): DeliveryReport {
	if (triggerStatus === 'duplicate') {
		return report(
			'ok',
			'The event reached the MyD3 Trigger, which ignored it as a duplicate of an earlier one.',
			'To execute the workflow, change the ID in "Event".',
		);
	}
	if (triggerStatus === 'empty') {
		return report(
			'warning',
			'The event reached the MyD3 Trigger, which found nothing in it.',
			'Enter an event with content in "Event".',
		);
	}
	// With "Immediately", n8n responds before the workflow runs; with "When the Workflow Finishes", without a body.
	const hasFinished = text.trim() === '';
	if (triggerStatus === 'accepted' || hasFinished) {
		return report(
			'ok',
			`The event went through n8n's public address into the MyD3 Trigger: DNS, proxy, TLS${hasFinished ? ', key and the steps that ran' : ' and key'} all work.`,
			'If the trigger was listening, it shows the event. Otherwise look under Executions in its workflow.',
		);
	}
	return report(
		'warning',
		`The response (${status}) did not come from a MyD3 Trigger.`,
		'Look at "response": a sign-in page, or another program at this address, may have responded. If an execution shows the event, all is well.',
	);
}

function describeRedirect({ status, headers }: ApiResponse, origin: string): DeliveryReport {
	const location = textOrInteger(headers.location);
	const target = (location !== '' && parseUrl(location, origin)?.origin) || 'an unknown address';
	return report(
		'failed',
		`The event was redirected to ${target} (${status}). MyD3 might not follow redirects, and this test does not.`,
		"If that is a sign-in page, allow POST requests to the webhook's path without signing in. Otherwise set WEBHOOK_URL to the address that needs no redirect, restart n8n, and unpublish (deactivate) and publish (activate) the workflow again.",
	);
}

function describeNoResponse(code: string, origin: string, timeoutMs: number): DeliveryReport {
	const { host } = new URL(origin);
	if (isTlsCode(code)) {
		return report(
			'failed',
			describeTlsCode(code, host),
			"Check that the proxy in front of n8n accepts https on this port, with a certificate for this host from a public authority, and sends the whole chain. MyD3 will expect that, too. If n8n is shown a different certificate, because your company's proxy inspects TLS, set n8n's NODE_EXTRA_CA_CERTS instead.",
		);
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return report(
			'failed',
			`The host ${host} was not found.`,
			`Check WEBHOOK_URL, and that the name is in the public DNS. ${NOT_PROVEN}`,
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return report(
			'warning',
			`${host} did not answer within ${timeoutMs / 1000} seconds.`,
			`If an execution shows the event, it arrived. With "When the Workflow Finishes", n8n responds only after the workflow ends, and MyD3 might not wait that long either. If no execution shows it, there was no connection. ${NOT_PROVEN}`,
		);
	}
	return report(
		'failed',
		isNeverSentCode(code)
			? `n8n itself cannot connect to ${host}.`
			: `n8n itself got no response from ${host}.`,
		`Check that the proxy in front of n8n is running and that WEBHOOK_URL is its address. ${NOT_PROVEN}`,
	);
}
