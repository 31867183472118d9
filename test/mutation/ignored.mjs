/** What n8n only shows, and nothing decides on. */
const SHOWN =
	/^(displayName|description|hint|placeholder|action|subtitle|icon|documentationUrl|defaults|group)$/;

/**
 * Leaves out the texts on n8n's screens: of a node, a credential or a field (what has a `displayName`) and of an option
 * (a `name` and a `value`) those that stand there in full. People read them, and n8n's lint rules and the browser tests
 * look at them. Whatever has a condition in it is not left out.
 */
export const ignorers = [
	{
		shouldIgnore(path) {
			if (!path.isObjectProperty() || !isWrittenOut(path.node.value)) return undefined;
			const name = path.node.key.name;
			const beside = (other) => path.parent.properties.find(({ key }) => key?.name === other);
			const isOption =
				beside('name') !== undefined &&
				/^(StringLiteral|MemberExpression)$/.test(beside('value')?.value.type);
			if (!isOption && beside('displayName') === undefined) return undefined;
			return SHOWN.test(name) || (isOption && name === 'name') ? 'shown on a screen' : undefined;
		},
	},
];

function isWrittenOut({ type, elements, expressions, properties }) {
	if (type === 'ObjectExpression')
		return properties.every(({ value }) => value && isWrittenOut(value));
	if (type === 'ArrayExpression') return elements.every(isWrittenOut);
	if (type === 'TemplateLiteral')
		return expressions.every(({ type: one }) => /^(Identifier|MemberExpression)$/.test(one));
	return type === 'StringLiteral';
}
