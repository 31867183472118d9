/** A backslash, a caret (Windows) or a backtick (PowerShell) at the end of a line: the command goes on. */
const LINE_END = /^[\\^`][ \t]*\n/;

const ESCAPES: Record<string, string> = {
	n: '\n',
	r: '\r',
	t: '\t',
	a: '',
	b: '',
	e: '',
	f: '',
	v: '',
};

/** What ends a command: a pipe, a redirection, the next command. */
const COMMAND_END = /^(\||&&|;|\d?>|&(?=\s|$))/;

/** @returns the character that an escape within $'…' stands for, and the length of the escape */
function ansiEscape(text: string): [string, number] {
	const code = /^\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8}))/i.exec(text);
	if (code !== null) {
		const point = parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
		return [point > 0x10ffff ? '' : String.fromCodePoint(point), code[0].length];
	}
	const character = text.charAt(1);
	return [ESCAPES[character] ?? character, 2];
}

/** Chrome's "Copy as cURL (cmd)" escapes every mark by a caret. */
const fromWindows = (text: string): string =>
	/\^["%{]/.test(text) ? text.replace(/\^[ \t]*\n/g, ' ').replace(/\^([\s\S])/g, '$1') : text;

/**
 * Cuts a command into words as a shell does: quotes, escapes, comments, continued lines. It ends at a pipe or the like.
 * A line break alone does not end it: pages lose the mark at a line's end. Variables are left as they are.
 * @returns the words; undefined where a quote is not closed
 */
export function shellWords(command: string): string[] | undefined {
	const text = fromWindows(command);
	const words: string[] = [];
	let word: string | undefined;
	let at = 0;
	const finish = (): void => {
		if (word !== undefined) words.push(word);
		word = undefined;
	};
	while (at < text.length) {
		const rest = text.slice(at, at + 40);
		const character = text.charAt(at);
		const continued = LINE_END.exec(rest);
		if (continued !== null) {
			finish();
			at += continued[0].length;
		} else if (/\s/.test(character)) {
			finish();
			at += 1;
		} else if (word === undefined && COMMAND_END.test(rest)) {
			return words;
		} else if (character === '|' || character === ';') {
			finish();
			return words;
		} else if (word === undefined && character === '#') {
			const lineEnd = text.indexOf('\n', at);
			at = lineEnd < 0 ? text.length : lineEnd;
		} else if (character === "'") {
			const close = text.indexOf("'", at + 1);
			if (close < 0) return undefined;
			word = (word ?? '') + text.slice(at + 1, close);
			at = close + 1;
		} else if (character === '"' || rest.startsWith("$'")) {
			const quote = character === '"' ? '"' : "'";
			word ??= '';
			at += character === '"' ? 1 : 2;
			while (text.charAt(at) !== quote) {
				if (at >= text.length) return undefined;
				if (text.charAt(at) !== '\\') {
					word += text.charAt(at);
					at += 1;
				} else if (quote === "'") {
					const [meant, length] = ansiEscape(text.slice(at, at + 10));
					word += meant;
					at += length;
				} else {
					// Within double quotes a backslash escapes these marks only, and a line break.
					const next = text.charAt(at + 1);
					word += next === '\n' ? '' : /["\\$`]/.test(next) ? next : `\\${next}`;
					at += 2;
				}
			}
			at += 1;
		} else if (character === '\\') {
			word = (word ?? '') + text.charAt(at + 1);
			at += 2;
		} else {
			word = (word ?? '') + character;
			at += 1;
		}
	}
	finish();
	return words;
}
