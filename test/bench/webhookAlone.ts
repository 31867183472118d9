import { inChild } from './child';
import type { Row, Section } from './report';
import { median, medianRatio } from './statistics';
import type { WebhookCase, WebhookMeasured } from './webhookChild';

/** What the trigger may take for 1 kB beyond n8n's own work. */
const TARGET_MICROSECONDS = 30;
/** More than that between a few and very many deliveries is a leak. */
const FLAT_BYTES = 1_000_000;

/**
 * Measures the trigger's webhook() alone, in a process of its own.
 *
 * @param rounds how many
 * @returns the table
 */
export async function webhookAlone(rounds: number): Promise<Section> {
	const { microseconds, heap, bodyBytes } = await inChild<WebhookMeasured>(
		'webhookChild.ts',
		String(rounds),
	);
	const rows: Row[] = [];
	for (const body of ['1 kB', '100 kB', '100 elements'] as const) {
		for (const remembered of ['0', '5000'] as const) {
			const ours = microseconds[`myd3, ${body}, ${remembered} remembered` as WebhookCase];
			const least = microseconds[`least, ${body}, ${remembered} remembered` as WebhookCase];
			const beyond = median(ours.map((value, round) => value - least[round]!));
			const empty = microseconds[`myd3, ${body}, 0 remembered` as WebhookCase];
			rows.push({
				what: `One delivery of ${body} (${bodyBytes[body]} bytes), ${remembered} remembered`,
				figure: `${median(ours).toFixed(1)} µs, ${beyond.toFixed(1)} µs beyond the least that a trigger can do`,
				ratio:
					remembered === '0'
						? `${(median(ours) / bodyBytes[body]).toFixed(4)} µs per byte`
						: `${medianRatio(ours, empty).toFixed(2)} × with 0 remembered`,
				...(body === '1 kB' && {
					target: `≤ ${TARGET_MICROSECONDS} µs beyond`,
					isMet: beyond <= TARGET_MICROSECONDS,
				}),
			});
		}
	}
	const [first, last] = [heap[0]!, heap.at(-1)!];
	rows.push({
		what: `Heap after ${last.deliveries} deliveries`,
		figure: `${(last.bytes / 1e6).toFixed(1)} MB`,
		ratio: `${(last.bytes / first.bytes).toFixed(3)} × after ${first.deliveries}`,
		target: 'flat',
		isMet: last.bytes - first.bytes < FLAT_BYTES,
	});
	return { heading: "The trigger's own work", rows };
}
