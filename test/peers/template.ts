import type { Json } from './types';

/** What the vendor refuses, with this status and a JSON message. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Replaces `{name}` in texts and property names. A text that is only a placeholder becomes the value itself, whatever
 * its type.
 */
export function fill(template: Json, values: Record<string, Json | undefined>): Json {
	if (typeof template === 'string') {
		const whole = /^\{(\w+)\}$/.exec(template);
		if (whole?.[1] !== undefined && values[whole[1]] !== undefined) return values[whole[1]] ?? null;
		return template.replace(PLACEHOLDER, (found, name: string) => {
			const value = values[name];
			return value === undefined ? found : String(value);
		});
	}
	if (Array.isArray(template)) return template.map((entry) => fill(entry, values));
	if (template === null || typeof template !== 'object') return template;
	return Object.fromEntries(
		Object.entries(template).map(([name, value]) => [
			String(fill(name, values)),
			fill(value, values),
		]),
	);
}

/**
 * Compares a value with a template, as strictly as vendors do.
 * @param exact whether texts must be equal, not only of the same type
 * @returns the values of the placeholders
 * @throws Refusal that names an unknown, missing or wrongly typed property
 */
export function match(
	template: Json,
	sent: Json | undefined,
	options: { free?: string[]; exact?: boolean } = {},
): Record<string, string> {
	const found: Record<string, string> = {};
	walk(template, sent, '', options.free ?? []);
	return found;

	function walk(wanted: Json, actual: Json | undefined, at: string, free: string[]): void {
		if (actual === undefined) throw new Refusal(400, `Property "${at}" is required`);
		if (typeof wanted === 'string' && /^\{#\w+\}$/.test(wanted)) {
			if (typeof actual !== 'number') throw new Refusal(400, `Property "${at}" must be a number`);
			found[wanted.slice(2, -1)] = String(actual);
		} else if (typeof wanted === 'string' && /^[^{}]*\{\w+\}[^{}]*$/.test(wanted)) {
			if (typeof actual !== 'string' || actual === '') {
				throw new Refusal(400, `Property "${at}" must be a text`);
			}
			const values = matchText(wanted, actual, '.+');
			if (values === undefined) throw new Refusal(400, `Property "${at}" must be like ${wanted}`);
			Object.assign(found, values);
		} else if (typeof wanted === 'string' && /^\{\w+\}$/.test(wanted)) {
			if (typeof actual !== 'string' || actual === '') {
				throw new Refusal(400, `Property "${at}" must be a text`);
			}
			found[wanted.slice(1, -1)] = actual;
		} else if (Array.isArray(wanted)) {
			if (!Array.isArray(actual)) throw new Refusal(400, `Property "${at}" must be an array`);
			if (wanted.length > 0 && actual.length !== wanted.length) {
				throw new Refusal(400, `Property "${at}" must have ${wanted.length} element(s)`);
			}
			wanted.forEach((entry, index) => walk(entry, actual[index], `${at}[${index}]`, []));
		} else if (wanted !== null && typeof wanted === 'object') {
			walkObject(wanted, actual, at, free);
		} else if (typeof actual !== typeof wanted) {
			throw new Refusal(400, `Property "${at}" must be a ${typeof wanted}`);
		} else if (options.exact === true && actual !== wanted) {
			throw new Refusal(400, `Property "${at}" must be ${JSON.stringify(wanted)}`);
		}
	}

	function walkObject(
		wanted: { [name: string]: Json },
		actual: Json,
		at: string,
		free: string[],
	): void {
		if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) {
			throw new Refusal(
				400,
				at === '' ? 'The body must be an object' : `"${at}" must be an object`,
			);
		}
		const path = (name: string) => (at === '' ? name : `${at}.${name}`);
		const placeholderName = Object.keys(wanted).find((name) => /^\{\w+\}$/.test(name));
		const unknown = Object.keys(actual).filter((name) => !(name in wanted) && !free.includes(name));
		if (placeholderName !== undefined) {
			const name = unknown.shift();
			if (name === undefined) throw new Refusal(400, `Property "${path('…')}" is required`);
			found[placeholderName.slice(1, -1)] = name;
			walk(wanted[placeholderName] ?? null, actual[name], path(name), []);
		}
		if (unknown[0] !== undefined) throw new Refusal(400, `Unknown property "${path(unknown[0])}"`);
		for (const [name, value] of Object.entries(wanted)) {
			if (name !== placeholderName && !free.includes(name)) {
				walk(value, actual[name], path(name), []);
			} else if (free.includes(name) && actual[name] !== undefined) {
				walk(value, actual[name], path(name), []);
			}
		}
	}
}

/**
 * Compares a request target with a path with placeholders and a query.
 * @param extra further permitted query arguments
 * @returns the values of the placeholders; undefined for another path
 * @throws Refusal if the path is right but its query is not
 */
export function matchTarget(
	template: string,
	url: URL,
	extra: string[] = [],
): Record<string, string> | undefined {
	const [path = '', query = ''] = template.split('?');
	const found = matchText(path, decodeURIComponent(url.pathname), '[^/]+');
	if (found === undefined) return undefined;
	const wanted = new URLSearchParams(query);
	for (const name of url.searchParams.keys()) {
		if (!wanted.has(name) && !extra.includes(name)) {
			throw new Refusal(400, `Unknown query argument "${name}"`);
		}
	}
	for (const [name, value] of wanted) {
		const sent = url.searchParams.getAll(name);
		const values = sent.length === 1 ? matchText(value, sent[0] ?? '', '.+') : undefined;
		if (values === undefined)
			throw new Refusal(400, `Query argument "${name}" is missing or wrong`);
		Object.assign(found, values);
	}
	return found;
}

function matchText(
	template: string,
	text: string,
	anything: string,
): Record<string, string> | undefined {
	const pattern = template
		.split(PLACEHOLDER)
		.map((part, index) =>
			index % 2 === 1 ? `(?<${part}>${anything})` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
		)
		.join('');
	const found = new RegExp(`^${pattern}$`).exec(text);
	return found === null ? undefined : { ...found.groups };
}
