import { Workflow } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';

import { triggerFields } from '../../nodes/MyD3/trigger/properties';

type Fields = Record<
	string,
	{ template: string; resolve: (parameters: INode['parameters']) => unknown }
>;

/** Loads the trigger's fields in an n8n with or without the helper of n8n 2.x. */
function load(helper?: (fields: Fields) => object): Record<string, unknown> {
	let loaded = {};
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({ webhookDescriptionFields: helper }));
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		loaded = (require('../../nodes/MyD3/trigger/responseMode') as { responseFields: object })
			.responseFields;
	});
	return loaded;
}

/** Evaluates a template with n8n's own expression engine. */
function evaluated(template: string, parameters: INode['parameters']): unknown {
	const node = { id: '1', name: 'N', type: 't', typeVersion: 1, position: [0, 0], parameters };
	const type = { description: { properties: triggerFields } } as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node as INode],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	return workflow.expression.getSimpleParameterValue(node as INode, template, 'internal', {});
}

describe('the response settings', () => {
	it('are expressions in an n8n that knows nothing else', () => {
		expect(load()).toEqual({
			responseMode: '={{$parameter["responseMode"]}}',
			responseData: '={{$parameter["responseMode"] === "lastNode" ? "noData" : ""}}',
		});
	});

	it('are also functions in an n8n that does not need its expression engine for them', () => {
		const native = Symbol('native');
		const helper = (fields: Fields) => ({ responseMode: 'expression', [native]: fields });
		expect(load(helper)).toMatchObject({ responseMode: 'expression', [native]: {} });
	});

	it.each(['onReceived', 'lastNode'])(
		'have the same value whether they are functions or expressions if "Respond" is %s',
		(responseMode) => {
			let fields: Fields = {};
			load((given) => (fields = given));
			for (const { template, resolve } of Object.values(fields)) {
				expect(resolve({ responseMode })).toBe(evaluated(template, { responseMode }));
			}
			expect(Object.keys(fields)).toEqual(['responseMode', 'responseData']);
		},
	);
});
