import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { ContractEntry } from '../../api/contract';
import { isFromCredential, isTlsError, isTransient } from '../../api/errorKinds';
import { pageFor } from '../../api/inCredential';
import { objectsIn, parseJsonOrText } from '../../api/json';
import type { RequestField } from '../../api/requestTemplate';
import { hideInRequest, hideSecrets, showResponse } from './shownResponse';
import type { HttpExchange, ResponseRecorder } from './shownResponse';

/** The result of one step. */
export interface Finding {
	verdict: 'ok' | 'failed' | 'skipped' | 'warning';
	explanation: string;
	advice: string;
	/** The credential field to change; empty if changing one does not help. */
	field: string;
}

/** One step, before it runs. */
export interface StepInfo {
	step: string;
	/** Whether what this step relies on is documented by the vendor or assumed by us. */
	basis: ContractEntry<unknown>['basis'];
	/** The credential field that the step tests. */
	field: string;
	/** The request without secrets, shown if there is no response. */
	request: string;
}

/** @returns the finding that nothing needs to change */
export const ok = (explanation: string, advice = 'Nothing to change.'): Finding => ({
	verdict: 'ok',
	explanation,
	advice,
	field: '',
});

/** @returns the finding for a step that did not run */
export const skipped = (explanation: string, advice: string): Finding => ({
	verdict: 'skipped',
	explanation,
	advice,
	field: '',
});

/** @returns the finding for something that does not stop the next step */
export const warning = (explanation: string, advice: string, field = ''): Finding => ({
	verdict: 'warning',
	explanation,
	advice,
	field,
});

const EARLIER_STEP = skipped(
	'Not tried, because an earlier step did not succeed.',
	'First correct the step that failed.',
);

/** The steps of one diagnosis. */
export class StepLog {
	private readonly steps: Array<{
		info: StepInfo;
		finding: Finding;
		exchange: HttpExchange | undefined;
	}> = [];

	constructor(
		private readonly recorder: ResponseRecorder,
		private readonly baseUrl: string,
	) {}

	/**
	 * Runs one step.
	 * @param attempt what to do; undefined if an earlier step rules it out
	 * @returns whether later steps can run
	 */
	async runStep(info: StepInfo, attempt?: () => Promise<Finding>): Promise<boolean> {
		const [result] = await Promise.allSettled([attempt?.() ?? EARLIER_STEP]);
		const exchange = this.recorder.takeLast();
		const finding =
			result.status === 'fulfilled' ? result.value : findingFor(result.reason, info, exchange);
		this.steps.push({ info, finding, exchange });
		return finding.verdict === 'ok' || finding.verdict === 'warning';
	}

	/** @returns one entry per step, without secrets; n8n's table shows the columns in this order */
	entries(): IDataObject[] {
		// Collect the secrets only now: a token from a later step is just as secret in earlier responses.
		const secrets = this.recorder.secrets();
		const clean = (text: string): string => hideSecrets(text, secrets, this.baseUrl);
		return this.steps.map(({ info, finding, exchange }) => ({
			step: info.step,
			verdict: finding.verdict,
			explanation: clean(finding.explanation),
			advice: clean(finding.advice),
			field: finding.field,
			request: hideInRequest(exchange?.request ?? info.request, secrets),
			status: exchange?.response.status ?? null,
			response:
				exchange === undefined
					? ''
					: clean(showResponse(exchange.response, secrets, info.field !== 'Token Request')),
			basis: info.basis,
		}));
	}
}

/** @returns the finding for an error that a step threw */
function findingFor(reason: unknown, info: StepInfo, exchange: HttpExchange | undefined): Finding {
	const { message, description, context } = reason as NodeApiError;
	const field = fieldToChange(reason, info, exchange);
	if (context?.isUnexpected === true && exchange !== undefined) {
		// The description quotes the response, with other receivers' secrets in it.
		return {
			verdict: 'failed',
			explanation: message,
			advice: `Compare "${info.field}", and the names under "response", with ${pageFor(info.field as RequestField)}. If the ID has an unusual name, set "Subscription ID Property" to that name.`,
			field,
		};
	}
	// The credential's messages already say what to do, because its test shows nothing else.
	const advice = isFromCredential(reason)
		? `Compare "request" with ${pageFor('Token Request')}.`
		: (description ?? '');
	return { verdict: 'failed', explanation: message, advice, field };
}

function fieldToChange(
	reason: unknown,
	info: StepInfo,
	exchange: HttpExchange | undefined,
): string {
	const { message, context } = reason as NodeApiError;
	if (info.field === 'Base URL') return 'Base URL';
	if (isTransient(reason) && !isTlsError(reason)) return '';
	const status = exchange?.response.status ?? 0;
	if (status === 409) return '';
	if (status === 403 || (status === 401 && info.field === 'Token Request')) return 'API Key';
	if (message.includes('Fill in "API Secret" in the MyD3 API credential')) return 'API Secret';
	if (message.includes('"Access Token Property"')) return 'Access Token Property';
	if (context?.isUnexpected === true && hasObjects(exchange)) return 'Subscription ID Property';
	return info.field;
}

/** @returns whether the response contains an object that may have an ID */
const hasObjects = (exchange: HttpExchange | undefined): boolean =>
	objectsIn(parseJsonOrText(exchange?.response.text ?? '')).some(
		({ object }) => Object.keys(object).length > 0,
	);
