const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Encodes a value for a path segment, a query or a form: all but letters, digits and `-._~*`.
 * Half a surrogate pair, which has no encoding, becomes U+FFFD, as in `new URL`.
 */
export const encodeValue = (value: string): string =>
	encodeURIComponent(value.replace(LONE_SURROGATE, '\ufffd')).replace(
		/[!'()]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/**
 * Encodes what an address or a form cannot hold, and leaves everything else as written: `%2F`, `$filter`, `('l')`.
 * A `%` that begins no escape means itself.
 */
export const encodeWritten = (text: string): string =>
	text.replace(/%(?![\da-f]{2})|[^\w\-.~!$&'()*+,;=:@/?[\]%]+/gi, encodeValue);

/** @returns a name or value of a query or a form, decoded; as it is where it has escapes that are none */
export function decodeArgument(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}
