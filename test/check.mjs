// Checks formatting, n8n's rules and types in parallel, and builds the package. `npm test` runs this before the tests.
import { spawn } from 'node:child_process';

const CHECKS = ['format:check', 'lint', 'types'];

const failed = [];
await Promise.all(
	CHECKS.map(async (name) => {
		const child = spawn('npm', ['run', '--silent', name], { shell: process.platform === 'win32' });
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (text) => (output += text));
		const code = await new Promise((done) => child.on('close', done));
		console.log(`npm run ${name}: ${code === 0 ? 'passed' : 'failed'}\n${output}`);
		if (code !== 0) failed.push(name);
	}),
);
process.exitCode = failed.length > 0 ? 1 : 0;
