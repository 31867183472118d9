const DAY_MS = 24 * 60 * 60 * 1000;

/** The body of an invoice event; a type and not an interface, so that it is also a Record. */
export type InvoiceEvent = {
	eventId: string;
	eventType: string;
	occurredAt: string;
	invoice: Record<string, unknown>;
};

/** The event type of an issued invoice; assumed. */
export const INVOICE_ISSUED = 'InvoiceIssued';

/**
 * Returns a function that makes invoice events, one per call. The vendor's example of an event is "A new invoice being
 * issued"; the structure is invented here, and nothing may depend on it. Event id and invoice number count up, the dates
 * follow the clock, everything else is constant.
 * @param now milliseconds since 1970
 */
export function createInvoiceEvents(
	now: () => number,
): (fields?: Record<string, unknown>) => InvoiceEvent {
	let issued = 0;
	return ({ eventId, ...fields } = {}) => {
		issued += 1;
		return {
			eventId:
				typeof eventId === 'string'
					? eventId
					: `00000000-0000-4000-8000-${String(issued).padStart(12, '0')}`,
			eventType: INVOICE_ISSUED,
			occurredAt: new Date(now()).toISOString(),
			invoice: merged(invoice(issued, now()), fields),
		};
	};
}

function invoice(issued: number, issuedAt: number): Record<string, unknown> {
	return {
		number: `INV-${String(issued).padStart(6, '0')}`,
		issueDate: day(issuedAt),
		dueDate: day(issuedAt + 30 * DAY_MS),
		purchaseOrder: 'PO-1048',
		currency: 'AUD',
		supplier: { name: 'Data#3 Limited', abn: '00 000 000 000' }, // not the real ABN
		lines: [
			{
				description: 'Microsoft 365 E3, monthly subscription',
				quantity: 50,
				unitPrice: 57.3,
				amount: 2865,
			},
			{ description: 'Laptop, 14 inch', quantity: 4, unitPrice: 2349, amount: 9396 },
		],
		subtotal: 12261,
		gst: 1226.1,
		total: 13487.1,
	};
}

function day(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

/** Merges objects property by property; replaces everything else, arrays too. */
function merged(
	base: Record<string, unknown>,
	changes: Record<string, unknown>,
): Record<string, unknown> {
	const result = { ...base };
	for (const [name, change] of Object.entries(changes)) {
		const old = result[name];
		result[name] = isObject(old) && isObject(change) ? merged(old, change) : change;
	}
	return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
