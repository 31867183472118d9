import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { releaseNotes } from './release';

const ROOT = join(__dirname, '..');

describe('a release', () => {
	const changelog =
		'# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A thing.\n\n## [0.1.0] - 2026-11-01\n\n[0.2.0]: https://example.com\n';

	it('takes its notes from the changelog', () => {
		expect(releaseNotes('0.2.0', '0.2.0', changelog)).toBe('### Added\n\n- A thing.');
	});

	it.each([
		{ name: 'another tag', tag: '0.3.0', version: '0.2.0', says: /tag is 0\.3\.0/ },
		{ name: 'a tag that begins with v', tag: 'v0.2.0', version: '0.2.0', says: /tag is v0\.2\.0/ },
		{ name: 'no section', tag: '0.3.0', version: '0.3.0', says: /has no "## \[0\.3\.0\]/ },
		{ name: 'nothing to say', tag: '0.1.0', version: '0.1.0', says: /says nothing about 0\.1\.0/ },
	])('is refused with $name', ({ tag, version, says }) => {
		expect(() => releaseNotes(tag, version, changelog)).toThrow(says);
	});

	it('is refused with no date', () => {
		expect(() => releaseNotes('0.2.0', '0.2.0', '## [0.2.0] - soon\n\n- A thing.')).toThrow(
			/no date/,
		);
	});

	it('is refused on the command line, with a message', () => {
		const run = () =>
			execFileSync(process.execPath, [join(ROOT, 'test', 'release.js'), '9.9.9'], {
				encoding: 'utf8',
				stdio: 'pipe',
			});
		expect(run).toThrow(/The tag is 9\.9\.9/);
	});
});
