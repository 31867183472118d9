import { readDay } from '../../../nodes/MyD3/resources/invoice/dates';
import type { DateFormat } from '../../../nodes/MyD3/resources/invoice/dates';
import { Refusal } from '../../../nodes/MyD3/resources/invoice/values';

const day = (
	value: unknown,
	timeZone = 'Australia/Brisbane',
	dateFormat: DateFormat = 'DD/MM/YYYY',
): string => {
	const read = readDay(value, { dateFormat, timeZone });
	return read instanceof Refusal ? read.reason : read;
};

it.each([
	['a date', '2026-11-24', '2026-11-24'],
	['a date with white space around it', ' 2026-11-24\n', '2026-11-24'],
	['29 February of a leap year', '2028-02-29', '2028-02-29'],
	['a time without an offset', '2026-11-24T23:30:00', '2026-11-24'],
	['a time without seconds', '2026-11-24 23:30', '2026-11-24'],
	['half past eleven at night in UTC', '2026-11-24T23:30:00Z', '2026-11-25'],
	['the last minute of a day in Brisbane', '2026-11-24T13:59:59Z', '2026-11-24'],
	['midnight in Brisbane', '2026-11-24T14:00:00Z', '2026-11-25'],
	['a lower-case z, no seconds', '2026-11-24t14:00z', '2026-11-25'],
	['.NET’s seven digits', '2026-11-24T13:59:59.9999999Z', '2026-11-24'],
	['a comma before the fraction', '2026-11-24T13:59:59,5Z', '2026-11-24'],
	['the offset of Brisbane', '2026-11-24T23:30:00+10:00', '2026-11-24'],
	['an offset without a colon', '2026-11-24T23:30:00+0930', '2026-11-25'],
	['an offset of hours only', '2026-11-24T23:30:00 +09', '2026-11-25'],
	['a negative offset', '2026-11-24T10:00:00-05:00', '2026-11-25'],
	['a date with slashes', '24/11/2026', '2026-11-24'],
	['single digits', '4/1/2026', '2026-01-04'],
	['a date as .NET writes it', '24/11/2026 12:00:00 AM', '2026-11-24'],
	['a date with slashes and a short time', '24/11/2026, 9:30pm', '2026-11-24'],
	['the year first, with slashes', '2026/11/4', '2026-11-04'],
	['the year first, with single digits', '2026-1-4', '2026-01-04'],
	['the year first, with dots', '2026.11.24', '2026-11-24'],
	['a list, as Java writes it', [2026, 1, 4], '2026-01-04'],
	['the year first, with a time', '2026/11/04 10:00', '2026-11-04'],
	['the year first, with a 12-hour time', '2026/11/04 10:00:00 AM', '2026-11-04'],
	['dots', '24.11.2026', '2026-11-24'],
	['hyphens, the day first', '24-11-2026', '2026-11-24'],
	['digits only', '20261124', '2026-11-24'],
	['digits only, as a number', 20261124, '2026-11-24'],
	['a day with an offset, as XML has it', '2026-11-24+10:00', '2026-11-24'],
	['the name of the month', '24 November 2026', '2026-11-24'],
	['two spaces', '24  November 2026', '2026-11-24'],
	['a short name of the month', '4-Nov-2026', '2026-11-04'],
	['the month first, in a word', 'Nov 24, 2026', '2026-11-24'],
	['an ordinal and a weekday', 'Tuesday, 24th November 2026, 11:30 PM', '2026-11-24'],
	['the date of an email', 'Tue, 24 Nov 2026 14:00:00 GMT', '2026-11-25'],
	['an offset after a 12-hour time', '24/11/2026 11:30 PM +0000', '2026-11-25'],
	['half past midnight, with an offset', '24/11/2026 12:30 AM -04:00', '2026-11-24'],
	['half past noon, with an offset', '24/11/2026 12:30 PM -04:00', '2026-11-25'],
	['seconds since 1970', 1795564799, '2026-11-25'],
	['seconds with a fraction, as text', '1795478400.25', '2026-11-24'],
	['milliseconds since 1970', 1795528800000, '2026-11-25'],
	['older .NET’s milliseconds', '/Date(1795528799999)/', '2026-11-24'],
	['older .NET’s milliseconds with an offset', '/Date(1795528799999+0000)/', '2026-11-24'],
	['a date object', new Date('2026-11-24T23:30:00Z'), '2026-11-25'],
	['an object that becomes text in JSON', { toJSON: () => '2026-11-24T23:30:00Z' }, '2026-11-25'],
])('reads %s', (_, value, expected) => {
	expect(day(value)).toBe(expected);
});

it('a time is converted to the date in the workflow’s time zone', () => {
	expect(day('2026-11-24T03:00:00Z', 'America/New_York')).toBe('2026-11-23');
	expect(day('2026-01-05T14:00:00Z', 'UTC')).toBe('2026-01-05');
});

