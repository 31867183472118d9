const { dest, parallel, src } = require('gulp');

/** Icons: nodes and credential refer to them as ../icons/… */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** Codex files: n8n reads categories, aliases and links beside each node. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.default = parallel(icons, codex);
