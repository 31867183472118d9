import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readExample } from './example';
import type { Stage } from './exampleStage';
import type { LoadedType } from './n8nApi';

const FILES = readdirSync(join(__dirname, '../../examples')).filter((name) =>
	name.endsWith('.json'),
);

/** Tests that n8n knows everything the examples are made of, so that an import loses nothing. */
export function testTypes(getStage: () => Stage): void {
	let types: LoadedType[];
	beforeAll(async () => {
		types = await getStage().scene.n8n.api.nodeTypes();
	});

	test.each(FILES)('%s is made of nodes, versions and parameters that n8n has', (file) => {
		for (const { name, type, typeVersion, parameters } of readExample(file).nodes) {
			const known = types.filter(
				(candidate) => candidate.name === type && [candidate.version].flat().includes(typeVersion),
			);
			expect([name, type, typeVersion, known.length > 0]).toEqual([name, type, typeVersion, true]);
			const properties = known.flatMap((candidate) =>
				candidate.properties.map((property) => property.name),
			);
			expect(properties).toEqual(expect.arrayContaining(Object.keys(parameters)));
		}
	});
}
