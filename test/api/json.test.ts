import {
	byName,
	objectsIn,
	parseJsonOrText,
	stringsIn,
	valueAt,
	valuesAlong,
} from '../../nodes/MyD3/api/json';

describe('the text of a response', () => {
	it.each([
		{ text: ' {"a":1} ', value: { a: 1 } },
		{ text: '\uFEFF[1]', value: [1] },
		{ text: '{"id":123456789012345}', value: { id: 123456789012345 } },
		{ text: '{"id": 1234567890123456}', value: { id: '1234567890123456' } },
		{ text: '[-1234567890123456789]', value: ['-1234567890123456789'] },
		{ text: '{"a":0.30000000000000004}', value: { a: 0.30000000000000004 } },
		{
			text: '{"a":1234567890123456789.5,"b":1234567890123456789e3,"c":1234567890123456789E+3,"d":0.30000000000000004}',
			value: {
				a: 1.2345678901234568e18,
				b: 1.2345678901234568e21,
				c: 1.2345678901234568e21,
				d: 0.30000000000000004,
			},
		},
		{
			text: '{"1234567890123456789":"1234567890123456789 \\" 1234567890123456789"}',
			value: { '1234567890123456789': '1234567890123456789 " 1234567890123456789' },
		},
		{ text: '"a"', value: 'a' },
		{ text: '17', value: '17' },
		{ text: '5e10', value: '5e10' },
		{ text: 'null', value: null },
		{ text: 'true', value: true },
		{ text: ' no JSON ', value: 'no JSON' },
		{ text: '', value: '' },
	])(
		'keeps every digit of an integer, and is otherwise read as JSON or text: $text',
		({ text, value }) => {
			expect(parseJsonOrText(text)).toEqual(value);
		},
	);
});

describe('the value', () => {
	const value = {
		a: { b: [{ c: 1, c1: 3, '1c': 4, '10': 5 }, { c: 2 }] },
		'd.e': 3,
		list: ['x', 'y'],
		none: null,
	};
	it.each([
		{ path: 'a.b.c', found: 1 },
		{ path: 'a.b[1].c', found: 2 },
		{ path: 'a.b.1.c', found: 2 },
		{ path: 'a.b.c1', found: 3 },
		{ path: 'a.b.1c', found: 4 },
		{ path: 'a.b[10]', found: undefined },
		{ path: 'none.c', found: undefined },
		{ path: 'list[1]', found: 'y' },
		{ path: '.a.', found: value.a },
		{ path: '', found: value },
		{ path: 'a.x.c', found: undefined },
		{ path: 'list.length', found: undefined },
		{ path: 'toString', found: undefined },
		{ path: '__proto__', found: undefined },
	])('at "$path" is $found', ({ path, found }) => {
		expect(valueAt(value, path)).toBe(found);
	});

	it('is found by names in any letter case, in every element of a list', () => {
		expect(
			valuesAlong({ Data: [{ 'event-type': 1 }, { eventType: 2 }, {}] }, ['data', 'event_type']),
		).toEqual([1, 2]);
		expect(valuesAlong({ data: null }, ['data', 'x'])).toEqual([]);
	});
});

describe('the objects in a value', () => {
	const value = { a: { b: { n: 1 } }, list: [{ c: { n: 2 } }] };

	it('come shallowest first', () => {
		expect(objectsIn(value).map(({ path }) => path.join('.'))).toEqual([
			'',
			'a',
			'list',
			'a.b',
			'list.c',
		]);
	});

	it('may be limited to those outside lists', () => {
		expect(objectsIn(value, false).map(({ path }) => path.join('.'))).toEqual(['', 'a', 'a.b']);
		expect(objectsIn([value], false)).toEqual([]);
	});

	it('are found in lists of lists', () => {
		expect(objectsIn([[{ n: 1 }], { n: 2 }])).toHaveLength(2);
		expect(objectsIn([[[[[[[{ n: 1 }]]]]], { n: 2 }]])).toEqual([{ object: { n: 2 }, path: [] }]);
		expect(objectsIn([[[[[[{ n: 1 }]]]]]])).toHaveLength(1);
	});

	it('are found six objects deep, and no deeper', () => {
		let deep: unknown = {};
		for (let depth = 0; depth < 8; depth++) deep = { deep };
		expect(objectsIn(deep)).toHaveLength(7);
	});

	it('are searched for, as strings are, without an error, however deeply the value is nested', () => {
		let lists: unknown = 'x';
		for (let depth = 0; depth < 50_000; depth++) lists = [lists];
		expect(objectsIn(lists)).toEqual([]);
		expect(stringsIn(lists)).toEqual([]);
		expect(stringsIn([['a', { b: 'c' }], 1, null])).toEqual(['a', 'c']);
	});
});

it('byName() remembers what a thousand property names mean, and no more', () => {
	const meaning = jest.fn((name: string) => name);
	const known = byName(meaning);
	for (let index = 0; index < 1000; index++) known(`name ${index}`);
	known('name 0');
	expect(meaning).toHaveBeenCalledTimes(1000);
	known('another');
	known('name 0');
	expect(meaning).toHaveBeenCalledTimes(1002);
});
