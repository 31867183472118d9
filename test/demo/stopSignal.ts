/** A request to stop, by Ctrl-C or SIGTERM. */
export interface StopSignal {
	/** Resolves once it has come. */
	requested: Promise<void>;
	isRequested(): boolean;
}

/** The first signal requests a stop, so that the caller can clean up; a second one ends the process at once. */
export function watchStopSignal(): StopSignal {
	let isRequested = false;
	const requested = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.on(signal, () => {
				if (isRequested) process.exit(130);
				isRequested = true;
				console.log('\nStopping …');
				resolve();
			});
		}
	});
	return { requested, isRequested: () => isRequested };
}
