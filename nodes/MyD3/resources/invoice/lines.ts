import { LINE_FIELDS } from './fieldNames';
import type { LineField } from './fieldNames';
import { linePath, followPath } from './linePath';
import type { LinePath } from './linePath';
import { CENT, divideRounded, formatCents, readFractionalCents } from './money';
import { isEmpty, inQuotes, readText, Refusal } from './values';

/** A line from the event. Amounts are in the units of readFractionalCents, with or without GST, as in the event. */
export interface ParsedLine {
	/** Empty only if the whole line is. */
	description: string;
	quantity?: string;
	unitPrice?: string;
	amount: bigint;
	/** Missing if the line does not state it. */
	gst?: bigint;
}

/** Where a line's properties are, and what to accept there. */
export interface LineMapping {
	/** Names or paths, as in the fields. */
	properties: Record<LineField, unknown>;
	/** The field "Lines" before it is evaluated, for example `={{ $json.invoice.lines }}`. */
	list: string;
	allowNegativeLines: boolean;
	amountsInCents: boolean;
	/** The invoice's currency code; undefined if it is not known. */
	currency: string | undefined;
}

type Paths = Record<LineField, LinePath>;

/** Every line of a long invoice may have its own reason. The first ones show what is wrong. */
const MAX_REASONS = 10;

const DESCRIBE = 'Drag a property that every charge has, such as the product code. ';

const FIELDS = Object.keys(LINE_FIELDS) as LineField[];
const REQUIRED: LineField[] = ['description', 'amount'];

/**
 * Reads the list of lines: a list, a single line, or either as JSON text.
 * @returns the lines, unchanged and at least one, or why they cannot be read
 */
export function readList(value: unknown): unknown[] | Refusal {
	if (typeof value === 'string' && value.includes('[object Object]')) {
		return new Refusal(
			'is a list that was turned into text. Clear the field and drag the list onto it again, with no text before or after it.',
		);
	}
	const list = typeof value === 'string' ? parseJson(value) : value;
	if (typeof list !== 'object' || list === null) {
		return new Refusal(`is ${inQuotes(value)}, not a list. Drag the whole list of lines onto it.`);
	}
	if (!Array.isArray(list)) return readNumberedObject(list) ?? [list];
	return list.length > 0
		? (list as unknown[])
		: new Refusal(
				'is an empty list, but an invoice has at least one line. Drag the list of lines onto it.',
			);
}

/** PHP writes a list with gaps as an object: {"1": …, "2": …}. */
function readNumberedObject(list: object): unknown[] | undefined {
	const entries = Object.entries(list);
	return entries.length > 0 &&
		entries.every(([key, value]) => /^\d+$/.test(key) && typeof value === 'object')
		? entries.map(([, value]) => value as unknown)
		: undefined;
}

/**
 * Reads every line.
 * @param list from readList
 * @returns the lines, or the reasons to refuse them, each with the numbers of the lines it applies to
 */
export function readLines(
	list: unknown[],
	mapping: LineMapping,
): { lines: ParsedLine[] } | { reasons: string[] } {
	const unmapped = REQUIRED.filter((field) => isEmpty(mapping.properties[field]));
	if (unmapped.length > 0) {
		return {
			reasons: unmapped.map(
				(field) => `"${LINE_FIELDS[field]}" is empty. Drag the first line's value onto it.`,
			),
		};
	}
	const paths = Object.fromEntries(
		FIELDS.map((field) => [
			field,
			linePath(String(mapping.properties[field] ?? ''), mapping.list, list),
		]),
	) as Paths;
	const inUse = new Set(
		FIELDS.filter((field) => list.some((line) => !isEmpty(followPath(line, paths[field])))),
	);
	const results = list.map((line) => readLine(line, paths, mapping, inUse));
	const reasons = results.map(({ reasons }) => reasons);
	return reasons.some(({ length }) => length > 0)
		? { reasons: groupReasons(reasons) }
		: { lines: results.map(({ line }) => line as ParsedLine) };
}

