import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Certificates } from '../../certificates';

/** An email as its reader sees it. */
export interface Mail {
	from: string;
	to: string[];
	subject: string;
	text: string;
}

/** A mail server that delivers nothing. */
export interface Mailbox {
	port: number;
	user: string;
	password: string;
	/** Received emails, oldest first. */
	mails: Mail[];
	/** Refuses the next email. */
	refuseNext(): void;
	stop(): Promise<void>;
}

/**
 * Starts a mail server (SMTP over TLS) on a free port of the loopback address.
 *
 * @param certificates for localhost
 * @returns the server, with its only login; the caller stops it
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
	// A client that disconnects needs no handling here.
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
