/** Properties that n8n only displays and no code depends on. */
const SHOWN =
	/^(displayName|description|hint|placeholder|action|subtitle|icon|documentationUrl|defaults|group)$/;

/**
 * Excludes the text on n8n's screens: literal strings of nodes, credentials and fields (objects with a `displayName` or a
 * `placeholder`), and of options (objects with a `name` and a `value`). People review that text, and so do n8n's lint rules
 * and the browser tests. Text that contains a condition is not excluded.
 */
export const ignorers = [
	{
		shouldIgnore(path) {
			if (!path.isObjectProperty() || !isWrittenOut(path.node.value)) return undefined;
			const name = path.node.key.name;
			const beside = (other) => path.parent.properties.find(({ key }) => key?.name === other);
			const isOption = beside('name') !== undefined && isFixed(beside('value')?.value);
			const isField = beside('displayName') !== undefined || beside('placeholder') !== undefined;
			if (!isOption && !isField) return undefined;
			return SHOWN.test(name) || (isOption && name === 'name') ? 'shown on a screen' : undefined;
		},
	},
];

/** @returns whether an option's value is a literal or a constant, perhaps already behind the instrumenter's switch */
function isFixed(value) {
	const { type } = value?.type === 'ConditionalExpression' ? value.alternate : (value ?? {});
	return /^(StringLiteral|MemberExpression|Identifier)$/.test(type);
}

function isWrittenOut({ type, elements, expressions, properties }) {
	if (type === 'ObjectExpression')
		return properties.every(({ value }) => value && isWrittenOut(value));
	if (type === 'ArrayExpression') return elements.every(isWrittenOut);
	if (type === 'TemplateLiteral')
		return expressions.every(({ type: kind }) => /^(Identifier|MemberExpression)$/.test(kind));
	return type === 'StringLiteral';
}
