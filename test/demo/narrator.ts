const PROGRESS_INTERVAL_MS = 10_000;

/** A step of the demo failed; the message says which and why. */
export class StepError extends Error {
	override name = 'StepError';
}

/** Prints what happens, in numbered steps. */
export class Narrator {
	private step = 0;

	/**
	 * Prints a step's title and runs the step; prints the elapsed time every 10 s.
	 *
	 * @param title what the step does, without a full stop
	 * @param work the step
	 * @returns what `work` returned
	 * @throws StepError if `work` failed
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
	 * Prints text below the step.
	 *
	 * @param text one or more lines
	 */
	say(text: string): void {
		console.log(text.replace(/^/gm, '   '));
	}

	/**
	 * Prints data below the step.
	 *
	 * @param title what it is
	 * @param data shown as JSON
	 */
	show(title: string, data: unknown): void {
		this.say(`${title}:`);
		this.say(JSON.stringify(data, null, 2));
	}
}

/**
 * Masks the key in a notification URL.
 *
 * @param url with a key in its query
 * @returns the same URL with dots in place of the key
 */
export function withoutKey(url: string): string {
	return url.replace(/(apiKey=)[^&]+/, '$1••••••');
}
