import type { ErrorDetails, RequestInfo } from './errors';

const TLS_CODE = /CERT|SIGNATURE|SSL|TLS|EPROTO/;

/** @returns whether Node's or OpenSSL's code means that a certificate, or TLS itself, was not accepted */
export const isTlsCode = (code: string): boolean => TLS_CODE.test(code);

/** Nothing was sent, because there was no connection. */
const NEVER_SENT = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL)$/;

/** A status without a readable body; Node's parser, zlib and axios on a damaged response. */
const UNREADABLE = /^(\d{3}$|HPE_|Z_|ERR_BAD_RESPONSE)/;

/**
 * Describes a request without a response.
 * @param code Node's or OpenSSL's code, such as ENOTFOUND; the status if only the body is missing
 */
export function describeNetworkError(
	code: string,
	{ url, isCreate = false }: Pick<RequestInfo, 'url' | 'isCreate'>,
): ErrorDetails {
	const { host } = new URL(url);
	const details = (message: string, description: string, isTransient = true): ErrorDetails => ({
		message,
		description,
		code,
		isTransient,
		isOutcomeUnknown: isCreate && !NEVER_SENT.test(code) && !TLS_CODE.test(code),
	});
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return details(
			`The host ${host} was not found.`,
			'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return details(`${host} did not answer in time.`, 'Try again in a few minutes.');
	}
	if (TLS_CODE.test(code)) {
		return details(
			`Could not connect securely to ${host}: its TLS certificate was not accepted.`,
			"Check the Base URL in the MyD3 API credential. If your company's proxy inspects TLS, give n8n its certificate (NODE_EXTRA_CA_CERTS).",
			false,
		);
	}
	if (UNREADABLE.test(code)) {
		return details(
			`The response from ${host} broke off, or could not be decoded.`,
			'Try again in a few minutes. If that does not help, check the proxies between n8n and MyD3.',
		);
	}
	if (code === 'ERR_CANCELED') {
		return details(
			'The execution was stopped.',
			'If you did not mean to stop it, start it again.',
			false,
		);
	}
	return details(
		`Could not connect to ${host}.`,
		'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.',
	);
}
