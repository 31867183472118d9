import { unreachableReason } from '../nodes/MyD3/notificationUrl';

const PUBLIC = 'https://api.myd3.data3.com';
const SIMULATOR = 'http://localhost:8080';

describe('a notification URL that MyD3 can reach', () => {
	it.each([
		'https://n8n.example.com/webhook/1',
		'https://8.8.8.8/',
		'https://9.255.255.255/',
		'https://11.0.0.1/',
		'https://110.0.0.1/',
		'https://100.63.0.1/',
		'https://100.128.0.1/',
		'https://126.0.0.1/',
		'https://128.0.0.1/',
		'https://169.253.0.1/',
		'https://172.15.0.1/',
		'https://172.32.0.1/',
		'https://192.167.0.1/',
		'https://1.10.0.1/',
		'https://1.192.168.1/',
		'https://1.172.16.1/',
		'https://1.169.254.1/',
		'https://1.100.64.1/',
		'https://[2001:db8::1]/',
		'https://[3fff::1]/',
		'https://n8n.internal.example.com/',
		'https://localhost.example.com/',
		'https://10.example.com/',
		'https://10.0.0.1.example.com/',
		'https://n8n.example.com./',
	])('is public: %s', (url) => {
		expect(unreachableReason(url, PUBLIC)).toBeUndefined();
	});

	it.each([
		'localhost',
		'LOCALHOST',
		'localhost.',
		'n8n',
		'n8n.localhost',
		'n8n.local',
		'n8n.internal',
		'n8n.internal.',
		'0.0.0.0',
		'10.0.0.1',
		'127.0.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.20.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'100.64.0.1',
		'100.70.0.1',
		'100.90.0.1',
		'100.101.0.1',
		'100.110.0.1',
		'100.119.0.1',
		'100.120.0.1',
		'100.127.255.255',
		'0x7f.1',
		'2130706433',
		'[::1]',
		'[fe80::1]',
		'[fd00::2]',
		'[2::1]',
		'[3ff::1]',
		'[::ffff:127.0.0.1]',
	])('is not on this machine or network: %s', (host) => {
		const shown = new URL(`https://${host}/`).hostname;
		expect(unreachableReason(`https://${host}/webhook/1`, PUBLIC)).toBe(
			`points to ${shown}, which cannot be reached from the public internet`,
		);
	});

	it('may be private if MyD3 is, like the simulator', () => {
		expect(unreachableReason('https://127.0.0.1/webhook/1', SIMULATOR)).toBeUndefined();
		expect(unreachableReason('https://n8n.example.com/', SIMULATOR)).toBeUndefined();
	});

	it.each([PUBLIC, SIMULATOR])('is never plain HTTP, at %s', (baseUrl) => {
		expect(unreachableReason('http://n8n.example.com/', baseUrl)).toBe(
			'does not start with https, and MyD3 does not support unsecured HTTP',
		);
	});

	it.each(['', 'n8n.example.com/webhook', '/webhook/1'])('is a URL, unlike "%s"', (url) => {
		expect(unreachableReason(url, PUBLIC)).toBe('is not a URL');
	});

	it('has no line break, which parsing would drop', () => {
		expect(unreachableReason('https://n8n.example.com/\nwebhook', PUBLIC)).toBe(
			'contains a space or a line break',
		);
	});
});
