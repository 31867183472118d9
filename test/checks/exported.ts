import { readFileSync } from 'node:fs';

import ts from 'typescript';

/** A function that a file exports. */
export interface ExportedFunction {
	name: string;
	/** What its doc comment says; empty when there is none. */
	comment: string;
}

const isExported = (node: ts.Node): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isFunction = (node: ts.Node | undefined): boolean =>
	node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

/**
 * Finds what a source file exports that can be called: functions, and constants that hold one.
 * @param path a .ts file
 */
export function exportedFunctions(path: string): ExportedFunction[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(path, 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	return source.statements.filter(isExported).flatMap((statement) => {
		const comment = ts
			.getJSDocCommentsAndTags(statement)
			.map((part) => part.getText())
			.join('\n');
		if (ts.isFunctionDeclaration(statement)) {
			return [{ name: statement.name?.text ?? 'default', comment }];
		}
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations
			.filter(({ initializer }) => isFunction(initializer))
			.map(({ name }) => ({ name: name.getText(), comment }));
	});
}
