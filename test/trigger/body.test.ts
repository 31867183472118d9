import { hasBody, parseEvents, readBytes } from '../../nodes/MyD3/trigger/body';
import type { BodySource } from '../../nodes/MyD3/trigger/body';

const NOT_JSON = { status: 400, reason: 'it is neither a JSON object nor an array of them' };

/** How these bytes are parsed; n8n has parsed nothing, unless given `body`. */
const parsed = (text: string, contentType = 'application/json', body?: unknown) =>
	parseEvents({ headers: { 'content-type': contentType }, rawBody: Buffer.from(text), body });

describe('a body', () => {
	it.each([
		{ name: 'an object', text: '{"id":1}' },
		{ name: 'JSON under another content type', text: '{"id":1}', contentType: 'text/plain' },
		{ name: 'JSON under a vendor type', text: '{"id":1}', contentType: 'application/vnd.api+json' },
		{ name: 'JSON within white space', text: ' \r\n\t{"id":1}\n' },
		{ name: 'JSON with a byte order mark', text: '\uFEFF{"id":1}' },
	])('is an event: $name', ({ text, contentType }) => {
		expect(parsed(text, contentType)).toEqual([{ id: 1 }]);
	});

	it.each([
		{ charset: ' charset=iso-8859-1', bytes: Buffer.from('{"name":"Zoë"}', 'latin1') },
		{ charset: 'charset="UTF-16"', bytes: Buffer.from('\uFEFF{"name":"Zoë"}', 'utf16le') },
		{ charset: 'charset=unknown', bytes: Buffer.from('\uFEFF{"name":"Zoë"}') },
	])('is read in the encoding that its content type names: $charset', ({ charset, bytes }) => {
		const headers = { 'content-type': `text/plain;${charset}` };
		expect(parseEvents({ headers, rawBody: bytes })).toEqual([{ name: 'Zoë' }]);
	});

	it('is an event without a content type', () => {
		expect(parseEvents({ headers: {}, rawBody: Buffer.from('{"id":1}') })).toEqual([{ id: 1 }]);
	});

	it('has one event per element of an array', () => {
		expect(parsed('[{"id":1},{},{"id":2}]')).toEqual([{ id: 1 }, {}, { id: 2 }]);
	});

	it.each(['', ' \r\n', '{}', ' { } ', '[]', '[{}]', '[{},{}]'])('has no event: %j', (text) => {
		expect(parsed(text)).toEqual([]);
	});

	it('has no event if there are no bytes', () => {
		expect(parseEvents({ headers: {} })).toEqual([]);
	});

	it.each([
		{ name: 'text', text: 'invoice issued' },
		{ name: 'broken JSON', text: '{"id":' },
		{ name: 'a number', text: '1' },
		{ name: 'a JSON string', text: '"event"' },
		{ name: 'null', text: 'null' },
		{ name: 'JSON Lines', text: '{"id":1}\n{"id":2}' },
		{ name: 'a form', text: 'payload={"id":1}' },
		{ name: 'an array that contains values other than objects', text: '[{"id":1},2]' },
		{ name: 'an array in an array', text: '[[{"id":1}]]' },
		{ name: '100,000 brackets', text: '['.repeat(100_000) + ']'.repeat(100_000) },
	])('is not an event: $name', ({ text }) => {
		expect(parsed(text)).toEqual(NOT_JSON);
	});

	it('may be 100,000 objects deep', () => {
		expect(parsed(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toHaveLength(1);
	});

	it('keeps names that mean something in JavaScript', () => {
		const [event] = parsed('{"__proto__":{"polluted":true}}') as object[];
		expect(Object.keys(event ?? {})).toEqual(['__proto__']);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('keeps a byte order mark inside a string', () => {
		expect(parsed('{"id":"a\uFEFFb"}')).toEqual([{ id: 'a\uFEFFb' }]);
	});

	it.each(['application/json', 'Application/JSON ; charset=utf-8'])(
		'is used as n8n has parsed it if it is %s',
		(contentType) => {
			const event = { id: 'n8n' };
			const events = parsed('{"id":"bytes"}', contentType, event) as object[];
			expect(events[0]).toBe(event);
		},
	);

	it.each([
		{ name: 'a form', contentType: 'application/x-www-form-urlencoded', body: { '{"id":1}': '' } },
		{ name: 'XML', contentType: 'application/xml', body: { id: 'n8n' } },
		{ name: 'text', contentType: 'text/plain', body: '{"id":"n8n"}' },
		{ name: 'JSON of another kind', contentType: 'application/json-seq', body: {} },
		{
			name: 'something whose type only ends like JSON',
			contentType: 'text/application/json',
			body: {},
		},
		{ name: 'null', contentType: 'application/json', body: null },
		{ name: 'JSON but has parsed nothing', contentType: 'application/json', body: undefined },
	])('is read from its bytes if n8n considers it $name', ({ contentType, body }) => {
		expect(parsed('{"id":"bytes"}', contentType, body)).toEqual([{ id: 'bytes' }]);
	});
});

describe('the bytes of a body', () => {
	const request = (changes: Partial<BodySource> = {}): BodySource & { reads: number } => {
		const source = {
			headers: {},
			reads: 0,
			readRawBody: async () => {
				source.reads += 1;
				await Promise.resolve();
			},
			...changes,
		};
		return source;
	};
	const failing = (reason: unknown) => async () => {
		await Promise.resolve();
		throw reason;
	};

	it('are read if n8n has not read them', async () => {
		const source = request();
		expect(await readBytes(source)).toBeUndefined();
		expect(source.reads).toBe(1);
	});

	it('are absent if n8n has no way to read them, or with GET or HEAD', async () => {
		expect(await readBytes({ headers: {} })).toBeUndefined();
		expect(['GET', 'HEAD', 'POST', 'PUT'].map(hasBody)).toEqual([false, false, true, true]);
	});

	it('are not read twice', async () => {
		const source = request({ rawBody: Buffer.alloc(0) });
		expect(await readBytes(source)).toBeUndefined();
		expect(source.reads).toBe(0);
	});

	it.each(['multipart/form-data; boundary=x', 'Multipart/Mixed'])(
		'are not read if they are %s',
		async (contentType) => {
			const source = request({ headers: { 'content-type': contentType } });
			expect(await readBytes(source)).toEqual({
				status: 400,
				reason: 'a multipart body is not supported',
			});
			expect(source.reads).toBe(0);
		},
	);

	it.each([
		{
			name: 'too many',
			// What raw-body throws.
			thrown: Object.assign(new Error('too large'), { status: 413, type: 'entity.too.large' }),
			expected: { status: 413, reason: 'it is too large' },
		},
		{
			name: 'not what Content-Encoding says',
			thrown: Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' }),
			expected: { status: 400, reason: 'it cannot be read' },
		},
		{
			name: 'cut short',
			thrown: Object.assign(new Error('aborted'), { status: 400, type: 'request.aborted' }),
			expected: { status: 400, reason: 'it cannot be read' },
		},
		{
			name: 'unreadable for an unknown reason',
			thrown: undefined,
			expected: { status: 400, reason: 'it cannot be read' },
		},
	])('are refused if they are $name', async ({ thrown, expected }) => {
		expect(await readBytes(request({ readRawBody: failing(thrown) }))).toEqual(expected);
	});
});
