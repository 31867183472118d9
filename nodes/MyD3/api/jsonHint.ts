const STRING = /"(?:[^"\\\n]|\\.)*"/g;

/** What people and pages write that is not JSON, the surest sign first; strings are out of the way by then. */
const SIGNS: ReadonlyArray<readonly [RegExp, (found: string) => string]> = [
	[
		/[\u201c\u201d\u201e\u00ab\u00bb]/,
		() => 'a typographic quote. Write straight quotes (") in its place',
	],
	[/[{[,:]\s*['\u2018\u2019]/, () => 'a single quote. Write double quotes (") in its place'],
	[
		/\{\s*[A-Za-z][\w.-]*\s*\}/,
		(found) => `${found} without quotes. Put quotes around it: "${found}"`,
	],
	[/\/\/|\/\*|^\s*#/m, () => 'a comment, which JSON does not have. Take it out'],
	[
		/\u2026|\.\.\./,
		() => 'an ellipsis, where the page leaves something out. Write all of it, or take it out',
	],
	[/,\s*[}\]]/, () => 'a comma too many before a closing bracket. Take the comma out'],
	[/,\s*,/, () => 'two commas in a row. Take one of them out'],
	[
		/\b(True|False|None|NULL|undefined)\b/,
		() => 'a word that JSON does not have. Write true, false or null',
	],
	[/[{,]\s*[A-Za-z_$][\w$-]*\s*:/, () => 'a name without quotes. Put double quotes (") around it'],
	[
		/(""|[\w}\]])\s*\n\s*""\s*:/,
		() => 'a comma missing before the next name. Write a comma at the end of the line',
	],
];

/** @returns how many of the brackets are not closed */
const unclosed = (text: string): number =>
	(text.match(/[{[]/g) ?? []).length - (text.match(/[}\]]/g) ?? []).length;

/**
 * Says what keeps a text from being JSON.
 * @param text what JSON.parse refuses
 * @returns a sentence for the user, without the field's name that it begins with
 */
export function jsonHint(text: string): string {
	// Of strings only the quotes stay, and the length, so that a place is still the same place.
	const outside = text.replace(STRING, (string) => `""${' '.repeat(string.length - 2)}`);
	if (!/^["{[]/.test(text)) {
		if (text.startsWith('<')) {
			return 'has a body that is neither JSON nor a form. Only JSON objects and forms can be sent.';
		}
		if (/^[^\s={}"]+=/.test(text)) {
			return 'has a form as its body, but no header that says so. Add the line "Content-Type: application/x-www-form-urlencoded" before the blank line.';
		}
		return 'has a body that is not JSON: it does not begin with "{". Write a blank line and then the body as the page shows it, or take it out.';
	}
	for (const [sign, hint] of SIGNS) {
		const match = sign.exec(outside);
		if (match === null) continue;
		// The mark itself, not the white space before it.
		const line = outside.slice(0, match.index).split('\n').length;
		return `has a body that is not JSON: line ${line} of it has ${hint(match[0])}.`;
	}
	const open = unclosed(outside);
	if (open > 0) {
		return 'has a body that is not JSON: a closing bracket is missing. Copy the body to its end.';
	}
	if (open < 0) {
		return 'has a body that is not JSON: it has a closing bracket too many. Take it out, and anything that follows the body.';
	}
	if (/^[{[][\s\S]*[}\]]\s*[^\s}\],]+/.test(outside)) {
		return 'has a body that is not JSON: something follows it. Keep the request only, without the answer.';
	}
	return 'has a body that is not JSON. Compare quotes, commas and brackets with the page that shows it.';
}
