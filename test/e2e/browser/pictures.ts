/**
 * The parts of the window that the documents' pictures show, in pixels from its upper left corner. `npm run
 * screenshots` copies each to docs/images.
 */
export const PICTURES = {
	'node-panel': { x: 1056, y: 66, width: 384, height: 450 },
	credential: { x: 216, y: 86, width: 1008, height: 350 },
	requests: { x: 216, y: 125, width: 1008, height: 750 },
	'test-event': { x: 511, y: 66, width: 904, height: 540 },
	trigger: { x: 511, y: 66, width: 904, height: 456 },
	workflow: { x: 450, y: 0, width: 990, height: 560 },
	'community-nodes': { x: 450, y: 234, width: 540, height: 392 },
	mapping: { x: 25, y: 66, width: 905, height: 700 },
	example: { x: 225, y: 128, width: 1050, height: 400 },
};

/** The window for them, wide enough for n8n not to cut off its own buttons beside a node's three panels. */
export const WINDOW = { width: 1440, height: 860 };

/** For the credential: tall enough to show its four requests, since n8n fits it to the window, up to a limit. */
export const TALL_WINDOW = { width: 1440, height: 1000 };

/** For wider workflows, with legible notes. */
export const WIDE_WINDOW = { width: 2400, height: 1000 };

/** A page with all the pictures must load fast. */
export const MAX_PICTURE_BYTES = 150_000;

/** A picture's file name without `.png`. */
export type PictureName = keyof typeof PICTURES;
