import type { Delivered } from './exampleStage';
import type { Execution } from './executions';
import type { Vendor } from './standIns/vendor';

/**
 * Expects a visible failure: a person can read why, and MyD3 learns that the event was not received.
 *
 * @param says parts of the message
 */
export function expectFailure({ status, execution }: Delivered, ...says: string[]): void {
	const message = execution.error ?? '';
	for (const part of says) expect(message).toContain(part);
	expect(execution.status).toBe('error');
	expect(status).toBe(500);
}

/** Expects a visible success. */
export function expectSuccess({ status, execution }: Delivered): void {
	expect(execution.error).toBeUndefined();
	expect(status).toBe(200);
}

/** Expects that an execution, as n8n stores it, contains nothing that gives access to a vendor's system. */
export function expectNoToken({ raw }: Execution, { accessToken }: Vendor): void {
	expect(raw).not.toContain(accessToken);
}
