import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { WorkflowNode } from './workflow';

/** An accounting service to which the workflow posts each invoice; it counts what it books. */
export interface Ledger {
	/** Its address on this machine. */
	url: string;
	/** How often each event was booked, by its id. */
	booked: Map<string, number>;
	/** Fails the first booking of this event with 500. */
	failFirst(eventId: string): void;
	/**
	 * Delays the next booking of this event.
	 *
	 * @returns `arrived` resolves when the booking is waiting; `release` lets it continue
	 */
	hold(eventId: string): { arrived: Promise<void>; release: () => void };
	stop(): Promise<void>;
}

/** @returns a node that books its input in the ledger at this address */
export const bookInvoice = (url: string): WorkflowNode => ({
	name: 'Book Invoice',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	},
});

/** Starts a ledger on a free port of the loopback address; the caller stops it. */
export async function startLedger(): Promise<Ledger> {
	const booked = new Map<string, number>();
	const failing = new Set<string>();
	const held = new Map<string, { arrive: () => void; released: Promise<void> }>();

	const book = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { eventId } = JSON.parse(Buffer.concat(chunks).toString()) as { eventId: string };
		const hold = held.get(eventId);
		held.delete(eventId);
		hold?.arrive();
		await hold?.released;
		const fails = failing.delete(eventId);
		if (!fails) booked.set(eventId, (booked.get(eventId) ?? 0) + 1);
		response.writeHead(fails ? 500 : 200, { 'content-type': 'application/json' }).end('{}');
	};
	const server = createServer((request, response) => {
		book(request, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		booked,
		failFirst: (eventId) => void failing.add(eventId),
		hold: (eventId) => {
			let arrive = () => undefined as void;
			let release = () => undefined as void;
			const arrived = new Promise<void>((resolve) => (arrive = resolve));
			const released = new Promise<void>((resolve) => (release = resolve));
			held.set(eventId, { arrive, released });
			return { arrived, release };
		},
		stop: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
