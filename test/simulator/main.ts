import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { deliveryLine, help, requestLine, runCommand } from './commands';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';

const DEFAULT_PORT = 4010;
const USAGE = `Usage: npm run simulator -- [options]

  --port <number>  port to listen on, default ${DEFAULT_PORT}
  --tls            serve HTTPS instead of HTTP; needs --key and --cert
  --key <file>     private key, PEM
  --cert <file>    certificate for localhost, PEM
  --ca <file>      certificate authority to trust when delivering to https notification URLs, PEM
  --help           show this text`;

/** A wrong command line; the message is for the person who typed it. */
class UsageError extends Error {}

function readOptions(): SimulatorOptions | 'help' {
	const { values } = parseCommandLine();
	if (values.help) return 'help';
	const port = Number(values.port ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new UsageError(`--port must be a number from 0 to 65535, not "${values.port}".`);
	}
	const { key, cert, ca } = values;
	if (values.tls !== (key !== undefined) || values.tls !== (cert !== undefined)) {
		throw new UsageError('--tls, --key and --cert must be given together.');
	}
	return {
		port,
		...(key !== undefined &&
			cert !== undefined && { tls: { key: readPem('--key', key), cert: readPem('--cert', cert) } }),
		...(ca !== undefined && { certificateAuthority: readPem('--ca', ca) }),
	};
}

function parseCommandLine() {
	try {
		return parseArgs({
			options: {
				port: { type: 'string' },
				tls: { type: 'boolean', default: false },
				key: { type: 'string' },
				cert: { type: 'string' },
				ca: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function readPem(option: string, file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(
			`The file given with ${option} cannot be read: ${(error as Error).message}`,
		);
	}
}

async function start(options: SimulatorOptions): Promise<Simulator> {
	try {
		return await startSimulator({
			...options,
			onRequest: (request) => console.log(requestLine(request)),
			onDelivery: (attempt) => console.log(deliveryLine(attempt)),
		});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new UsageError(
			`Port ${options.port} is already in use, perhaps by another simulator. ` +
				'Stop that one, or choose another port with --port.',
		);
	}
}

async function serve(options: SimulatorOptions): Promise<void> {
	const simulator = await start(options);
	console.log(help(simulator));

	let hasInput = false;
	for await (const line of createInterface({ input: process.stdin })) {
		hasInput = true;
		if (!(await runCommand(line, simulator, console.log))) break;
	}
	// In the background, standard input is empty from the start: serve until killed.
	if (!hasInput && !process.stdin.isTTY) return;
	await simulator.stop();
	// After "quit", an open pipe would keep the process alive.
	process.stdin.destroy();
}

async function main(): Promise<void> {
	try {
		const options = readOptions();
		if (options === 'help') console.log(USAGE);
		else await serve(options);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		console.error(`${error.message}\n\n${USAGE}`);
		process.exitCode = 1;
	}
}

void main();
