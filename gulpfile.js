const { dest, parallel, src } = require('gulp');

/** Copies the icons, which the nodes and the credential refer to as ../icons/… */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** Copies the codex files, from which n8n reads each node's categories, aliases and links. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.default = parallel(icons, codex);
