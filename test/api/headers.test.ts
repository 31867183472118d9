import { parseHeaders, showHeaders, writeHeaders } from '../../nodes/MyD3/api/template/headers';
import { sendingWriter, showingWriter } from '../../nodes/MyD3/api/template/placeholders';

describe('a header', () => {
	it.each([
		{ name: 'X-Host', value: 'a', sent: 'a' },
		{ name: 'Hosting', value: 'a', sent: 'a' },
		{ name: 'Authorization', value: 'Basic  base64(a:b)', sent: 'Basic YTpi' },
		{ name: 'Authorization', value: 'Basic  a:b', sent: 'Basic YTpi' },
		{ name: 'Authorization', value: 'not basic a:b', sent: 'not basic a:b' },
		{ name: 'Authorization', value: 'Key basic (a)', sent: 'Key basic (a)' },
		{ name: 'X-Authorization', value: 'Basic <a:b>', sent: 'Basic <a:b>' },
		{ name: 'Authorizations', value: 'Basic <a:b>', sent: 'Basic <a:b>' },
		{ name: 'X-A', value: 'not basic b(a)', sent: 'not basic b(a)' },
		{ name: 'X-A', value: 'Basic b(a) b', sent: 'Basic b(a) b' },
	])('is sent: $name: $value', ({ name, value, sent }) => {
		expect(writeHeaders(parseHeaders([[name, value]]), sendingWriter({}))).toEqual({
			[name]: sent,
		});
	});

	it('may not have extra text around the keys of Basic authentication', () => {
		expect(() => parseHeaders([['Authorization', 'Basic x y <a>']])).toThrow(
			/extra text around the keys/,
		);
	});

	it.each([
		...['Accept', 'Content-Type', 'X-Version', 'revision'].map((name) => [name, 'a apikey']),
		...['X-Accept', 'Accept-X', 'X-Content-Type', 'X-Version-Of', 'X-Revision', 'Revision-X'].map(
			(name) => [name, '*** apikey'],
		),
	])('named %s is shown as "%s"', (name, shown) => {
		expect(showHeaders(parseHeaders([[name!, 'a apikey']]), showingWriter({}))).toEqual([
			`${name}: ${shown}`,
		]);
	});
});
