import { describeNetworkError } from '../../nodes/MyD3/api/networkErrors';

const URL = 'https://api.example.com/subscriptions';

describe('a request without a response', () => {
	const checkBaseUrl =
		'Check the Base URL in the MyD3 API credential, and that n8n can reach the internet.';
	const neverSent = { isTransient: true, isOutcomeUnknown: false };
	const maybeSent = { isTransient: true, isOutcomeUnknown: true };
	it.each([
		...['ENOTFOUND', 'EAI_AGAIN'].map((code) => ({
			code,
			message: 'The host api.example.com was not found.',
			description: checkBaseUrl,
			...neverSent,
		})),
		...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL'].map((code) => ({
			code,
			message: 'Could not connect to api.example.com.',
			description: checkBaseUrl,
			...neverSent,
		})),
		...['ECONNRESET', 'EPIPE', 'XECONNREFUSED', 'ECONNREFUSEDX', ''].map((code) => ({
			code,
			message: 'There was no response from api.example.com.',
			description: checkBaseUrl,
			...maybeSent,
		})),
		...['200', 'HPE_INVALID_CONSTANT', 'Z_DATA_ERROR', 'ERR_BAD_RESPONSE'].map((code) => ({
			code,
			message: 'The response from api.example.com was cut off, or could not be decoded.',
			description:
				'Try again in a few minutes. If that does not help, check the proxies between n8n and MyD3.',
			...maybeSent,
		})),
		...['ECONNABORTED', 'ETIMEDOUT'].map((code) => ({
			code,
			message: 'api.example.com did not answer in time.',
			description: 'Try again in a few minutes.',
			...maybeSent,
		})),
		...[
			['CERT_HAS_EXPIRED', 'its TLS certificate was not accepted'],
			['DEPTH_ZERO_SELF_SIGNED_CERT', 'its TLS certificate was not accepted'],
			['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its TLS certificate was not accepted'],
			['ERR_TLS_CERT_ALTNAME_INVALID', 'its TLS certificate was not accepted'],
			['ERR_SSL_WRONG_VERSION_NUMBER', 'the TLS handshake did not succeed'],
			['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the TLS handshake did not succeed'],
			['EPROTO', 'the TLS handshake did not succeed'],
		].map(([code = '', reason]) => ({
			code,
			message: `Could not connect securely to api.example.com: ${reason}.`,
			description:
				"Check the Base URL in the MyD3 API credential. If your company's proxy inspects TLS, give n8n the proxy's certificate (NODE_EXTRA_CA_CERTS).",
			isTransient: false,
			isOutcomeUnknown: false,
		})),
		{
			code: 'ERR_CANCELED',
			message: 'The execution was stopped.',
			description: 'If you did not mean to stop it, start it again.',
			isTransient: false,
			isOutcomeUnknown: true,
		},
	])('is explained by its error code: $code', ({ code, ...details }) => {
		expect(describeNetworkError(code, { url: URL, isCreate: true })).toEqual({
			code,
			...details,
		});
		expect(describeNetworkError(code, { url: URL }).isOutcomeUnknown).toBe(false);
	});

	it('is explained with the port, too', () => {
		const { message } = describeNetworkError('', { url: 'https://api.example.com:8443/x' });
		expect(message).toBe('There was no response from api.example.com:8443.');
	});
});
