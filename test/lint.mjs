// Lints what ships with n8n's official rules, in both versions that decide on verification: the one of `n8n-node lint`
// (the project's eslint.config.mjs) and the one that n8n's scanner pins, on sources and on the built package. Disable
// comments are ignored, as the scanner does; a warning counts like an error. The code under test/ has rules of its own.
// A built copy of the project in another folder can be named: node test/lint.mjs [folder]
import { ESLint } from 'eslint';
import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [cwd = process.cwd()] = process.argv.slice(2);
const scan = {
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: await buildScanConfig(),
};
const runs = [
	{
		name: "n8n-node lint's rules",
		files: ['nodes', 'credentials', 'package.json'],
		options: { allowInlineConfig: false },
	},
	{ name: "the scanner's rules, sources", files: SOURCE_FILE_PATTERNS, options: scan },
	{
		// The scanner unpacks the package and takes every .js in it: what "files" in package.json lets in.
		name: "the scanner's rules, build",
		files: ['dist/**/*.js', 'index.js', 'package.json'],
		options: scan,
	},
	{
		name: 'rules for development code',
		files: ['test/**/*.ts'],
		options: { overrideConfigFile: 'test/eslint.config.mjs' },
	},
];

let found = 0;
for (const { name, files, options } of runs) {
	const eslint = new ESLint({ cwd, ...options });
	const results = await eslint.lintFiles(files);
	const problems = results.reduce((sum, one) => sum + one.errorCount + one.warningCount, 0);
	console.log(`${name}: ${results.length} files, ${problems} errors and warnings`);
	if (problems > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	found += problems;
}
process.exitCode = found > 0 ? 1 : 0;
