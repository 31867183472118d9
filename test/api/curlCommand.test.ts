import { parseCurl } from '../../nodes/MyD3/api/template/curlCommand';

const PLAIN = { method: 'GET', address: 'https://a/', headers: [], body: '' };
const FORM = ['Content-Type', 'application/x-www-form-urlencoded'];
const JSON_HEADERS = [
	['Content-Type', 'application/json'],
	['Accept', 'application/json'],
];
/** What a form is sent as. */
const form = (body: string) => ({ method: 'POST', headers: [FORM], body });

describe('a cURL command', () => {
	it.each([
		{ options: '-X PUT', is: { method: 'PUT' } },
		{ options: '-XPUT', is: { method: 'PUT' } },
		{ options: '--request=PUT', is: { method: 'PUT' } },
		{ options: '-I', is: { method: 'HEAD' } },
		{ options: "- ''", is: {} },
		{ options: '-A x', is: { headers: [['User-Agent', 'x']] } },
		{ options: "-A x -H 'user-agent: y'", is: { headers: [['user-agent', ' y']] } },
		{ options: "-A x -H 'USER-AGENT: y'", is: { headers: [['USER-AGENT', ' y']] } },
		{ options: '-b jar -b a=1', is: { headers: [['Cookie', 'a=1']] } },
		{ options: '-u key', is: { headers: [['Authorization', 'Basic key:']] } },
		{ options: "-H 'Expect:' -H 'X-A; ' -H X-B", is: {} },
		{ options: "-H ' A : b'", is: { headers: [['A', ' b']] } },
		{ options: "-H ':path: b'", is: { headers: [[':path', ' b']] } },
		{ options: "—header 'A: b'", is: { headers: [['A', ' b']] } },
		{ options: "–X PUT ‑H 'A: b'", is: { method: 'PUT', headers: [['A', ' b']] } },
		{
			options: "--url-query '‐‐a–b–c'",
			is: { address: 'https://a/?%E2%80%90%E2%80%90a%E2%80%93b%E2%80%93c' },
		},
		{ options: '--oauth2-bearer t', is: { headers: [['Authorization', 'Bearer t']] } },
		{ options: "--url-query 'a=b c'", is: { address: 'https://a/?a=b%20c' } },
		{
			options: `--json '{"a":' --json '1}'`,
			is: { method: 'POST', headers: JSON_HEADERS, body: '{"a":1}' },
		},
		{ options: '-d a=1 -d b=2', is: form('a=1&b=2') },
		{ options: "--data='a=b\nc'", is: form('a=b\nc') },
		{ options: '-G -d a -d b', is: { address: 'https://a/?a&b' } },
		{ options: '--data-raw @x', is: form('@x') },
		{ options: '-d a@b', is: form('a@b') },
		{ options: '-d a–b -d x’y', is: form('a–b&x’y') },
		{ options: "--data-urlencode '=a=b'", is: form('a%3Db') },
		{ options: "--data-urlencode 'a=b=c\nd'", is: form('a=b%3Dc%0Ad') },
		{ options: "--data-urlencode 'a b'", is: form('a%20b') },
		{ options: '--data-urlencode a@b=c --data-urlencode x=a@b', is: form('a@b=c&x=a%40b') },
	])('has options for the request: $options', ({ options, is }) => {
		expect(parseCurl(`${options} https://a/`)).toEqual({ ...PLAIN, ...is });
	});

	it.each([
		{ words: String.raw`$'a\x4a\x4A\u00fc\n\r\t\'\ '`, body: "aJJü\n\r\t' " },
		{ words: String.raw`"a\"b\\\$c\x"`, body: String.raw`a"b\$c\x` },
		{ words: '"a\\\nb"', body: 'ab' },
		{ words: String.raw`a\ b"c"'d'$e`, body: 'a bcd$e' },
		{ words: 'a#b # c', body: 'a#b' },
		{ words: 'a \\ \t\n -s ^\n -s `\n', body: 'a' },
		{ words: 'a&b<c>d2>e', body: 'a&b<c>d2>e' },
		{ words: '&b', body: '&b' },
		{ words: '<b>', body: '<b>' },
		...['| x', '|x', '; x', '&& x', '&', '& x', '> x', '>x', '2> x', '< x', "<'x'", '<<< "x"'].map(
			(end) => ({ words: `a ${end}`, body: 'a' }),
		),
		{ words: '^"a^%b^\nc^"', body: 'a%b c' },
		{ words: 'a \\ # c\n-s', body: 'a' },
		{ words: 'a \\\n> -s', body: 'a' },
		{ words: 'a \\\n  > -d b', body: 'a&b' },
		{ words: '"{""a"": """"}"', body: '{"a": ""}' },
		{ words: String.raw`'{\"a\": \"b\\c\"}'`, body: String.raw`{"a": "b\c"}` },
		{ words: '^"a^%^\n^"', body: 'a% ' },
		{ words: '^"a^&b^"', body: 'a&b' },
		{ words: "'^a^'", body: '^a^' },
		{ words: '"{ ""a"": 1}"', body: '{ "a": 1}' },
		{ words: String.raw`' { \"a\": 1}'`, body: ' { "a": 1}' },
		{ words: String.raw`'{"q": "{\"a\": 1}"}'`, body: String.raw`{"q": "{\"a\": 1}"}` },
	])('is split as a shell would split it: $words', ({ words, body }) => {
		expect(parseCurl(`https://a/ -d ${words}`)).toMatchObject({ address: 'https://a/', body });
	});

	it.each([
		{ command: 'https://a/ -d @- <<EOF\n{"a":\n1}\nEOF', body: '{"a":\n1}' },
		{ command: "https://a/ -d @- <<- 'EOF' -s\n{}\nEOF\n-s", body: '{}' },
		{ command: "-d @- <<EOF https://a/\n'\nEOF", body: "'" },
		{ command: 'https://a/ -d a=1 -d @- <<EOF\nb\nEOF', body: 'a=1&b' },
		{ command: "https://a/ -d 'a<<b\nb'", body: 'a<<b\nb' },
		{ command: "https://a/ -d 'a@-<<b'", body: 'a@-<<b' },
		{ command: "https://a/ -d 'a@-<<b\nc'", body: 'a@-<<b\nc' },
	])('may have its body in a here-document: $command', ({ command, body }) => {
		expect(parseCurl(command)).toMatchObject({ address: 'https://a/', body });
	});

	it.each([
		'-kLsSifvgNOqjJ#046 --insecure --location --location-trusted --silent --show-error --show-headers --include --verbose',
		'--fail --fail-with-body --globoff --no-buffer --no-progress-meter --remote-name --remote-header-name --progress-bar',
		'--http1.1 --http2-prior-knowledge --ipv4 --ipv6 --disable --junk-session-cookies --compressed --basic --path-as-is',
		'--ssl-reqd --tlsv1.2 --tcp-nodelay --create-dirs --raw --post301',
		'-e r -o f -m 5 -w x -c jar -D h -y 1 -Y 2 --referer r --output f --output-dir d --max-time 5 --connect-timeout 5',
		'--retry 2 --retry-delay 1 --write-out x --cookie-jar j --dump-header h --speed-limit 1 --max-redirs 3 --limit-rate 1',
		'--stderr e --trace t --trace-ascii t --tls-max 1.3 --ciphers c --keepalive-time 2',
	])('may have options that only concern cURL: %s', (options) => {
		expect(parseCurl(`${options} https://a/`)).toEqual(PLAIN);
	});

	it.each([
		...[
			'xget',
			'getx',
			'xurl',
			'urlx',
			'xform',
			'formx',
			'http',
			'no-',
			'show-',
			'ssl-',
			'tlsv',
			'retry-',
		],
		...['speed-', 'post30', 'fail-with', 'location-', 'ipv5', 'remote', 'data-x'],
	])('may not have the option --%s', (name) => {
		expect(() => parseCurl(`--${name} x https://a/`)).toThrow(
			/which this package does not support/,
		);
	});

	it.each(['-d @-', '-d @-\n-s', '-d @- <<EOF', '-d @- <<EOF\n{}'])(
		'cannot take its body from elsewhere: %s',
		(options) => {
			expect(() => parseCurl(`https://a/ ${options}`)).toThrow(
				/^takes its body from a file \(--data /,
			);
		},
	);

	it.each(['https://a/b--c', 'https://a/b‐‐c', 'https://a/b–c', 'https://a/b—cd', 'https://a/b–'])(
		'may have hyphens and dashes in its address: %s',
		(address) => {
			expect(parseCurl(address)).toEqual({ ...PLAIN, address });
		},
	);

	it.each(['-F a=b', '--form a=b', '--form-string a=b'])(
		'cannot be a multipart form: %s',
		(options) => {
			expect(() => parseCurl(`${options} https://a/`)).toThrow(/a multipart form/);
		},
	);

	it('appends data to an existing query', () => {
		expect(parseCurl('-G -d a "https://a/?b"').address).toBe('https://a/?b&a');
	});
});
