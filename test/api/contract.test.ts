import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { apiDetails } from '../../nodes/MyD3/api/credentialFields';
import { contract, defaultRequests } from '../../nodes/MyD3/api/contract';
import type { ContractEntry } from '../../nodes/MyD3/api/contract';

const ROOT = join(__dirname, '..', '..');
const entries = Object.entries(contract as Record<string, ContractEntry<unknown>>);

describe('the contract', () => {
	it('marks as documented what the vendor’s page says, and nothing else', () => {
		const documented = entries.filter(([, { basis }]) => basis === 'documented');
		expect(Object.fromEntries(documented.map(([name, { value }]) => [name, value]))).toEqual({
			baseUrl: 'https://api.myd3.data3.com',
			createLine: 'POST /subscription/v1/subscription',
			authorizationHeader: 'Authorization',
			authorizationScheme: 'Bearer',
			notificationScheme: 'https:',
		});
	});

	it('has the four requests that prefill a credential', () => {
		expect(defaultRequests).toEqual({
			tokenRequest: 'POST /identity/v1/token\n\n{"apiKey": "{apiKey}"}',
			createRequest:
				'POST /subscription/v1/subscription\n\n{"eventType": "{eventType}", "notificationUrl": "{notificationUrl}"}',
			listRequest: 'GET /subscription/v1/subscription',
			deleteRequest: 'DELETE /subscription/v1/subscription/{id}',
		});
		expect(() => apiDetails({ apiKey: 'api-key', baseUrl: contract.baseUrl.value })).not.toThrow();
	});

	it('names no status, header or name twice', () => {
		for (const [, { value }] of entries) {
			if (Array.isArray(value)) expect(new Set(value).size).toBe(value.length);
		}
	});
});

describe('docs/contract.md', () => {
	const text = readFileSync(join(ROOT, 'docs/contract.md'), 'utf8');

	it.each(Object.entries(defaultRequests))('shows the request as prefilled: %s', (_, request) => {
		expect(text).toContain(`\`\`\`http\n${request}\n\`\`\`\n`);
	});

	it('lists every fact of contract.ts with its value and basis, and nothing else', () => {
		const [, table = ''] = text.split('## All facts');
		const rows = table.split('\n').filter((line) => /^\| [a-z]/.test(line));
		const listed = rows.map((row) => {
			const [name, , value, basis] = row
				.split('|')
				.slice(1)
				.map((cell) => cell.trim());
			return [name, { value, basis }];
		});
		const known = entries.map(([name, { value, basis }]) => [
			name,
			{
				value: [value]
					.flat()
					.map((value) => `\`${String(value).replace(/\n/g, ' ⏎').replace('⏎{', '⏎ {')}\``)
					.join(', '),
				basis,
			},
		]);
		expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(known));
		expect(listed).toHaveLength(known.length);
	});
});

it('no file but contract.ts contains a path, host or wire name of MyD3', () => {
	const files = ['nodes/MyD3', 'credentials']
		.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: true }).map((file) =>
				join(folder, String(file)),
			),
		)
		.filter((file) => file.endsWith('.ts') && !file.endsWith('contract.ts'));
	expect(files.length).toBeGreaterThan(20);
	for (const file of files) {
		// Placeholders and descriptions show examples to users; code takes no values from them.
		const code = readFileSync(join(ROOT, file), 'utf8')
			.split('\n')
			.filter((line) => !/placeholder:|description:|EXAMPLE|^\s*(\*|\/\*|\/\/)/.test(line))
			.join('\n');
		const literals = code.match(/(['"`])(?:(?!\1).)*\1/g) ?? [];
		for (const literal of literals) {
			expect(`${file}: ${literal}`).not.toMatch(
				/['"`](\/identity\/|\/subscription\/|https:\/\/api\.myd3|access_token|nextLink|Bearer['"`])/,
			);
		}
	}
});
