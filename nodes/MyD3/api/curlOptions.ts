import { refusal, type RequestField } from './placeholders';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** cURL's short options, by the long ones that they stand for. From its manual, version 8. */
const SHORT: Record<string, string> = Object.fromEntries(
	words(`X=request H=header d=data u=user A=user-agent e=referer b=cookie G=get I=head F=form T=upload-file K=config
		E=cert x=proxy o=output m=max-time w=write-out c=cookie-jar D=dump-header y=speed-time Y=speed-limit k=insecure
		L=location s=silent S=show-error i=include v=verbose f=fail g=globoff N=no-buffer O=remote-name #=progress-bar
		0=http1.0 4=ipv4 6=ipv6 q=disable j=junk-session-cookies J=remote-header-name`).map(
		(pair) => pair.split('=') as [string, string],
	),
);

/** Options that say what is sent. Each has a value. */
const READ =
	words(`request url header data data-ascii data-raw data-binary data-urlencode json url-query user
	oauth2-bearer user-agent referer cookie`);

/** Options with a value that say what cURL does with the answer, or how long it waits. */
const IGNORED_WITH_VALUE =
	words(`output max-time connect-timeout retry retry-delay retry-max-time write-out cookie-jar
	dump-header speed-time speed-limit max-redirs limit-rate stderr trace trace-ascii tls-max ciphers keepalive-time
	output-dir`);

/** The same, without a value. */
const IGNORED =
	words(`insecure location location-trusted silent show-error include show-headers verbose fail
	fail-with-body globoff no-buffer remote-name remote-header-name progress-bar no-progress-meter http1.0 http1.1 http2
	http2-prior-knowledge http3 ipv4 ipv6 disable junk-session-cookies compressed basic path-as-is ssl-no-revoke ssl-reqd
	tlsv1 tlsv1.2 tlsv1.3 tcp-nodelay no-keepalive create-dirs raw post301 post302`);

const unknown = (flag: string, field: RequestField): Error =>
	refusal(
		field,
		`has ${flag} in its cURL command, which is not understood. Take it out, or write the request itself: method and address, headers, a blank line, the body.`,
	);

/** An option that says what is sent. */
export interface Option {
	name: string;
	value: string;
}

/**
 * @param words what follows the word "curl"
 * @returns the options that say what is sent, in their order, by their long names; addresses as "url"
 * @throws Error, with a sentence for the user
 */
export function readOptions(commandWords: readonly string[], field: RequestField): Option[] {
	const options: Option[] = [];
	const rest = [...commandWords];
	const valueFor = (flag: string): string => {
		const value = rest.shift();
		if (value === undefined) {
			throw refusal(
				field,
				`has nothing after ${flag} in its cURL command. Copy the command to its end.`,
			);
		}
		return value;
	};
	const add = (name: string, flag: string, attached: string | undefined): void => {
		if (READ.includes(name)) options.push({ name, value: attached ?? valueFor(flag) });
		else if (name === 'get' || name === 'head') options.push({ name, value: '' });
		else if (name === 'form' || name === 'form-string') {
			throw refusal(
				field,
				`has ${flag} in its cURL command, a multipart form. Only JSON and simple forms (-d) can be sent.`,
			);
		} else if (IGNORED_WITH_VALUE.includes(name)) {
			if (attached === undefined) valueFor(flag);
		} else if (!IGNORED.includes(name)) throw unknown(flag, field);
	};
	for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
		// Publishing software turns "--" into a dash.
		const option = word.replace(/^[\u2013\u2014](?=[a-z])/, '--');
		const long = /^--([a-z][\w.-]*)(?:=([\s\S]*))?$/i.exec(option);
		if (long !== null) {
			add(long[1] ?? '', `--${long[1]}`, long[2]);
		} else if (/^-./.test(option)) {
			readShort(option, add, field);
		} else if (option !== '-' && option !== '') {
			options.push({ name: 'url', value: option });
		}
	}
	return options;
}

/** Reads `-sSL`, `-XPOST`, `-H'Accept: …'`. */
function readShort(
	word: string,
	add: (name: string, flag: string, attached: string | undefined) => void,
	field: RequestField,
): void {
	for (let at = 1; at < word.length; at += 1) {
		const flag = `-${word.charAt(at)}`;
		const name = SHORT[word.charAt(at)];
		if (name === undefined) throw unknown(flag, field);
		const hasValue = READ.includes(name) || IGNORED_WITH_VALUE.includes(name);
		const attached = hasValue && at + 1 < word.length ? word.slice(at + 1) : undefined;
		add(name, flag, attached);
		if (attached !== undefined) return;
	}
}
