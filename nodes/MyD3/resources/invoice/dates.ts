import { Refusal, shown } from './values';

/** The order of day and month in dates that are written with slashes. */
export type DateFormat = 'DD/MM/YYYY' | 'MM/DD/YYYY';

/** How to read what a date alone does not tell. */
export interface DateOptions {
	dateFormat: DateFormat;
	/** IANA name of the workflow's time zone, for example Australia/Brisbane. */
	timeZone: string;
}

const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)? ?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

// .NET writes a time behind a date unless told otherwise: 24/11/2026 12:00:00 AM.
const TIME = String.raw`(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?`;
const SLASHES = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${TIME}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${TIME}$`, 'i');

/**
 * Reads a calendar day: from an ISO date; from an ISO date-time, whose day is the one in the time zone if it has an
 * offset; from a date with slashes; from a date object, such as n8n's {{ $now }}.
 * @returns the day as YYYY-MM-DD
 */
export function readDay(value: unknown, { dateFormat, timeZone }: DateOptions): string | Refusal {
	const text = textOf(value);
	const iso = ISO.exec(text);
	const slashes = SLASHES.exec(text);
	const parts = iso ?? YEAR_FIRST.exec(text) ?? slashes;
	if (parts === null) {
		return new Refusal(`is ${shown(value)}, not a date. Choose one such as 2026-11-24.`);
	}
	const day = toDay(slashes === null ? parts : yearFirst(slashes, dateFormat));
	const found = iso === null || day === undefined ? day : dayIn(timeZone, day, iso);
	if (found !== undefined) return found;
	return new Refusal(
		slashes === null
			? `is ${shown(value)}, which is no day of the years 2000 to 2099. Check it.`
			: `is ${shown(value)}, which is no day of the years 2000 to 2099 when read as ${dateFormat}. Check it and the option "Date Format".`,
	);
}

/** The parts of a date with slashes in the order of ISO, behind the whole text. */
function yearFirst(parts: string[], dateFormat: DateFormat): string[] {
	const [text, first, second, year] = parts as [string, string, string, string];
	return dateFormat === 'MM/DD/YYYY' ? [text, year, first, second] : [text, year, second, first];
}

/** Dates, and the DateTimes of n8n's expressions, are ISO text in JSON. */
function textOf(value: unknown): string {
	const json: unknown = value instanceof Object ? JSON.parse(JSON.stringify(value)) : value;
	return String(json).trim();
}

/** The day, if the calendar has it; .NET's empty date is 0001-01-01. */
function toDay(parts: string[]): string | undefined {
	const [, year, month, day] = parts as [string, string, string, string];
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const time = Date.parse(`${text}T00:00:00Z`);
	// V8 takes 2026-02-31 for the third of March.
	const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
	return isDay && year.startsWith('20') ? text : undefined;
}

/** The day of an ISO date-time in a time zone; without an offset, the day as it is written. */
function dayIn(timeZone: string, day: string, iso: string[]): string | undefined {
	const [, , , , clock, seconds = '', utc, hours = '+00', minutes = '00'] = iso;
	if (utc === undefined && iso[7] === undefined) return day;
	const time = Date.parse(`${day}T${clock}${seconds}${hours}:${minutes}`);
	if (Number.isNaN(time)) return undefined;
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
