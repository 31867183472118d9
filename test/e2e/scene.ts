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

/** Both versions of n8n that this package is made for. */
export const VERSIONS = ['2.41.1', '1.123.81'] as const;

/** A real n8n with the packed package installed, and a simulated MyD3, both behind TLS. */
export interface Scene {
	n8n: N8n;
	simulator: Simulator;
	/** For localhost; n8n trusts their authority. */
	certificates: Certificates;
	/** Who vouches for n8n's certificate, PEM. */
	certificateAuthority: string;
	/** The right credential, as a node refers to it. */
	credentials: WorkflowNode['credentials'];
	/** Sends a body to a notification URL as a stranger would, and tells the status of the answer. */
	deliver(url: string, body: unknown): Promise<number>;
	stop(): Promise<void>;
}

/** What a suite may set for itself. */
export interface SceneOptions extends Pick<SimulatorOptions, 'redelivery'> {
	/** Environment variables of n8n; they win over the usual ones. */
	env?: Record<string, string>;
	/** What n8n and the simulator serve, when others are to serve the same; made for localhost unless given. */
	certificates?: Certificates;
}

const API_KEY = 'api-key-of-the-end-to-end-tests';

/**
 * Starts n8n with the package as it would be published, and the simulator. `npm run build` is the caller's.
 *
 * @param version which n8n
 * @param options what is different in this suite
 * @returns the scene, with a credential for the simulator created in n8n
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
		// The most talkative, unless the suite says otherwise: logs are searched for secrets.
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
 * The trigger under test.
 *
 * @param credentials how the node refers to its credential
 * @param webhookId part of its webhook's address
 * @returns the node, listening for issued invoices
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

/** n8n's own node that shows that the data of an event can be used further down. */
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