function readLine(
	line: unknown,
	paths: Paths,
	{ properties, currency, allowNegativeLines, amountsInCents }: LineMapping,
	inUse: Set<LineField>,
): { line: Partial<ParsedLine>; reasons: string[] } {
	if (typeof line !== 'object' || line === null || Array.isArray(line)) {
		return {
			line: {},
			reasons: [
				`the line is ${inQuotes(line)}, not an object with properties. Drag the list of lines onto "Lines".`,
			],
		};
	}
	const reasons: string[] = [];
	const read = <T>(field: LineField, reader: (value: unknown) => T | Refusal): T | undefined => {
		const value = followPath(line, paths[field]);
		if (isEmpty(value)) {
			if (REQUIRED.includes(field)) {
				const path = inQuotes(paths[field].join('.') || String(properties[field]));
				reasons.push(
					inUse.has(field)
						? `"${LINE_FIELDS[field]}" has no value at ${path}, although other lines have one. ${field === 'description' ? DESCRIBE : ''}Leave lines that are not charges, such as subtotals, out of "Lines".`
						: `"${LINE_FIELDS[field]}" has no value at ${path}. Drag it from the first line.`,
				);
			}
			return undefined;
		}
		const result = reader(value);
		if (!(result instanceof Refusal)) return result;
		reasons.push(`"${LINE_FIELDS[field]}" ${result.reason}`);
		return undefined;
	};
	const readMoney = (value: unknown): bigint | Refusal =>
		readFractionalCents(value, currency, amountsInCents);
	if (isWithoutAmounts(line, paths, inUse, currency)) {
		const isBlank = isEmpty(followPath(line, paths.description));
		const description = isBlank ? '' : read('description', readText);
		return { line: { description, quantity: read('quantity', readText), amount: 0n }, reasons };
	}
	const result = {
		description: read('description', readText),
		quantity: read('quantity', readText),
		unitPrice: read('unitPrice', readText),
		amount: read('amount', readMoney),
		gst: read('gst', readMoney),
	};
	if (!allowNegativeLines && (result.amount ?? 0n) < 0n) {
		reasons.push(
			`"${LINE_FIELDS.amount}" is ${formatCents(divideRounded(result.amount ?? 0n, CENT))}. To accept discounts, turn on the option "Allow Negative Lines".`,
		);
	}
	return { line: result, reasons };
}

/**
 * Whether a line is only a comment, a component of another line (a quantity without a price) or empty. If its amount is
 * missing by accident, the sums do not add up.
 */
function isWithoutAmounts(
	line: object,
	paths: Paths,
	inUse: Set<LineField>,
	currency: string | undefined,
): boolean {
	const isNone = (field: LineField): boolean => {
		const value = followPath(line, paths[field]);
		return isEmpty(value) || readFractionalCents(value, currency) === 0n;
	};
	if (!inUse.has('amount') || !isNone('unitPrice') || !isNone('gst')) return false;
	if (!isEmpty(followPath(line, paths.description))) {
		return (
			isEmpty(followPath(line, paths.amount)) && (isNone('quantity') || inUse.has('unitPrice'))
		);
	}
	return inUse.has('description') && isNone('amount') && isNone('quantity');
}

/** Writes the first reasons, each once with all the lines that it applies to: Lines 1–3, 7: … */
function groupReasons(reasonsByLine: string[][]): string[] {
	const linesByReason = new Map<string, number[]>();
	for (const [index, reasons] of reasonsByLine.entries()) {
		for (const reason of reasons) {
			const lines = linesByReason.get(reason);
			if (lines === undefined) linesByReason.set(reason, [index + 1]);
			else lines.push(index + 1);
		}
	}
	const more = linesByReason.size - MAX_REASONS;
	return [...linesByReason]
		.slice(0, MAX_REASONS)
		.map(([reason, lines]) => `${formatLines(lines)}: ${reason}`)
		.concat(
			more > 0 ? `There ${more === 1 ? 'is 1 more reason' : `are ${more} more reasons`}.` : [],
		);
}

/** Writes ascending numbers of lines as ranges: Lines 1–3, 7 */
export function formatLines(numbers: number[]): string {
	const first = numbers.filter((number, index) => numbers[index - 1] !== number - 1);
	const last = numbers.filter((number, index) => numbers[index + 1] !== number + 1);
	const ranges = first.map((from, index) =>
		from === last[index] ? `${from}` : `${from}–${last[index]}`,
	);
	return `${numbers.length > 1 ? 'Lines' : 'Line'} ${ranges.join(', ')}`;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
