import { eventually } from './eventually';
import type { N8nVersion } from './n8nProcess';
import type { RestClient } from './restClient';

/** Activation and deactivation, where n8n 1.123 and 2.41 differ. */
export interface Activation {
	/**
	 * Activates (2.41: publishes) a workflow and waits until its triggers are registered.
	 *
	 * @throws Error with n8n's own message if a trigger refuses. In 2.41 that takes 15 s, because n8n tries five times,
	 * and leaves the workflow published with a failed trigger
	 */
	activate(workflowId: string): Promise<void>;
	/** Deactivates (2.41: unpublishes) a workflow and waits until n8n has finished with its triggers, successfully or not. */
	deactivate(workflowId: string): Promise<void>;
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ status: string; errorMessage: string | null }>;
}

// Five attempts, spread over 15 s, each with requests of up to 10 s.
const PUBLICATION_TIMEOUT_MS = 150_000;

/**
 * Returns the activation of one version of n8n.
 *
 * @param version of n8n
 * @param rest its API, with a session
 * @param context for error messages: the tail of n8n's log
 */
export function makeActivation(
	version: N8nVersion,
	rest: RestClient,
	context: () => string,
): Activation {
	return version === '1.123.81' ? immediate(rest) : published(rest, context);
}

function immediate(rest: RestClient): Activation {
	const setActive = async (workflowId: string, active: boolean) => {
		await rest.request('PATCH', `/rest/workflows/${workflowId}`, { active });
	};
	return {
		activate: (workflowId) => setActive(workflowId, true),
		deactivate: (workflowId) => setActive(workflowId, false),
	};
}

// 2.41 answers before the triggers are registered. The editor learns the outcome by push; here we poll for it.
function published(rest: RestClient, context: () => string): Activation {
	const settled = (workflowId: string) =>
		eventually(
			'n8n to have published or unpublished the workflow',
			async () => {
				const publication = await rest.request<PublicationStatus>(
					'GET',
					`/rest/workflows/${workflowId}/publication-status`,
				);
				return publication.status !== 'in_progress' && publication;
			},
			{ timeoutMs: PUBLICATION_TIMEOUT_MS, context },
		);
	return {
		activate: async (workflowId) => {
			const { versionId } = await rest.request<{ versionId: string }>(
				'GET',
				`/rest/workflows/${workflowId}`,
			);
			await rest.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
			const { status, triggers } = await settled(workflowId);
			if (status === 'published') return;
			const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			throw new Error(`${reasons.join('\n') || `n8n says: ${status}`}${context()}`);
		},
		deactivate: async (workflowId) => {
			await rest.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
			await settled(workflowId);
		},
	};
}
