import axios from 'axios';
import { Agent } from 'node:https';
import { dirname } from 'node:path';
import { rm } from 'node:fs/promises';
import { makeCertificates, type Certificates } from '../certificates';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/simulator';
import { startN8n, type N8n } from './n8n';
import type { N8nVersion } from './n8nProcess';
import { packTarball } from './tarball';
import type { WorkflowNode } from './workflow';

/** The versions of n8n that this package supports. */
export const VERSIONS = ['2.41.1', '1.123.81'] as const;

/** A real n8n with the packed package installed, and a simulated MyD3, both behind TLS. */
export interface Scene {
	n8n: N8n;
	simulator: Simulator;
	/** For localhost; n8n trusts their authority. */
	certificates: Certificates;
	/** The authority that signed n8n's certificate, PEM. */
	certificateAuthority: string;
	/** The right credential, as nodes refer to it. */
	credentials: WorkflowNode['credentials'];
	/** Sends a body to a notification URL, as a stranger would; returns the status. */
	deliver(url: string, body: unknown): Promise<number>;
	stop(): Promise<void>;
}

/** Settings of one suite. */
export interface SceneOptions extends Pick<SimulatorOptions, 'redelivery'> {
	/** Environment variables of n8n; they override the usual ones. */
	env?: Record<string, string>;
	/** Certificates to share with others; by default made for localhost. */
	certificates?: Certificates;
}

const API_KEY = 'api-key-of-the-end-to-end-tests';

/**
 * Starts n8n with the package as published, and the simulator. Run `npm run build` first.
 *
 * @param options settings of this suite
 * @returns the scene, with a credential for the simulator in n8n
 */
export async function startScene(
	version: N8nVersion,
	{ env, certificates = makeCertificates(), ...simulated }: SceneOptions = {},
): Promise<Scene> {
	const { certificateAuthority } = certificates;
	const simulator = await startSimulator({
		apiKey: API_KEY,
		tls: certificates,
		certificateAuthority,
		...simulated,
	});
	const tarball = await packTarball();
	const n8n = await startN8n({
		version,
		certificates,
		tarball,
		// The most verbose level, unless the suite overrides it: tests search the log for secrets.
		env: { N8N_LOG_LEVEL: 'debug', ...env },
	});
	await rm(dirname(tarball), { recursive: true });

	const name = 'MyD3 simulator';
	const id = await n8n.api.createCredential('myD3Api', name, {
		apiKey: API_KEY,
		baseUrl: simulator.baseUrl,
	});
	const stranger = axios.create({
		httpsAgent: new Agent({ ca: certificateAuthority }),
		proxy: false,
		validateStatus: () => true,
	});
	return {
		n8n,
		simulator,
		certificates,
		certificateAuthority,
		credentials: { myD3Api: { id, name } },
		deliver: async (url, body) => (await stranger.post(url, body)).status,
		stop: async () => {
			await n8n.stop();
			await simulator.stop();
		},
	};
}

/**
 * Builds a trigger node for issued invoices.
 *
 * @param credentials as the node refers to its credential
 * @param webhookId part of the webhook's address
 */
export function triggerNode(
	credentials: WorkflowNode['credentials'],
	webhookId: string,
): WorkflowNode {
	return {
		name: 'MyD3 Trigger',
		type: 'n8n-nodes-myd3.myD3Trigger',
		typeVersion: 1.1,
		webhookId,
		parameters: { events: ['InvoiceIssued'] },
		credentials,
	};
}

/** An n8n node that shows that later nodes can use an event's data. */
export const invoiceNumber: WorkflowNode = {
	name: 'Edit Fields',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: '1', name: 'number', type: 'string', value: '={{ $json.invoice.number }}' },
			],
		},
	},
};
