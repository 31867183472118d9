/**
 * Makes a function like Jest's `test` for the steps of one journey: once a step fails, it runs no more.
 *
 * @param onFailure called when a step fails, e.g. to take a screenshot
 * @returns declares a step: a sentence that says what happens, and the step itself
 */
export function makeStep(onFailure: () => Promise<void>) {
	let isBroken = false;
	return (name: string, walk: () => Promise<void>): void =>
		test(name, async () => {
			if (isBroken) throw new Error('An earlier step failed.');
			isBroken = true;
			try {
				await walk();
				isBroken = false;
			} finally {
				if (isBroken) await onFailure();
			}
		});
}
