const PROGRESS_INTERVAL_MS = 10_000;

/** A step of the demo failed; the message says which, and why. */
export class StepError extends Error {
	override name = 'StepError';
}

/** Tells on the screen what happens, in numbered steps. */
export class Narrator {
	private step = 0;

	/**
	 * Announces a step and does it; while it takes long, says every 10 s that it is still going on.
	 *
	 * @param title what is done, without a full stop
	 * @param work does it
	 * @returns what the work returned
	 * @throws StepError when the work failed
	 */
	async run<T>(title: string, work: () => Promise<T>): Promise<T> {
		this.step += 1;
		const step = this.step;
		console.log(`\n${step}. ${title}`);
		const start = Date.now();
		const timer = setInterval(
			() => console.log(`   … ${Math.round((Date.now() - start) / 1000)} s`),
			PROGRESS_INTERVAL_MS,
		);
		try {
			return await work();
		} catch (error) {
			throw new StepError(`Step ${step} (${title}) failed: ${(error as Error).message}`);
		} finally {
			clearInterval(timer);
		}
	}

	/**
	 * Adds to the step.
	 *
	 * @param text one or more lines
	 */
	tell(text: string): void {
		console.log(text.replace(/^/gm, '   '));
	}

	/**
	 * Adds data to the step.
	 *
	 * @param title what it is
	 * @param data shown as JSON
	 */
	show(title: string, data: unknown): void {
		this.tell(`${title}:`);
		this.tell(JSON.stringify(data, null, 2));
	}
}

/**
 * Makes a notification URL presentable.
 *
 * @param url with a key in its query
 * @returns the same URL with dots for the key
 */
export function withoutKey(url: string): string {
	return url.replace(/(apiKey=)[^&]+/, '$1••••••');
}
