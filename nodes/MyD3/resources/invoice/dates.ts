import { Refusal, shown } from './values';

/** The order of day and month in dates made of numbers. */
export type DateFormat = 'DD/MM/YYYY' | 'MM/DD/YYYY';

/** What a date itself does not say. */
export interface DateOptions {
	dateFormat: DateFormat;
	/** IANA name of the workflow's time zone, for example Australia/Brisbane. */
	timeZone: string;
}

/** What a date says: a calendar day, and perhaps a time of a certain time zone. */
interface WrittenDate {
	year: string;
	month: string;
	day: string;
	hour?: string;
	minute?: string;
	second?: string;
	half?: string;
	utc?: string;
	offsetHours?: string;
	offsetMinutes?: string;
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?(?: ?(?<half>[ap]m))?`;
const ZONE = String.raw`(?:(?<utc>Z|GMT|UTC)|(?:GMT|UTC)?(?<offsetHours>[+-]\d\d)(?::?(?<offsetMinutes>\d\d))?)`;
// JavaScript ends a date with the zone's name: (Australian Eastern Standard Time).
const REST = String.raw`(?:(?:T|,? )${TIME})?(?: ?${ZONE})?(?: \([^)]+\))?`;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?';
const MONTH = String.raw`(?<month>[a-z]{3,9})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

const anchored = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

/** Forms that say themselves which number is the day. */
const CLEAR = [
	String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)${REST}`,
	String.raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)`,
	String.raw`(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})${REST}`,
	String.raw`${WEEKDAY}${DAY}[ -]${MONTH},?[ -](?<year>\d{4})${REST}`,
	String.raw`${WEEKDAY}${MONTH} ${DAY},? (?<year>\d{4})${REST}`,
].map(anchored);

/** By default, .NET writes 24/11/2026 12:00:00 AM. */
const NUMBERS: Record<DateFormat, RegExp> = {
	'DD/MM/YYYY': anchored(
		String.raw`(?<day>\d{1,2})([/.-])(?<month>\d{1,2})\2(?<year>\d{4})${REST}`,
	),
	'MM/DD/YYYY': anchored(
		String.raw`(?<month>\d{1,2})([/.-])(?<day>\d{1,2})\2(?<year>\d{4})${REST}`,
	),
};

/** Milliseconds or seconds since 1970; the former also as older .NET writes them: /Date(1795478400000+0000)/. */
const SINCE_1970 = /^(?:\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/|(\d{12,13})|(\d{9,10})(?:\.\d+)?)$/;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * Reads a calendar day: from an ISO date or date-time, from numbers with slashes, dots or hyphens, with the month's name,
 * from a Unix time, or from a date object, such as n8n's {{ $now }}. Converts a time with an offset to the time zone.
 * @returns the day as YYYY-MM-DD, or why there is none
 */
export function readDay(value: unknown, { dateFormat, timeZone }: DateOptions): string | Refusal {
	const text = textOf(value);
	const [, dotNet, milliseconds, seconds] = SINCE_1970.exec(text) ?? [];
	const time = Number(dotNet ?? milliseconds ?? Number(seconds) * 1000);
	if (!Number.isNaN(time)) return inYears(dayIn(timeZone, time)) ?? notInYears(value);
	const clear = CLEAR.map((form) => form.exec(text)).find((match) => match !== null);
	const match = clear ?? NUMBERS[dateFormat].exec(text);
	if (match === null) {
		return new Refusal(`is ${shown(value)}, not a date. Choose one such as 2026-11-24.`);
	}
	const found = dayOf(match.groups as unknown as WrittenDate, timeZone);
	return inYears(found) ?? notInYears(value, clear === undefined ? dateFormat : undefined);
}

function notInYears(value: unknown, dateFormat?: DateFormat): Refusal {
	return new Refusal(
		dateFormat === undefined
			? `is ${shown(value)}, which is not a date in the years 2000 to 2099. Check it.`
			: `is ${shown(value)}, which is not a date in the years 2000 to 2099 when read as ${dateFormat}. Check it and the option "Date Format".`,
	);
}

/** .NET's empty date is 0001-01-01. */
const inYears = (day: string | undefined): string | undefined =>
	day?.startsWith('20') === true ? day : undefined;

/** In JSON, dates and the DateTimes of n8n's expressions become ISO text. */
function textOf(value: unknown): string {
	const json: unknown = value instanceof Object ? JSON.parse(JSON.stringify(value)) : value;
	return String(json).replace(/\s+/g, ' ').trim();
}

/** The day, if it exists. With an offset it is that of the time zone; without one, the day as written. */
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
		half,
		utc,
		offsetHours = '+00',
		offsetMinutes = '00',
	} = written;
	if (hour === undefined || (utc === undefined && written.offsetHours === undefined)) return day;
	const hours =
		half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
	const clock = `${String(hours).padStart(2, '0')}:${minute}:${second}`;
	const time = Date.parse(`${day}T${clock}${offsetHours}:${offsetMinutes}`);
	return Number.isNaN(time) ? undefined : dayIn(timeZone, time);
}

/** The day of a point in time in a time zone. */
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
