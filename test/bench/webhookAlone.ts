import { inChild } from './child';
import { formatNumber, type Row, type Section } from './report';
import { median, medianRatio } from './statistics';
import type { WebhookMeasured } from './webhookChild';

/** The time limit for webhook() with a 1 kB body. */
const TARGET_MICROSECONDS = 30;
/** If the heap grows by more than this between a few and very many deliveries, there is a leak. */
const FLAT_BYTES = 1_000_000;

/**
 * Measures the trigger's webhook() on its own, in a separate process.
 *
 * @param rounds the number of rounds
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
			const ours = microseconds[`myd3, ${body}, ${remembered} remembered`];
			const minimal = microseconds[`minimal, ${body}, ${remembered} remembered`];
			const more = median(ours.map((value, round) => value - minimal[round]!));
			const empty = microseconds[`myd3, ${body}, 0 remembered`];
			rows.push({
				what: `webhook() on ${body} (${formatNumber(bodyBytes[body])} bytes), 3 event types, ${formatNumber(Number(remembered))} deliveries remembered`,
				figure: `${median(ours).toFixed(1)} µs, ${more.toFixed(1)} µs more than a trigger that checks nothing`,
				ratio:
					remembered === '0'
						? `${(median(ours) / bodyBytes[body]).toFixed(4)} µs per byte`
						: `${medianRatio(ours, empty).toFixed(2)} × the time with 0 remembered`,
				...(body === '1 kB' && {
					target: `≤ ${TARGET_MICROSECONDS} µs`,
					isMet: median(ours) <= TARGET_MICROSECONDS,
				}),
			});
		}
	}
	const [first, last] = [heap[0]!, heap.at(-1)!];
	rows.push({
		what: `Heap after ${formatNumber(last.deliveries)} deliveries`,
		figure: `${(last.bytes / 1e6).toFixed(1)} MB`,
		ratio: `${(last.bytes / first.bytes).toFixed(3)} × the heap after ${formatNumber(first.deliveries)}`,
		target: 'flat',
		isMet: last.bytes - first.bytes < FLAT_BYTES,
	});
	return { heading: "The trigger's own work", rows };
}
