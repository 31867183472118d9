const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// Plain JavaScript: the publishing workflow runs this before anything is installed.

/**
 * Checks that tag, package.json and changelog agree.
 *
 * @param {string} tag the pushed tag
 * @param {string} version of package.json
 * @param {string} changelog in the form of Keep a Changelog
 * @returns {string} the changelog's notes for this version, the text of the release
 * @throws {Error} that says what to do, if they do not agree
 */
exports.releaseNotes = function releaseNotes(tag, version, changelog) {
	if (tag !== version) {
		throw new Error(`The tag is ${tag}, but package.json says ${version}. Tag what you release.`);
	}
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.startsWith(`[${version}] - `));
	if (section === undefined) {
		throw new Error(`CHANGELOG.md has no "## [${version}] - YYYY-MM-DD".`);
	}
	const [heading, ...lines] = section.split('\n');
	if (!/\] - \d{4}-\d{2}-\d{2}$/.test(heading)) {
		throw new Error(`CHANGELOG.md has no date for ${version}, such as 2026-01-31.`);
	}
	const notes = lines.filter((line) => !/^\[[^\]]+\]: /.test(line)).join('\n');
	if (notes.trim() === '') throw new Error(`CHANGELOG.md says nothing about ${version}.`);
	return notes.trim();
};

if (require.main === module) {
	const [tag] = process.argv.slice(2);
	const read = (name) => readFileSync(join(__dirname, '..', name), 'utf8');
	try {
		const { version } = JSON.parse(read('package.json'));
		console.log(exports.releaseNotes(tag, version, read('CHANGELOG.md')));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
