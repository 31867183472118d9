import type { ErrorDetails, RequestInfo } from './errors';

const TLS_CODE = /CERT|SIGNATURE|SSL|TLS|EPROTO/;
/** OpenSSL's other codes begin with ERR_SSL_, even where they are about a certificate: the server may reject ours. */
const CERTIFICATE_CODE = /^(?!ERR_SSL_).*(CERT|SIGNATURE)/;

/** @returns whether Node's or OpenSSL's code means that there was no secure connection */
export const isTlsCode = (code: string): boolean => TLS_CODE.test(code);

/** @returns the message for a TLS code */
export const describeTlsCode = (code: string, host: string): string =>
	`Could not connect securely to ${host}: ${CERTIFICATE_CODE.test(code) ? 'its TLS certificate was not accepted' : 'the TLS handshake did not succeed'}.`;

/** Nothing was sent, because there was no connection. */
const NEVER_SENT = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL)$/;

/** @returns whether a code means that there was no connection, so that nothing was sent */
export const isNeverSentCode = (code: string): boolean => NEVER_SENT.test(code);

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
		isOutcomeUnknown: isCreate && !isNeverSentCode(code) && !isTlsCode(code),
	});
	const checkBaseUrl =
		'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.';
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return details(`The host ${host} was not found.`, checkBaseUrl);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return details(`${host} did not answer in time.`, 'Try again in a few minutes.');
	}
	if (isTlsCode(code)) {
		return details(
			describeTlsCode(code, host),
			"Check the Base URL in the MyD3 API credential. If your company's proxy inspects TLS, give n8n the proxy's certificate (NODE_EXTRA_CA_CERTS).",
			false,
		);
	}
	if (UNREADABLE.test(code)) {
		return details(
			`The response from ${host} was cut off, or could not be decoded.`,
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
		isNeverSentCode(code) ? `Could not connect to ${host}.` : `There was no response from ${host}.`,
		checkBaseUrl,
	);
}
