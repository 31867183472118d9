/** Runs the hooks of one webhook URL one at a time. n8n 2.x does so itself, but 1.x lets a workflow's activations overlap. */

/** The hooks that n8n calls. */
export type Hook = 'checkExists' | 'create' | 'delete';

/** What other hooks did between an activation's checkExists and its create. */
export interface Meanwhile {
	/** Another hook ran, so the outcome of checkExists may be out of date. */
	hasChanged: boolean;
	/** One of them was delete: the workflow was deactivated. */
	isDeactivated: boolean;
}

/** A queue of the hooks for one webhook URL. */
export class HookQueue {
	private last: Hook | undefined;
	/** How many activations are between checkExists and create. */
	private activations = 0;
	/** How many activations a delete overtook before their create. */
	private overtaken = 0;
	private running: Promise<unknown> = Promise.resolve();

	/**
	 * Runs a hook once those that n8n called before it have ended.
	 * @param run does what the hook does; checkExists returns false if n8n must call create
	 * @returns what `run` returns
	 */
	async run<Result>(hook: Hook, run: (meanwhile: Meanwhile) => Promise<Result>): Promise<Result> {
		const result = this.running.then(async () => {
			const meanwhile = this.begin(hook);
			const value = await run(meanwhile);
			if (hook === 'checkExists' && value === false) this.activations++;
			return value;
		});
		this.running = result.catch(() => undefined);
		return await result;
	}

	private begin(hook: Hook): Meanwhile {
		const meanwhile = {
			hasChanged: this.last !== 'checkExists',
			isDeactivated: this.overtaken > 0,
		};
		this.last = hook;
		if (hook === 'checkExists') {
			this.overtaken = 0;
		} else if (hook === 'delete') {
			this.overtaken += this.activations;
			this.activations = 0;
		} else if (meanwhile.isDeactivated) {
			this.overtaken--;
		} else if (this.activations > 0) {
			this.activations--;
		}
		return meanwhile;
	}
}
