import { contract, defaultRequests } from './contract';
import { pageFor } from './inCredential';
import { parseRequest } from './requestTemplate';
import type { RequestField, RequestTemplate } from './requestTemplate';
import { isSendable } from './responses';
import { isSecure } from './template/address';

/** The credential's fields, as n8n passes them. */
export type CredentialFields = Record<string, unknown>;

/** Everything that one credential says about MyD3's API. */
export interface ApiDetails {
	baseUrl: string;
	apiKey: string;
	apiSecret: string;
	/** undefined if there is no exchange: the API Key itself is the bearer token. */
	tokenRequest?: RequestTemplate;
	createRequest: RequestTemplate;
	/** undefined if MyD3 cannot list. */
	listRequest?: RequestTemplate;
	deleteRequest: RequestTemplate;
	/** Dot path to the access token in the response to Token Request; empty to find it by name. */
	accessTokenProperty: string;
	/** Dot path to the id in the response to Create Request; empty to find it by name. */
	subscriptionIdProperty: string;
}

/** @returns a field's text without surrounding white space; empty for anything else */
export const trimmedText = (value: unknown): string =>
	typeof value === 'string' ? value.trim() : '';

/**
 * The text of one of the four requests: the user's if "Override API Details" is on, otherwise the default.
 * @param name the field's name in the credential
 */
export function requestText(fields: CredentialFields, name: keyof typeof defaultRequests): string {
	const own = fields.overrideApiDetails === true ? fields[name] : undefined;
	return typeof own === 'string' ? own : defaultRequests[name];
}

/**
 * Reads a credential's fields.
 * @throws Error with a message for the user that names the field, if one is invalid
 */
export function apiDetails(fields: CredentialFields): ApiDetails {
	const baseUrl = trimmedText(fields.baseUrl).replace(/\/+$/, '');
	if (!isSecure(baseUrl)) {
		throw new Error(
			`The Base URL in the MyD3 API credential must be an https address, such as ${contract.baseUrl.value}.`,
		);
	}
	if (/[?#]|^[^/]*\/\/[^/]*@/.test(baseUrl)) {
		throw new Error(
			`The Base URL in the MyD3 API credential must not contain a user name, "?" or "#". Enter only the scheme, host and path, such as ${contract.baseUrl.value}.`,
		);
	}
	const apiKey = trimmedText(fields.apiKey);
	if (apiKey === '') {
		throw new Error(
			`The API Key is empty. Create one as described on ${pageFor('Token Request')}, and paste it into the MyD3 API credential.`,
		);
	}
	const isOverridden = fields.overrideApiDetails === true;
	const apiSecret = isOverridden ? trimmedText(fields.apiSecret) : '';
	const parse = (field: RequestField, name: keyof typeof defaultRequests): RequestTemplate =>
		parseRequest(requestText(fields, name), { field, baseUrl, secrets: [apiKey, apiSecret] });
	const isEmpty = (name: keyof typeof defaultRequests): boolean =>
		requestText(fields, name).trim() === '';
	if (isEmpty('tokenRequest') && !isSendable(apiKey)) {
		throw new Error(
			'The API Key contains a space or another character that headers do not allow, perhaps an invisible one. Copy it again from MyD3 into the MyD3 API credential.',
		);
	}
	return {
		baseUrl,
		apiKey,
		apiSecret,
		tokenRequest: isEmpty('tokenRequest') ? undefined : parse('Token Request', 'tokenRequest'),
		createRequest: parse('Create Request', 'createRequest'),
		listRequest: isEmpty('listRequest') ? undefined : parse('List Request', 'listRequest'),
		deleteRequest: parse('Delete Request', 'deleteRequest'),
		accessTokenProperty: isOverridden ? trimmedText(fields.accessTokenProperty) : '',
		subscriptionIdProperty: isOverridden ? trimmedText(fields.subscriptionIdProperty) : '',
	};
}

/** @returns values that must not be shown, including the pair that Basic authentication sends */
export const secretsOf = ({ apiKey, apiSecret }: ApiDetails): string[] =>
	apiSecret === '' ? [apiKey] : [apiKey, apiSecret, `${apiKey}:${apiSecret}`];
