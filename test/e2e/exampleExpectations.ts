import type { Delivered } from './exampleStage';
import type { Execution } from './executions';
import type { Vendor } from './standIns/vendor';

/**
 * Expects that a delivery failed for everybody to see: a person reads why, and MyD3 is told that it was not received.
 *
 * @param delivered what became of it
 * @param says parts of what a person reads
 */
export function expectFailure({ status, execution }: Delivered, ...says: string[]): void {
	const message = execution.error ?? '';
	for (const part of says) expect(message).toContain(part);
	expect(execution.status).toBe('error');
	expect(status).toBe(500);
}

/**
 * Expects that a delivery succeeded for everybody to see.
 *
 * @param delivered what became of it
 */
export function expectSuccess({ status, execution }: Delivered): void {
	expect(execution.error).toBeUndefined();
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
