/**
 * Makes a function like Jest's `test`, for the steps of one journey: after one that failed, the others are not tried.
 *
 * @param onFailure called when a step fails, to show where
 * @returns declares a step: what happens in it, as a sentence, and the step itself
 */
export function makeStep(onFailure: () => Promise<void>) {
	let isBroken = false;
	return (name: string, walk: () => Promise<void>): void =>
		test(name, async () => {
			if (isBroken) throw new Error('A step before this one has failed.');
			isBroken = true;
			try {
				await walk();
				isBroken = false;
			} finally {
				if (isBroken) await onFailure();
			}
		});
}
