/** A promise that a test resolves. */
export interface Deferred {
	promise: Promise<void>;
	resolve: () => void;
}

/** @returns a promise that is pending until the test resolves it */
export function deferred(): Deferred {
	let resolve = (): void => undefined;
	const promise = new Promise<void>((settle) => (resolve = settle));
	return { promise, resolve };
}
