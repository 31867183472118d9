import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { apiDetailFields } from '../../credentials/requestFields';
import { MyD3Api } from '../../credentials/MyD3Api.credentials';
import { apiDetails, contract } from '../../nodes/MyD3/api/contract';
import type { ContractEntry } from '../../nodes/MyD3/api/contract';
import { triggerFields } from '../../nodes/MyD3/trigger/properties';

const ROOT = join(__dirname, '..', '..');

/** The table of docs/contract.md: name → what it says of value, standing and override. */
function documentedFacts() {
	const [, table = ''] = readFileSync(join(ROOT, 'docs/contract.md'), 'utf8').split('## All facts');
	const rows = table
		.split('\n')
		.filter((line) => /^\| \w/.test(line) && !line.startsWith('| Name'));
	return Object.fromEntries(
		rows.map((row) => {
			const [name, , value, standing, override] = row
				.split('|')
				.slice(1)
				.map((cell) => cell.trim());
			return [name, { value, standing, override }];
		}),
	);
}

describe('docs/contract.md', () => {
	it('lists every fact of contract.ts as it is there, and nothing else', () => {
		const known = Object.fromEntries(
			Object.entries(contract as Record<string, ContractEntry<unknown>>).map(([name, fact]) => [
				name,
				{
					value: `\`${Array.isArray(fact.value) ? fact.value.join(', ') : String(fact.value)}\``,
					standing: fact.basis,
					override: fact.override === undefined ? '–' : `\`${fact.override}\``,
				},
			]),
		);
		expect(documentedFacts()).toEqual(known);
	});

	it('names only fields that there are', () => {
		const fields = [...new MyD3Api().properties, ...triggerFields].map(({ name }) => name);
		for (const { override } of Object.values(contract as Record<string, ContractEntry<unknown>>)) {
			if (override !== undefined) expect(fields).toContain(override);
		}
	});
});

it('no path, host or wire name of MyD3 stands in another file than contract.ts', () => {
	const folders = ['nodes/MyD3', 'credentials'];
	const files = folders
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true }).map((file) =>
				join(folder, String(file)),
			),
		)
		.filter((file) => file.endsWith('.ts') && !file.endsWith('contract.ts'));
	expect(files.length).toBeGreaterThan(8);
	for (const file of files) {
		// Placeholders and descriptions show examples to the user; code does not get its values from there.
		const code = readFileSync(join(ROOT, file), 'utf8')
			.split('\n')
			.filter((line) => !/placeholder:|description:|^\s*(\*|\/\*|\/\/)/.test(line))
			.join('\n');
		const literals = code.match(/(['"`])(?:(?!\1).)*\1/g) ?? [];
		for (const literal of literals) {
			expect(`${file}: ${literal}`).not.toMatch(
				/['"`](\/identity\/|\/subscription\/|https:\/\/api\.myd3|access_token|nextLink|Bearer)/,
			);
		}
	}
});

describe('the overrides of the credential', () => {
	it.each(apiDetailFields.map(({ name, default: value }) => ({ name, value })))(
		'$name is shown with the fact as its default',
		({ name, value }) => {
			expect(value).toBe((contract as Record<string, ContractEntry<unknown>>)[name]?.value);
		},
	);

	it('count only while they are switched on', () => {
		const fields = { baseUrl: 'https://api.myd3.data3.com', subscriptionPath: '/v2/hooks/' };
		const url = (overrideApiDetails: boolean) =>
			apiDetails({ ...fields, overrideApiDetails }).subscriptionUrl;
		expect(url(false)).toBe('https://api.myd3.data3.com/subscription/v1/subscription');
		expect(url(true)).toBe('https://api.myd3.data3.com/v2/hooks');
	});

	it.each([
		{ name: 'a path without a slash', path: 'hooks', url: 'https://api.example.com/hooks' },
		{
			name: 'a path that tries to be a host',
			path: '@evil.com',
			url: 'https://api.example.com/@evil.com',
		},
		{ name: 'a full address', path: 'https://b.example.com/h', url: 'https://b.example.com/h' },
	])('take $name', ({ path, url }) => {
		const fields = { baseUrl: 'https://api.example.com', overrideApiDetails: true };
		expect(apiDetails({ ...fields, tokenPath: path }).tokenUrl).toBe(url);
		expect(apiDetails({ ...fields, subscriptionPath: path }).subscriptionUrl).toBe(url);
	});

	it('fall back to the facts where they are empty', () => {
		expect(
			apiDetails({
				baseUrl: 'https://api.myd3.data3.com/',
				overrideApiDetails: true,
				tokenPath: ' ',
				tokenParameters: '',
			}),
		).toEqual({
			baseUrl: 'https://api.myd3.data3.com',
			tokenUrl: 'https://api.myd3.data3.com/identity/v1/token',
			tokenMethod: 'POST',
			apiKeyLocation: 'body',
			apiKeyName: 'apiKey',
			tokenParameters: {},
			subscriptionUrl: 'https://api.myd3.data3.com/subscription/v1/subscription',
			eventTypeField: 'eventType',
			notificationUrlField: 'notificationUrl',
		});
	});
});
