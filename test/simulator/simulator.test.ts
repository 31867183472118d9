import { deferred } from '../deferred';
import { runCommand } from './commands';
import { type Simulator, startSimulator } from './simulator';
import {
	STRANGER,
	LIST,
	start,
	send,
	validExchange,
	accessToken,
	bearer,
	stored,
	startReceiver,
} from './helpers';

describe('stopping', () => {
	it('closes connections that are waiting for a delayed response', async () => {
		const waiting = deferred();
		const simulator = await startSimulator({
			sleep: () => {
				waiting.resolve();
				return new Promise(() => {});
			},
		});
		simulator.delayNext({ ms: 1 });
		const response = expect(send(simulator, validExchange())).rejects.toMatchObject({
			code: 'ECONNRESET',
		});
		await waiting.promise;

		await simulator.stop();

		await response;
		await expect(send(simulator, validExchange())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	it('cancels a pending redelivery', async () => {
		const simulator = await startSimulator({
			redelivery: { attempts: 2, backoffMs: () => 600_000 },
		});
		const { url, received } = await startReceiver([500]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));
		const delivered = simulator.deliver('InvoiceIssued', {});
		while (simulator.deliveries.length === 0) await new Promise(setImmediate);

		await simulator.stop();

		expect(await delivered).toHaveLength(1);
		expect(received).toHaveLength(1);
	});
});

describe('a command', () => {
	async function output(simulator: Simulator, line: string): Promise<string> {
		const printed: string[] = [];
		await runCommand(line, simulator, (text) => printed.push(text));
		return printed.join('\n');
	}

	it('that does not exist lists the commands', async () => {
		const printed = await output(await start(), 'invoyce');

		expect(printed).toContain('There is no command "invoyce".');
		expect(printed).toContain('invoice   issue an invoice');
	});

	it('lists subscriptions, with the key in the notification URL cut short', async () => {
		const simulator = await start();
		const notificationUrl = 'https://n8n.example.com/hook?apiKey=abcdefghijkl&x=1';
		simulator.subscriptions.push(stored({ notificationUrl }));

		expect(await output(simulator, ' LIST ')).toBe(
			`${STRANGER}  InvoiceIssued  https://n8n.example.com/hook?apiKey=abcd…&x=1`,
		);
	});

	it('issues an invoice', async () => {
		const simulator = await start();
		const { url, received } = await startReceiver([]);
		simulator.subscriptions.push(stored({ notificationUrl: url }));

		expect(await output(simulator, 'invoice')).toContain('is done after 1 delivery attempt(s)');
		expect(received).toHaveLength(1);
	});

	it.each([
		{ line: 'quit', runs: false },
		{ line: 'help', runs: true },
		{ line: '', runs: true },
	])('"$line" keeps the simulator running: $runs', async ({ line, runs }) => {
		expect(await runCommand(line, await start(), () => {})).toBe(runs);
	});

	it('expires tokens, and refuses and accepts the API Key', async () => {
		const simulator = await start();
		const headers = bearer(await accessToken(simulator));

		await output(simulator, 'expire');
		expect(await send(simulator, { url: LIST, headers })).toMatchObject({ status: 401 });
		await output(simulator, 'refuse');
		expect(await send(simulator, validExchange())).toMatchObject({ status: 401 });
		await output(simulator, 'accept');
		expect(await send(simulator, validExchange())).toMatchObject({ status: 200 });
	});
});
