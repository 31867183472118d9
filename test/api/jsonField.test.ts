import { parseJsonObject } from '../../nodes/MyD3/api/jsonField';

describe('a JSON field', () => {
	it.each([
		{ name: 'an object', value: '{"a":{"b":1}}', object: { a: { b: 1 } } },
		{ name: 'an object from an expression', value: { a: 1 }, object: { a: 1 } },
		{ name: 'nothing', value: undefined, object: {} },
		{ name: 'null', value: null, object: {} },
		{ name: 'an empty string', value: '', object: {} },
		{ name: 'white space', value: ' \n', object: {} },
	])('may be $name', ({ value, object }) => {
		expect(parseJsonObject(value, 'Field')).toEqual(object);
	});

	it.each(['12345678901234567890', '-9007199254740993', '1e999'])(
		'may not have the number %s, which would change',
		(number) => {
			expect(() => parseJsonObject(`{"a": "x", "b": ${number}}`, 'Field')).toThrow(
				`"Field" has the number ${number}, which n8n would send with different digits.`,
			);
		},
	);

	it('may have numbers that stay the same, and longer ones in text', () => {
		const text = '{"a": "12345678901234567890", "b": [9007199254740992, 57.30, -1e3]}';
		expect(parseJsonObject(text, 'Field')).toEqual(JSON.parse(text));
	});

	it.each([
		{ name: 'an array', value: '[1]' },
		{ name: 'an array from an expression', value: [1] },
		{ name: 'a number', value: '1' },
		{ name: 'a number from an expression', value: 1 },
		{ name: 'a string', value: '"a"' },
		{ name: 'JSON null', value: 'null' },
		{ name: 'invalid JSON', value: '{a}' },
	])('may not be $name', ({ value }) => {
		expect(() => parseJsonObject(value, 'Additional Subscription Fields')).toThrow(
			'"Additional Subscription Fields" is not a JSON object. Write it like {"name": "value"}.',
		);
	});
});
