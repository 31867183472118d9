import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./host.cjs', import.meta.url));
/** How long a single test may take; a busy machine is slow. */
const TEST_TIMEOUT_MS = 5000;
const LEAST_WAIT_MS = 10_000;
/** What the child may hold: n8n, and what tests left. */
const MOST_MEGABYTES = 1200;

/** The process that runs the tests. One that hangs, or has grown too large, makes way for another. */
export class Host {
	#child;
	#instrumented;

	/** @param instrumented the file with what is loaded in place of the files that ship */
	constructor(instrumented) {
		this.#instrumented = instrumented;
	}

	/**
	 * Runs tests until one fails.
	 * @param ms how long they take without a change
	 * @returns the child's answer, or 'hung'
	 */
	async run(command, ms) {
		return await this.#ask({ command: 'run', timeout: TEST_TIMEOUT_MS, ...command }, ms);
	}

	/** @returns which changes the tests of a file reach, undefined where one of them fails or none ends */
	async cover(file) {
		const answer = await this.#ask(
			{ command: 'cover', timeout: 6 * TEST_TIMEOUT_MS, file },
			60_000,
		);
		return answer === 'hung' || answer.failed !== undefined ? undefined : answer;
	}

	/** Ends the process; the next run starts another. */
	stop() {
		this.#child?.kill('SIGKILL');
		this.#child = undefined;
	}

	async #start() {
		const child = fork(CHILD, [this.#instrumented], {
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		this.#child = child;
		await new Promise((resolve) => child.once('message', resolve));
	}

	async #ask(message, ms) {
		if (this.#child === undefined) await this.#start();
		const child = this.#child;
		const answer = await new Promise((resolve) => {
			const timer = setTimeout(() => resolve('hung'), LEAST_WAIT_MS + 10 * ms);
			const settle = (value) => {
				clearTimeout(timer);
				child.removeAllListeners();
				resolve(value);
			};
			child.once('message', settle);
			child.once('exit', () => settle('hung'));
			child.send(message);
		});
		if (answer === 'hung' || answer.megabytes > MOST_MEGABYTES) this.stop();
		return answer;
	}
}
