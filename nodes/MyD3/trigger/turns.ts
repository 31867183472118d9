/** Keeps the hooks of one webhook URL apart. n8n 2.x does so itself, but 1.x lets a workflow's activations overlap. */

/** What n8n calls. */
export type Hook = 'checkExists' | 'create' | 'delete';

/** The order of the hooks for one webhook URL. */
export class Turns {
	private last: Hook | undefined;
	private running: Promise<unknown> = Promise.resolve();

	/**
	 * Runs a hook after those that n8n called before it.
	 * @param run gets the hook that came before this one
	 * @returns what `run` returns
	 */
	async take<Result>(
		hook: Hook,
		run: (previous: Hook | undefined) => Promise<Result>,
	): Promise<Result> {
		const own = this.running.then(async () => {
			const previous = this.last;
			this.last = hook;
			return await run(previous);
		});
		this.running = own.catch(() => undefined);
		return await own;
	}
}
