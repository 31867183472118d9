import { Refusal, shown } from './values';

/** The order of day and month in dates with slashes. */
export type DateFormat = 'DD/MM/YYYY' | 'MM/DD/YYYY';

/** What a date itself does not say. */
export interface DateOptions {
	dateFormat: DateFormat;
	/** IANA name of the workflow's time zone, for example Australia/Brisbane. */
	timeZone: string;
}

const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)? ?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?)?$/i;

// By default, .NET writes a time after the date: 24/11/2026 12:00:00 AM.
const TIME = String.raw`(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?`;
const SLASHES = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${TIME}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${TIME}$`, 'i');

/**
 * Reads a calendar day from an ISO date, an ISO date-time, a date with slashes or a date object, such as n8n's {{ $now }}.
 * Converts a date-time with an offset to the time zone.
 * @returns the day as YYYY-MM-DD, or why there is none
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
			? `is ${shown(value)}, which is not a date in the years 2000 to 2099. Check it.`
			: `is ${shown(value)}, which is not a date in the years 2000 to 2099 when read as ${dateFormat}. Check it and the option "Date Format".`,
	);
}

/** Puts the parts of a date with slashes into ISO's order. The whole text stays in front. */
function yearFirst(parts: string[], dateFormat: DateFormat): string[] {
	const [text, first, second, year] = parts as [string, string, string, string];
	return dateFormat === 'MM/DD/YYYY' ? [text, year, first, second] : [text, year, second, first];
}

/** In JSON, dates and the DateTimes of n8n's expressions become ISO text. */
function textOf(value: unknown): string {
	const json: unknown = value instanceof Object ? JSON.parse(JSON.stringify(value)) : value;
	return String(json).trim();
}

/** The day, if it exists and is in the years 2000 to 2099. (.NET's empty date is 0001-01-01.) */
function toDay(parts: string[]): string | undefined {
	const [, year, month, day] = parts as [string, string, string, string];
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const time = Date.parse(`${text}T00:00:00Z`);
	// V8 reads 2026-02-31 as 3 March.
	const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
	return isDay && year.startsWith('20') ? text : undefined;
}

/** The day of an ISO date-time in a time zone; without an offset, the day as written. */
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
