/**
 * Parses a URL. Not with URL.canParse: in Node.js 20 that says no to a URL with characters outside ASCII once V8 has
 * optimized the call.
 * @param base what a relative URL is relative to
 * @returns undefined when it is no URL
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
