import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./host.cjs', import.meta.url));
/** The time limit for a single test, generous because a busy machine is slow. */
const TEST_TIMEOUT_MS = 5000;
const MIN_WAIT_MS = 10_000;
/** The child's memory limit; n8n and leftovers of the tests add up. */
const MAX_MEGABYTES = 1200;

/** The process that runs the tests. It is replaced if it hangs or grows too large. */
export class Host {
	#child;
	#instrumented;

	/** @param instrumented the path of the file that contains the instrumented code of the shipped files */
	constructor(instrumented) {
		this.#instrumented = instrumented;
	}

	/**
	 * Runs tests until one fails.
	 * @param command the change to make, the limit of its hits, and the test files
	 * @param ms how long they take without a change, in ms
	 * @returns what the child reported, or 'hung'
	 */
	async run(command, ms) {
		return await this.#ask({ command: 'run', timeout: TEST_TIMEOUT_MS, ...command }, ms);
	}

	/** @returns which changes each test in a file reaches; undefined if a test fails or hangs */
	async cover(file) {
		const report = await this.#ask(
			{ command: 'cover', timeout: 6 * TEST_TIMEOUT_MS, file },
			60_000,
		);
		return report === 'hung' || report.failed !== undefined ? undefined : report;
	}

	/** Kills the process. The next run starts a new one. */
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
		const report = await new Promise((resolve) => {
			const timer = setTimeout(() => resolve('hung'), MIN_WAIT_MS + 10 * ms);
			const settle = (value) => {
				clearTimeout(timer);
				child.removeAllListeners();
				resolve(value);
			};
			child.once('message', settle);
			child.once('exit', () => settle('hung'));
			child.send(message);
		});
		if (report === 'hung' || report.megabytes > MAX_MEGABYTES) this.stop();
		return report;
	}
}