it.each([
	['the offset of Sydney in summer', '2026-11-24T00:00:00+11:00', 'Australia/Brisbane'],
	['the offset of Brisbane', '2026-11-24T00:00:00.000+10:00', 'Australia/Perth'],
	['the offset of New Zealand', '24/11/2026 12:00:00 AM +13:00', 'Australia/Brisbane'],
	['UTC', '2026-11-24T00:00Z', 'America/New_York'],
	['UTC, in milliseconds', 1795478400000, 'America/New_York'],
	['UTC, in older .NET’s milliseconds', '/Date(1795478400000)/', 'America/New_York'],
	['UTC, in seconds', 1795478400, 'America/New_York'],
	['Brisbane, in older .NET’s milliseconds', '/Date(1795442400000+1000)/', 'Australia/Perth'],
	['Darwin, in older .NET’s milliseconds', '/Date(1795444200000+0930)/', 'Australia/Perth'],
	['New York, in older .NET’s milliseconds', '/Date(1795496400000-0500)/', 'America/Denver'],
])('midnight is not converted, because it means a day without a time: %s', (_, value, timeZone) => {
	expect(day(value, timeZone)).toBe('2026-11-24');
});

it.each([
	['a second past midnight', '2026-11-24T00:00:01+11:00'],
	['a minute past midnight', '2026-11-24T00:01+11:00'],
	['noon', '24/11/2026 12:00:00 PM +13:00'],
	['a second past midnight in UTC, in seconds', 1795478401],
])('any other time is converted: %s', (_, value) => {
	expect(day(value, 'Pacific/Honolulu')).toBe('2026-11-23');
});

it('dates with slashes are read in the order given by the option', () => {
	expect(day('11/24/2026', 'UTC', 'MM/DD/YYYY')).toBe('2026-11-24');
	expect(day('2026/11/04', 'UTC', 'MM/DD/YYYY')).toBe('2026-11-04');
});

const NOT_A_DATE = 'not a date. Choose a value that looks like 2026-11-24.';
const NO_DAY = 'which is not a date between 2000 and 2099';
it.each([
	['a month', '2026-11', `is "2026-11", ${NOT_A_DATE}`],
	['a two-digit year', '24/11/26', `is "24/11/26", ${NOT_A_DATE}`],
	['words before a date', 'on 2026-11-24', `is "on 2026-11-24", ${NOT_A_DATE}`],
	['words after a date', '2026-11-24 noon', `is "2026-11-24 noon", ${NOT_A_DATE}`],
	['words before a date with slashes', 'on 24/11/2026', `is "on 24/11/2026", ${NOT_A_DATE}`],
	['words after a date with slashes', '24/11/2026 noon', `is "24/11/2026 noon", ${NOT_A_DATE}`],
	['words before a year', 'on 2026/11/24', `is "on 2026/11/24", ${NOT_A_DATE}`],
	['words after a year', '2026/11/24 noon', `is "2026/11/24 noon", ${NOT_A_DATE}`],
	['a number of days, as in a spreadsheet', 46350, `is 46350, ${NOT_A_DATE}`],
	['digits of a date and a time', '20261124103000', `is "20261124103000", ${NOT_A_DATE}`],
	['words after milliseconds', '1795478400000 ms', `is "1795478400000 ms", ${NOT_A_DATE}`],
	['mixed separators', '24/11-2026', `is "24/11-2026", ${NOT_A_DATE}`],
	['milliseconds in 1990', 631152000000, `is 631152000000, ${NO_DAY}. Check it.`],
	['a month that does not exist', '24 Foo 2026', `is "24 Foo 2026", ${NO_DAY}. Check it.`],
	['true', true, `is true, ${NOT_A_DATE}`],
	['an object', { date: '2026-11-24' }, `is {"date":"2026-11-24"}, ${NOT_A_DATE}`],
	['an impossible day', '2026-02-31', `is "2026-02-31", ${NO_DAY}. Check it.`],
	['an impossible month', '2026-13-01', `is "2026-13-01", ${NO_DAY}. Check it.`],
	['.NET’s empty date', '0001-01-01T00:00:00', `is "0001-01-01T00:00:00", ${NO_DAY}. Check it.`],
	['the year 20', '0020-11-24T00:00:00Z', `is "0020-11-24T00:00:00Z", ${NO_DAY}. Check it.`],
	['another century', '1999-12-31', `is "1999-12-31", ${NO_DAY}. Check it.`],
	['an impossible time', '2026-11-24T25:00:00Z', `is "2026-11-24T25:00:00Z", ${NO_DAY}. Check it.`],
	['an impossible day, the year first', '2026/02/31', `is "2026/02/31", ${NO_DAY}. Check it.`],
	[
		'the date order of another country',
		'11/24/2026',
		`is "11/24/2026", ${NO_DAY} when read as DD/MM/YYYY. Check it and the option "Date Format".`,
	],
])('refuses %s', (_, value, reason) => {
	expect(day(value)).toBe(reason);
});
