/**
 * Parses a URL. URL.canParse won't do: in Node.js 20, once V8 has optimised the call, it rejects URLs with non-ASCII
 * characters.
 * @param base the base of a relative URL
 * @returns undefined if it is not a URL
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
