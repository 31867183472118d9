const { default: Sequencer } = require('@jest/test-sequencer');

// The suites that take a minute and a half or more, longest first, so that none of them runs alone at the end.
const LONGEST = ['trigger', 'examples', 'messages', 'redelivery', 'browser/examples', 'behaviours'];

/** Starts the longest suites first; on a clean checkout, Jest goes by the size of the files. */
module.exports = class extends Sequencer {
	sort(tests) {
		const place = ({ path }) => {
			const index = LONGEST.findIndex((name) => path.endsWith(`/e2e/${name}.test.ts`));
			return index < 0 ? LONGEST.length : index;
		};
		return [...tests].sort((a, b) => place(a) - place(b));
	}
};
