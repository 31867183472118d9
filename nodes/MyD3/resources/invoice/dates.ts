import { inQuotes, Refusal } from './values';

/** The order of day and month in numeric dates. */
export type DateFormat = 'DD/MM/YYYY' | 'MM/DD/YYYY';

/** What cannot be read from a date itself. */
export interface DateOptions {
	dateFormat: DateFormat;
	/** IANA name of the workflow's time zone, for example Australia/Brisbane. */
	timeZone: string;
}

/** The parts of a date: a calendar day, perhaps with a time and an offset. */
interface WrittenDate {
	year: string;
	month: string;
	day: string;
	hour?: string;
	minute?: string;
	second?: string;
	meridiem?: string;
	utc?: string;
	offsetHours?: string;
	offsetMinutes?: string;
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?: ?(?<meridiem>[ap]m))?`;
const ZONE = String.raw`(?:(?<utc>Z|GMT|UTC)|(?:GMT|UTC)?(?<offsetHours>[+-]\d\d)(?::?(?<offsetMinutes>\d\d))?)`;
// JavaScript adds the zone's name at the end: (Australian Eastern Standard Time).
const REST = String.raw`(?:(?:T|,? )${TIME})?(?: ?${ZONE})?(?: \([^)]+\))?`;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?';
const MONTH = String.raw`(?<month>[a-z]{3,9})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

const anchored = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

/** Forms in which it is clear which number is the day. */
const UNAMBIGUOUS = [
	// Java's LocalDate becomes a list in JSON: [2026, 11, 24].
	String.raw`(?<year>\d{4})([-/.,])(?<month>\d{1,2})\2(?<day>\d{1,2})${REST}`,
	String.raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)`,
	String.raw`${WEEKDAY}${DAY}[ -]${MONTH},?[ -](?<year>\d{4})${REST}`,
	String.raw`${WEEKDAY}${MONTH} ${DAY},? (?<year>\d{4})${REST}`,
].map(anchored);

/** With Australian settings, .NET writes 24/11/2026 12:00:00 AM by default. */
const NUMERIC: Record<DateFormat, RegExp> = {
	'DD/MM/YYYY': anchored(
		String.raw`(?<day>\d{1,2})([/.-])(?<month>\d{1,2})\2(?<year>\d{4})${REST}`,
	),
	'MM/DD/YYYY': anchored(
		String.raw`(?<month>\d{1,2})([/.-])(?<day>\d{1,2})\2(?<year>\d{4})${REST}`,
	),
};

/** @returns whether it is a value of the option Date Format */
export const isDateFormat = (value: unknown): value is DateFormat =>
	Object.hasOwn(NUMERIC, String(value));

/** Milliseconds or seconds since 1970. Older .NET writes milliseconds as /Date(1795478400000+0000)/. */
const SINCE_1970 =
	/^(?:\/Date\((\d{12,13})(?:([+-]\d\d)(\d\d))?\)\/|(\d{12,13})|(\d{9,10})(?:\.\d+)?)$/;

const DAY_IN_MS = 86_400_000;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * Reads a calendar day from an ISO date or date-time, from numbers with slashes, dots or hyphens, from a date with the
 * month's name, from a Unix time, or from a date object such as n8n's {{ $now }}. Converts a Unix time, or a time with an
 * offset, to the workflow's time zone, except midnight: many systems send a day without a time as midnight in their own time
 * zone or UTC.
 * @returns the day as YYYY-MM-DD, or why there is none
 */
export function readDay(value: unknown, { dateFormat, timeZone }: DateOptions): string | Refusal {
	const text = normalizedText(value);
	const [, dotNet, hours = '+0', minutes = '0', milliseconds, seconds] =
		SINCE_1970.exec(text) ?? [];
	const time = Number(dotNet ?? milliseconds ?? Number(seconds) * 1000);
	if (!Number.isNaN(time)) {
		const offset = (Number(hours) * 60 + Number(`${hours.charAt(0)}${minutes}`)) * 60_000;
		const midnight = [time, time + offset].find((ms) => ms % DAY_IN_MS === 0);
		const day = midnight === undefined ? dayIn(timeZone, time) : dayIn('UTC', midnight);
		return inRange(day) ?? outOfRange(value);
	}
	const unambiguous = UNAMBIGUOUS.map((form) => form.exec(text)).find((match) => match !== null);
	const match = unambiguous ?? NUMERIC[dateFormat].exec(text);
	if (match === null) {
		return new Refusal(
			`is ${inQuotes(value)}, not a date. Choose a value that looks like 2026-11-24.`,
		);
	}
	const found = dayOf(match.groups as unknown as WrittenDate, timeZone);
	return inRange(found) ?? outOfRange(value, unambiguous === undefined ? dateFormat : undefined);
}

function outOfRange(value: unknown, dateFormat?: DateFormat): Refusal {
	return new Refusal(
		dateFormat === undefined
			? `is ${inQuotes(value)}, which is not a date between 2000 and 2099. Check it.`
			: `is ${inQuotes(value)}, which is not a date between 2000 and 2099 when read as ${dateFormat}. Check it and the option "Date Format".`,
	);
}

/** @returns undefined outside 2000 to 2099, where a date is a placeholder (.NET's empty date is 0001-01-01) or a slip */
const inRange = (day: string | undefined): string | undefined =>
	day !== undefined && /^20\d\d-/.test(day) ? day : undefined;

/** In JSON, dates and the DateTimes of n8n's expressions become ISO text. */
function normalizedText(value: unknown): string {
	const json: unknown = value instanceof Object ? JSON.parse(JSON.stringify(value)) : value;
	return String(json).replace(/\s+/g, ' ').trim();
}

/** The day, if it exists: in the time zone if it has a time with an offset, except midnight; otherwise as written. */
function dayOf(written: WrittenDate, timeZone: string): string | undefined {
	const named = MONTHS.indexOf(written.month.slice(0, 3).toLowerCase()) + 1;
	const month = named > 0 ? String(named) : written.month;
	const day = `${written.year}-${month.padStart(2, '0')}-${written.day.padStart(2, '0')}`;
	const midnight = Date.parse(`${day}T00:00:00Z`);
	// V8 reads 2026-02-31 as 3 March.
	if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
	const {
		hour,
		minute,
		second = '00',
		meridiem,
		utc,
		offsetHours = '+00',
		offsetMinutes = '00',
	} = written;
	if (hour === undefined || (utc === undefined && written.offsetHours === undefined)) return day;
	const hours =
		meridiem === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(meridiem) ? 12 : 0);
	const clock = `${String(hours).padStart(2, '0')}:${minute}:${second}`;
	if (clock === '00:00:00') return day;
	const time = Date.parse(`${day}T${clock}${offsetHours}:${offsetMinutes}`);
	return Number.isNaN(time) ? undefined : dayIn(timeZone, time);
}

/** The day in a time zone at a point in time. */
function dayIn(timeZone: string, time: number): string {
	const format = new Intl.DateTimeFormat('en', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	const parts = Object.fromEntries(
		format.formatToParts(time).map(({ type, value }) => [type, value]),
	);
	return `${parts.year}-${parts.month}-${parts.day}`;
}
