import type { ApiDetails } from './credentialFields';
import { describeHttpError } from './errors';
import type { RequestInfo } from './errors';
import { apiError, operationError } from './n8nErrors';
import type { ApiContext, ApiSession, OnResponse } from './request';
import type { HttpRequest, RequestTemplate } from './requestTemplate';
import type { ApiResponse } from './responses';

/**
 * Fills in one of the credential's requests and sends it.
 * @param action what the request does, for messages; see RequestInfo
 * @param values the values of its placeholders, apart from the keys and the access token
 * @returns the response, and what a message can say about the request
 * @throws NodeApiError for a status outside 2xx, or without a response or token; NodeOperationError if the request cannot be
 *   filled in
 */
export type SendRequest = (
	template: RequestTemplate,
	action: string,
	values: Record<string, string>,
	additionalFields?: Record<string, unknown>,
) => Promise<{ response: ApiResponse; info: RequestInfo }>;

/** @returns a function that sends a credential's requests through a session */
export const createRequestSender =
	(
		context: ApiContext,
		details: ApiDetails,
		session: ApiSession,
		onResponse?: OnResponse,
	): SendRequest =>
	async (template, action, values, additionalFields) => {
		const build = (accessToken: string): HttpRequest => {
			const { apiKey, apiSecret } = details;
			try {
				return template.fill({ ...values, apiKey, apiSecret, accessToken }, additionalFields);
			} catch (error) {
				throw operationError(context, error);
			}
		};
		// Build it once up front, so that an unusable value is reported before the API Key is exchanged.
		const { method, url } = build('not-obtained-yet');
		const info: RequestInfo = {
			action,
			field: template.field,
			method,
			url,
			secrets: session.secrets,
			isCreate: template === details.createRequest,
			isKeySentAsIs:
				details.tokenRequest === undefined ||
				(template.hasAuthorization && !template.placeholders.has('accessToken')),
		};
		const response = await session.send(info, build);
		onResponse?.(response, session.secrets, template.describe(values));
		if (response.status >= 300) throw apiError(context, describeHttpError(response, info));
		return { response, info };
	};
