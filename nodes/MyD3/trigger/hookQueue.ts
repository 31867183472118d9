/** Runs the hooks of one webhook URL one at a time. n8n 2.x does so itself, but 1.x lets a workflow's activations overlap. */

/** The hooks that n8n calls. */
export type Hook = 'checkExists' | 'create' | 'delete';

/** A queue of the hooks for one webhook URL. */
export class HookQueue {
	private last: Hook | undefined;
	private running: Promise<unknown> = Promise.resolve();

	/**
	 * Runs a hook once those that n8n called before it have ended.
	 * @param run is passed the hook that ran before this one
	 * @returns what `run` returns
	 */
	async run<Result>(
		hook: Hook,
		run: (previous: Hook | undefined) => Promise<Result>,
	): Promise<Result> {
		const result = this.running.then(async () => {
			const previous = this.last;
			this.last = hook;
			return await run(previous);
		});
		this.running = result.catch(() => undefined);
		return await result;
	}
}
