/**
 * What the pictures for the documents show of the window, in pixels from its upper left corner. Each is a file in
 * docs/images once `npm run screenshots` has copied it there.
 */
export const PICTURES = {
	'node-panel': { x: 1056, y: 66, width: 384, height: 450 },
	credential: { x: 216, y: 86, width: 1008, height: 350 },
	requests: { x: 216, y: 125, width: 1008, height: 750 },
	'test-event': { x: 511, y: 66, width: 904, height: 540 },
	trigger: { x: 511, y: 66, width: 904, height: 456 },
	workflow: { x: 450, y: 0, width: 990, height: 560 },
	executions: { x: 42, y: 0, width: 1060, height: 560 },
	'community-nodes': { x: 450, y: 234, width: 540, height: 392 },
	'http-request': { x: 511, y: 66, width: 420, height: 430 },
	mapping: { x: 25, y: 66, width: 905, height: 700 },
	example: { x: 225, y: 170, width: 1050, height: 390 },
};

/** The window for which they are made: wide enough for n8n not to cut its own buttons beside a node's three panels. */
export const WINDOW = { width: 1440, height: 860 };

/** For the credential, which n8n gives as much room as the window has, up to a limit: so that its four requests are seen. */
export const TALL_WINDOW = { width: 1440, height: 1000 };

/** For a workflow that is wider, so that its notes can be read. */
export const WIDE_WINDOW = { width: 2400, height: 1000 };

/** A page with all of them is to appear at once. */
export const MAX_PICTURE_BYTES = 150_000;

/** Which picture: its file's name without `.png`. */
export type PictureName = keyof typeof PICTURES;
