import { makeVendor, type Vendor, type VendorResponse, type VendorRequest } from './vendor';

/** A spreadsheet with one sheet. */
export interface GoogleSheets extends Vendor {
	/** Its cells, row by row, headings first. */
	rows: unknown[][];
}

export const SHEETS_HOST = 'sheets.googleapis.com';
export const SPREADSHEET = '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-test';

// n8n quotes the sheet's name if there is no range of rows.
const RANGE = new RegExp(
	`^/v4/spreadsheets/${SPREADSHEET}/values/'?Invoices'?(?:!(\\d+):\\d+)?(:append)?$`,
);

/**
 * Stands in for Google's Sheets API (v4: spreadsheets.get, spreadsheets.values.get, append, update), with one
 * spreadsheet whose sheet "Invoices" is empty.
 */
export function makeGoogleSheets(): GoogleSheets {
	const rows: unknown[][] = [];

	// Cells store values unchanged: "USER_ENTERED" would turn the text 0012 into a number and =A1 into a formula.
	const enter = ({ query, body }: VendorRequest, put: (values: unknown[][]) => void) => {
		if (query.get('valueInputOption') !== 'RAW') return refusal('valueInputOption is not RAW');
		put((body as { values: unknown[][] }).values);
		return { status: 200, body: {} };
	};
	const vendor = makeVendor('access-token-of-google', (request) => {
		if (request.path === `/v4/spreadsheets/${SPREADSHEET}`) {
			const properties = { sheetId: 0, title: 'Invoices' };
			return { status: 200, body: { sheets: [{ properties }] } };
		}
		const [range, firstRow, append = ''] = RANGE.exec(request.path) ?? [];
		if (range === undefined) return refusal('no such range');
		switch (`${request.method} ${append}`) {
			case 'GET ': {
				const values = firstRow === '1' ? rows.slice(0, 1) : rows;
				// An empty sheet has no "values".
				return { status: 200, body: values.length === 0 ? {} : { values } };
			}
			case 'POST :append':
				return enter(request, (values) => rows.push(...values));
			case 'PUT ':
				if (firstRow !== '1') return refusal('only the headings are ever updated');
				return enter(request, ([headings]) => {
					rows[0] = headings!;
				});
			default:
				return refusal('no such operation');
		}
	});
	return { ...vendor, rows };
}

const refusal = (message: string): VendorResponse => ({
	status: 400,
	body: { error: { code: 400, message, status: 'INVALID_ARGUMENT' } },
});
