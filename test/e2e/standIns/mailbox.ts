import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Certificates } from '../../certificates';

/** A mail as its reader sees it. */
export interface Mail {
	from: string;
	to: string[];
	subject: string;
	/** The plain text. */
	text: string;
}

/** A mail server that delivers to nobody. */
export interface Mailbox {
	port: number;
	user: string;
	password: string;
	/** What arrived, the oldest first. */
	mails: Mail[];
	/** The next mail is refused. */
	refuseNext(): void;
	stop(): Promise<void>;
}

/**
 * Starts a mail server (SMTP over TLS) on a free port of the loopback address.
 *
 * @param certificates for localhost
 * @returns the server, with the only login it accepts; the caller stops it
 */
export async function startMailbox({ key, cert }: Certificates): Promise<Mailbox> {
	const user = 'accounts@example.com';
	const password = 'password-of-the-mailbox';
	const mails: Mail[] = [];
	let isNextRefused = false;
	const server = new SMTPServer({
		secure: true,
		key,
		cert,
		onAuth: (auth, _session, done) => {
			const isRight = auth.username === user && auth.password === password;
			done(isRight ? null : new Error('Wrong login'), isRight ? { user } : undefined);
		},
		onData: (stream, { envelope }, done) => {
			void stream.toArray().then(async (chunks) => {
				if (isNextRefused) {
					isNextRefused = false;
					done(new Error('Mailbox full'));
					return;
				}
				const { subject = '', text = '', from } = await PostalMime.parse(Buffer.concat(chunks));
				mails.push({
					from: from?.address ?? '',
					to: envelope.rcptTo.map(({ address }) => address),
					subject,
					text,
				});
				done();
			});
		},
	});
	// A client that breaks off is the client's business.
	server.on('error', () => {});
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	return {
		port: (server.server.address() as AddressInfo).port,
		user,
		password,
		mails,
		refuseNext: () => {
			isNextRefused = true;
		},
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
