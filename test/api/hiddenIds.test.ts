import { HiddenIds } from '../../nodes/MyD3/api/hiddenIds';

const URL_WITH_KEY = 'https://n8n.example.com/webhook/1/webhook?apiKey=open-sesame&x=1';
// printf 'open-sesame' | sha256sum
const HIDDEN = 'https://n8n.example.com/webhook/1/webhook?apiKey=sha256-d7ecdf25eaf3deba&x=1';

describe('an ID that is a notification URL', () => {
	it('is stored and shown without its key', () => {
		expect(new HiddenIds().hide(URL_WITH_KEY.toUpperCase())).not.toContain('SESAME');
		expect(new HiddenIds().hide(URL_WITH_KEY)).toBe(HIDDEN);
		expect(new HiddenIds().hide('https://a/?apiKey=open%26sesame')).not.toContain('sesame');
	});

	it('may itself be encoded', () => {
		const ids = new HiddenIds();
		const hidden = ids.hide(encodeURIComponent(URL_WITH_KEY));
		expect(hidden).toBe(encodeURIComponent(HIDDEN));
		expect(new HiddenIds().isUnknown(hidden)).toBe(true);
		expect(ids.reveal(hidden)).toBe(encodeURIComponent(URL_WITH_KEY));
		const inPath = ids.hide('https:%2F%2Fn8n.example.com%2Fw%3FapiKey=open-sesame&x=1');
		expect(inPath).toBe('https:%2F%2Fn8n.example.com%2Fw%3FapiKey=sha256-d7ecdf25eaf3deba&x=1');
		expect(new HiddenIds().isUnknown(inPath)).toBe(true);
		expect(ids.hide(`https://a/?apiKey=k&to=${encodeURIComponent(URL_WITH_KEY)}`)).not.toContain(
			'sesame',
		);
		expect(ids.hide(encodeURIComponent(encodeURIComponent(URL_WITH_KEY)))).toBe(
			encodeURIComponent(encodeURIComponent(HIDDEN)),
		);
	});

	it('is sent back as MyD3 listed it', () => {
		const ids = new HiddenIds();
		expect(ids.reveal(ids.hide(URL_WITH_KEY))).toBe(URL_WITH_KEY);
	});

	it('cannot be sent before MyD3 has listed it', () => {
		const ids = new HiddenIds();
		expect(ids.isUnknown(HIDDEN)).toBe(true);
		expect(ids.isUnknown(HIDDEN.replace('apiKey', 'APIKEY'))).toBe(true);
		expect(ids.reveal(HIDDEN)).toBeUndefined();
	});

	it('differs for two keys at one address', () => {
		const ids = new HiddenIds();
		expect(ids.hide(URL_WITH_KEY)).not.toBe(ids.hide(URL_WITH_KEY.replace('sesame', 'barley')));
	});
});

it.each(['9ccbe7c2-00e7-44dd-8af7-885c44b4404f', '17', 'https://api.example.com/webhooks/17'])(
	'any other ID remains as it is: %s',
	(id) => {
		const ids = new HiddenIds();
		expect(ids.hide(id)).toBe(id);
		expect(ids.reveal(id)).toBe(id);
	},
);
