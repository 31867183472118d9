import type { IgnoredDelivery } from '../../nodes/MyD3/trigger/delivery';
import { ignoredReason, responseTo, wrongKeyWarning } from '../../nodes/MyD3/trigger/respond';

const echoedHeaders = { 'X-Hook-Secret': 's' };
const key = (basis: 'id' | 'body') => ({ value: '0123456789abcdef', basis });

describe('a delivery that starts no execution', () => {
	it.each<{
		result: IgnoredDelivery;
		status: number;
		body: unknown;
		logged: string;
		retry?: string;
	}>([
		{
			result: { outcome: 'handshake', body: 'token', echoedHeaders },
			status: 200,
			body: 'token',
			logged: 'answered a check of the notification URL',
		},
		{
			result: { outcome: 'malformed', status: 413, reason: 'it is too large', echoedHeaders },
			status: 413,
			body: { status: 'not understood', message: 'it is too large' },
			logged: 'refused a delivery with 413: it is too large',
		},
		{
			result: { outcome: 'empty', echoedHeaders },
			status: 200,
			body: { status: 'empty' },
			logged: 'ignored a delivery without an event',
		},
		{
			result: { outcome: 'duplicate', eventKey: key('id'), echoedHeaders },
			status: 200,
			body: { status: 'duplicate' },
			logged: 'ignored a duplicate delivery: same event ID (event key 0123456789ab…)',
		},
		{
			result: { outcome: 'inProgress', eventKey: key('body'), echoedHeaders },
			status: 503,
			body: { status: 'running', message: 'the first delivery is still being processed' },
			logged:
				'asked MyD3 to send a delivery again later, because the first one is still being processed: same content (event key 0123456789ab…)',
			retry: '30',
		},
	])(
		'gets a response, and a line in the log: $result',
		({ result, status, body, logged, retry }) => {
			const response = responseTo(result);
			expect(response).toMatchObject({ status, body, headers: echoedHeaders });
			expect(response.headers['Retry-After']).toBe(retry);
			expect(ignoredReason(result)).toBe(logged);
		},
	);

	it('is counted in the log if its key is wrong', () => {
		expect(wrongKeyWarning(7)).toMatch(
			/refused 7 requests without a valid key \(401\)\. If events from MyD3 do not arrive, /,
		);
	});
});
