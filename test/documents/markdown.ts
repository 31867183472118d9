import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lexer, walkTokens, type Token, type Tokens } from 'marked';

const ROOT = join(__dirname, '../..');
const FOLDERS = ['.', 'docs', 'examples'];

/** A Markdown file, reduced to what the tests need. */
export interface MarkdownFile {
	/** Path from the project's root. */
	path: string;
	/** Fenced code blocks: language and text. */
	blocks: Array<{ language: string; text: string }>;
	inline: string[];
	/** Targets of links and images, as written. */
	links: string[];
	/** Anchors of the headings, as GitHub makes them. */
	anchors: string[];
	/** Tables: the text of each cell, row by row, header first. */
	tables: string[][][];
	text: string;
}

/**
 * Reads every document for people: the Markdown files of the root, `docs` and `examples`.
 */
export function readDocuments(): MarkdownFile[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder))
			.filter((file) => file.endsWith('.md'))
			.map((file) => readMarkdown(join(ROOT, folder, file))),
	);
}

function readMarkdown(file: string): MarkdownFile {
	const text = readFileSync(file, 'utf8');
	const found: MarkdownFile = {
		path: relative(ROOT, file).replaceAll('\\', '/'),
		blocks: [],
		inline: [],
		links: [],
		anchors: [],
		tables: [],
		text,
	};
	walkTokens(lexer(text), (token: Token) => {
		if (token.type === 'code') {
			found.blocks.push({
				language: (token as Tokens.Code).lang ?? '',
				text: token.text as string,
			});
		}
		if (token.type === 'codespan') found.inline.push(unescaped(token.text as string));
		if (token.type === 'link' || token.type === 'image') found.links.push(token.href as string);
		if (token.type === 'heading') found.anchors.push(anchorOf(token.text as string));
		if (token.type === 'table') {
			const { header, rows } = token as Tokens.Table;
			found.tables.push([header, ...rows].map((row) => row.map((cell) => unescaped(cell.text))));
		}
	});
	return found;
}

/** As GitHub does: lower case, no punctuation, a dash for each space. */
function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');
}

const unescaped = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
