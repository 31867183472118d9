import type { Delivered } from './exampleStage';
import type { Execution } from './executions';
import type { Vendor } from './standIns/vendor';

/** What must go to a person, whatever the invoice is for; `says` is what that person reads. */
export const REFUSALS = [
	{ name: 'without a number', changes: { number: undefined }, says: 'number is missing' },
	{ name: 'without a total', changes: { total: undefined }, says: 'total is missing' },
	{ name: 'without a due date', changes: { dueDate: '' }, says: 'dueDate is missing' },
	{ name: 'without lines', changes: { lines: undefined }, says: 'lines is missing' },
	{ name: 'with a text for an amount', changes: { gst: '939,60' }, says: 'gst is missing or not' },
	{ name: 'in another currency', changes: { currency: 'USD' }, says: 'currency is USD, not AUD' },
	{
		name: 'that is a credit note',
		changes: { subtotal: -9496.5, gst: -939.6, total: -10436.1 },
		says: 'total is negative (a credit note?)',
	},
	{ name: 'whose sums are wrong', changes: { total: 10436.2 }, says: 'do not add up to total' },
];

/**
 * Expects that a delivery failed for everybody to see: a person reads why, and MyD3 is told that it was not received.
 *
 * @param delivered what became of it
 * @param says a part of the reason
 */
export function expectFailure({ status, execution }: Delivered, says: string): void {
	expect(execution.error).toContain(says);
	expect(execution.status).toBe('error');
	expect(status).toBe(500);
}

/**
 * Expects that a delivery succeeded for everybody to see.
 *
 * @param delivered what became of it
 * @param node the step that says how it ended
 * @param outcome what that step says
 */
export function expectSuccess(
	{ status, execution }: Delivered,
	node: string,
	outcome: string,
): void {
	expect(execution.error).toBeUndefined();
	expect(execution.output[node]).toMatchObject([{ outcome }]);
	expect(status).toBe(200);
}

/**
 * Expects that nothing which n8n keeps of an execution lets anybody into a vendor's system.
 *
 * @param execution which
 * @param vendor whose
 */
export function expectNoToken({ raw }: Execution, { accessToken }: Vendor): void {
	expect(raw).not.toContain(accessToken);
}
