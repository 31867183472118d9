/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/**
 * Finds what makes the canvas hard to read: text that is cut off or runs into something, overlapping notes, a step half
 * outside its note, a connection through a note's text or a step's name.
 *
 * @param page n8n's editor, with the whole workflow on the canvas and no pointer over it
 * @returns a sentence for each flaw
 */
export async function findFlaws(page: Page): Promise<string[]> {
	return await page.evaluate(() => {
		type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
		/** Pixels that rounding may cause. */
		const TOLERANCE = 1;
		const find = (selector: string, within: ParentNode = document) =>
			Array.from(within.querySelectorAll<HTMLElement>(selector));
		const touches = (a: Box, b: Box) =>
			a.left < b.right - TOLERANCE &&
			b.left < a.right - TOLERANCE &&
			a.top < b.bottom - TOLERANCE &&
			b.top < a.bottom - TOLERANCE;
		const holds = (outer: Box, inner: Box) =>
			inner.left >= outer.left - TOLERANCE &&
			inner.right <= outer.right + TOLERANCE &&
			inner.top >= outer.top - TOLERANCE &&
			inner.bottom <= outer.bottom + TOLERANCE;
		/** The visible lines of text, without a note's edit field and a step's buttons. */
		const linesOf = (element: HTMLElement): Box[] => {
			const lines: Box[] = [];
			const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
			while (texts.nextNode()) {
				const parent = texts.currentNode.parentElement!;
				if (!texts.currentNode.textContent?.trim()) continue;
				if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
				if (parent.closest('textarea, [data-test-id="canvas-node-toolbar"]')) continue;
				const range = document.createRange();
				range.selectNodeContents(texts.currentNode);
				lines.push(...Array.from(range.getClientRects()));
			}
			return lines;
		};
		const notes = find('[data-test-id="sticky"]').map((element) => ({
			element,
			name: `the note "${element.querySelector('h2')?.innerText}"`,
			box: element.getBoundingClientRect(),
			lines: linesOf(element),
		}));
		const steps = find('[data-test-id="canvas-node"]').map((element) => ({
			element,
			name: `the step "${element.dataset.nodeName}"`,
			box: element.getBoundingClientRect(),
			lines: linesOf(element),
		}));

		const flaws: string[] = [];
		for (const { element, name, box, lines } of notes) {
			const parts = [element, ...find('*:not(textarea)', element)];
			const isCut = parts.some(
				({ clientHeight, scrollHeight }) =>
					clientHeight > 0 && scrollHeight > clientHeight + TOLERANCE,
			);
			if (isCut || lines.some((line) => !holds(box, line))) {
				flaws.push(`${name} is cut`);
			}
			for (const other of notes) {
				if (other.element !== element && touches(box, other.box)) {
					flaws.push(`${name} overlaps ${other.name}`);
				}
			}
			for (const step of steps) {
				const inks = [step.box, ...step.lines];
				if (lines.some((line) => inks.some((ink) => touches(line, ink)))) {
					flaws.push(`the text of ${name} runs into ${step.name}`);
				}
				if (inks.some((ink) => touches(box, ink)) && !inks.every((ink) => holds(box, ink))) {
					flaws.push(`${step.name} stands half outside ${name}`);
				}
			}
		}
		for (const { element, name, lines } of steps) {
			for (const other of steps) {
				const inks = [other.box, ...other.lines];
				if (
					other.element !== element &&
					lines.some((line) => inks.some((ink) => touches(line, ink)))
				) {
					flaws.push(`the text of ${name} runs into ${other.name}`);
				}
			}
		}
		for (const edge of Array.from(
			document.querySelectorAll<SVGPathElement>('path.vue-flow__edge-path'),
		)) {
			const matrix = edge.getScreenCTM()!;
			const length = edge.getTotalLength();
			const points: DOMPoint[] = [];
			for (let at = 0; at < length; at += 2) {
				points.push(edge.getPointAtLength(at).matrixTransform(matrix));
			}
			const runsThrough = (line: Box) =>
				points.some(
					({ x, y }) => x > line.left && x < line.right && y > line.top && y < line.bottom,
				);
			for (const { name, lines } of notes) {
				if (lines.some(runsThrough)) flaws.push(`a connection runs through the text of ${name}`);
			}
			for (const { element, name } of steps) {
				// "true" and "false" are on the connections on purpose.
				const label = find(
					':scope > [data-test-id="canvas-default-node"] [class*="label"]',
					element,
				);
				if (label.flatMap(linesOf).some(runsThrough))
					flaws.push(`a connection runs through the name of ${name}`);
			}
		}
		return flaws;
	});
}
