/** One pass of test/lint.mjs over what ships. */
export type Run = 'n8n-node lint' | 'source' | 'build';

/** What is planted to see that n8n's rules find it. */
export interface Violation {
	name: string;
	/** Is made when there is none. */
	file: string;
	/** Text of the file that is replaced; at its beginning when there is none. */
	instead?: string;
	text: string;
	rule: string;
	/** The file that it is reported for, if another. */
	foundIn?: string;
	/** Where it must be found: in sources, by both versions of the rules, unless told. */
	runs?: Run[];
}

const TRIGGER = 'nodes/MyD3/MyD3Trigger.node.ts';
const NODE = 'nodes/MyD3/MyD3.node.ts';
const CREDENTIAL = 'credentials/MyD3Api.credentials.ts';
const DISABLED = '/* eslint-disable */\n';

export const violations: Violation[] = [
	{
		name: 'a disable comment in a source is ignored',
		file: 'nodes/MyD3/event.ts',
		text: `${DISABLED}export const home = process.env.HOME;\n`,
		rule: '@n8n/community-nodes/no-restricted-globals',
	},
	{
		name: 'a disable comment in the build is ignored',
		file: 'dist/nodes/MyD3/event.js',
		text: `${DISABLED}const home = process.env.HOME;\n`,
		rule: '@n8n/community-nodes/no-restricted-globals',
		runs: ['build'],
	},
	{
		name: 'a timer',
		file: 'nodes/MyD3/key.ts',
		text: 'setTimeout(() => undefined, 1);\n',
		rule: '@n8n/community-nodes/no-restricted-globals',
	},
	{
		name: 'an import that n8n does not allow',
		file: 'nodes/MyD3/reachable.ts',
		text: "import 'node:fs';\n",
		rule: '@n8n/community-nodes/no-restricted-imports',
	},
	{
		name: 'the same in the build',
		file: 'dist/nodes/MyD3/reachable.js',
		text: 'require("node:fs");\n',
		rule: '@n8n/community-nodes/no-restricted-imports',
		runs: ['build'],
	},
	{
		name: 'console',
		file: 'nodes/MyD3/answers.ts',
		text: "console.log('');\n",
		rule: 'no-console',
	},
	{
		name: 'a call outside the credential after reading its fields',
		file: 'nodes/MyD3/calls.ts',
		text: "export async function plain(this: IExecuteFunctions) {\n\tconst { apiKey } = await this.getCredentials('myD3Api');\n\treturn await this.helpers.httpRequest({ url: 'https://example.com', headers: { key: apiKey } });\n}\n",
		rule: '@n8n/community-nodes/no-http-request-with-manual-auth',
	},
	{
		name: 'a lifecycle method that only answers false to an error',
		file: TRIGGER,
		instead: 'await unregister(client, webhookUrl, memoryOf(this), rememberIn(this));',
		text: 'try { await unregister(client, webhookUrl, memoryOf(this), rememberIn(this)); } catch { return false; }',
		rule: '@n8n/community-nodes/no-silent-error-swallowing',
	},
	{
		name: 'a lifecycle method that is missing',
		file: TRIGGER,
		instead: 'async create(',
		text: 'async created(',
		rule: '@n8n/community-nodes/webhook-lifecycle-complete',
	},
	{
		name: 'a trigger that is not called one',
		file: TRIGGER,
		instead: "displayName: 'MyD3 Trigger'",
		text: "displayName: 'MyD3 Events'",
		rule: '@n8n/community-nodes/trigger-node-conventions',
	},
	{
		name: 'a trigger as a tool',
		file: TRIGGER,
		instead: 'version: 1,',
		text: 'version: 1,\n\t\tusableAsTool: true,',
		rule: '@n8n/community-nodes/node-usable-as-tool',
	},
	{
		name: 'a node that does not say whether it is a tool',
		file: NODE,
		instead: 'usableAsTool: true,',
		text: '',
		rule: '@n8n/community-nodes/node-usable-as-tool',
	},
	{
		name: 'a plain error rethrown',
		file: NODE,
		instead: 'throw atItem(this, error as Error, itemIndex)',
		text: 'throw error',
		rule: '@n8n/community-nodes/require-node-api-error',
	},
	{
		name: 'an item without its pair',
		file: NODE,
		instead: 'output.push({ json, pairedItem: { item: itemIndex } })',
		text: 'output.push({ json })',
		rule: '@n8n/community-nodes/missing-paired-item',
	},
	{
		name: 'a connection type as text',
		file: NODE,
		instead: 'outputs: [NodeConnectionTypes.Main]',
		text: "outputs: ['main']",
		rule: '@n8n/community-nodes/node-connection-type-literal',
	},
	{
		name: 'a node without a subtitle',
		file: NODE,
		instead: 'subtitle:',
		text: 'title:',
		rule: '@n8n/community-nodes/require-node-description-fields',
	},
	{
		name: 'one icon for light and dark',
		file: NODE,
		instead: 'myd3.dark.svg',
		text: 'myd3.svg',
		rule: '@n8n/community-nodes/icon-validation',
	},
	{
		name: 'a secret that is not a password field',
		file: CREDENTIAL,
		instead: 'typeOptions: { expirable: true, password: true }',
		text: 'typeOptions: { expirable: true }',
		rule: '@n8n/community-nodes/credential-password-field',
	},
	{
		name: 'a credential without a test',
		file: CREDENTIAL,
		instead: 'test: ICredentialTestRequest =',
		text: 'probe: ICredentialTestRequest =',
		rule: '@n8n/community-nodes/credential-test-required',
	},
	{
		name: 'a credential without an icon',
		file: CREDENTIAL,
		instead: 'icon = {',
		text: 'image = {',
		rule: '@n8n/community-nodes/cred-class-field-icon-missing',
	},
	{
		name: 'a documentation link that is none',
		file: CREDENTIAL,
		instead: "'https://developers.myd3.data3.com/Getting-started'",
		text: "'getting started'",
		rule: '@n8n/community-nodes/credential-documentation-url',
	},
	{
		name: 'a description of one sentence that ends with a period',
		file: 'nodes/MyD3/nodeFields.ts',
		instead: "'Max number of results to return'",
		text: "'Max number of results to return.'",
		rule: 'n8n-nodes-base/node-param-description-wrong-for-limit',
	},
	{
		name: 'a switch whose description does not begin with "Whether"',
		file: 'nodes/MyD3/descriptions.ts',
		instead: "'Whether to start no workflow",
		text: "'Starts no workflow",
		rule: 'n8n-nodes-base/node-param-description-boolean-without-whether',
	},
	{
		name: 'a label that is not in title case',
		file: 'nodes/MyD3/descriptions.ts',
		instead: "displayName: 'Event ID Field'",
		text: "displayName: 'Event id field'",
		rule: 'n8n-nodes-base/node-param-display-name-miscased',
	},
	{
		name: 'a test among the sources',
		file: 'nodes/MyD3/test.ts',
		text: 'export const leftover = 1;\n',
		rule: '@n8n/community-nodes/no-dead-files',
		foundIn: 'package.json',
	},
	...[
		{
			name: 'a dependency',
			text: '"dependencies": { "axios": "1.18.0" },',
			rule: 'no-runtime-dependencies',
		},
		{
			name: 'an override',
			text: '"overrides": { "axios": "1.18.0" },',
			rule: 'no-overrides-field',
		},
	].map(({ name, text, rule }) => ({
		name: `${name} in package.json`,
		file: 'package.json',
		instead: '"main": "index.js",',
		text: `"main": "index.js", ${text}`,
		rule: `@n8n/community-nodes/${rule}`,
		runs: ['n8n-node lint', 'source', 'build'] as Run[],
	})),
	{
		name: 'a script that runs at installation in package.json',
		file: 'package.json',
		instead: '"setup": ',
		text: '"postinstall": "node index.js", "setup": ',
		rule: '@n8n/community-nodes/no-forbidden-lifecycle-scripts',
	},
];
