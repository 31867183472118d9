// Applies n8n's official rules to everything that ships, in both versions that decide on verification: the version of
// `n8n-node lint` (the project's eslint.config.mjs) and the one that n8n's scanner pins, for the sources and for the built
// package. Ignores disable comments, as the scanner does, and counts warnings as errors. Code under test/ has its own
// rules.
// To lint a built copy of the project in another folder: node test/lint.mjs [folder]
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
		// The scanner unpacks the package and lints every .js in it, which is whatever "files" in package.json includes.
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
	const problems = results.reduce(
		(sum, { errorCount, warningCount }) => sum + errorCount + warningCount,
		0,
	);
	console.log(`${name}: ${results.length} files, ${problems} errors and warnings`);
	if (problems > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	found += problems;
}
process.exitCode = found > 0 ? 1 : 0;
