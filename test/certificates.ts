import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { pki, md } from 'node-forge';

/** A throw-away certificate authority and a server certificate that it signed, as PEM. */
export interface Certificates {
	/** For clients to trust. */
	certificateAuthority: string;
	/** The server's private key. */
	key: string;
	/** The server's certificate. */
	cert: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

// node-forge's numbers for types of subject alternative names.
const DNS_NAME = 2;
const IP_ADDRESS = 7;

interface Issuer {
	name: string;
	key: pki.rsa.PrivateKey;
	keyIdentifier: string;
}

/**
 * Makes a certificate authority for this run, and a certificate for localhost, 127.0.0.1 and ::1. Writes nothing to
 * disk, and forgets the authority's private key.
 *
 * @param hostNames further names for the certificate
 * @returns PEM texts, valid for a week from yesterday, since clocks differ
 */
export function makeCertificates(hostNames: string[] = []): Certificates {
	const authorityKeys = makeKeys();
	const authority = makeCertificate('MyD3 throw-away test authority', authorityKeys, undefined, [
		{ name: 'basicConstraints', cA: true, critical: true },
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
	]);
	const serverKeys = makeKeys();
	const server = makeCertificate(
		'localhost',
		serverKeys,
		{
			name: 'MyD3 throw-away test authority',
			key: authorityKeys.privateKey,
			keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes(),
		},
		[
			{ name: 'basicConstraints', cA: false, critical: true },
			{ name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{
				name: 'subjectAltName',
				altNames: [
					...['localhost', ...hostNames].map((value) => ({ type: DNS_NAME, value })),
					{ type: IP_ADDRESS, ip: '127.0.0.1' },
					{ type: IP_ADDRESS, ip: '::1' },
				],
			},
		],
	);
	return {
		certificateAuthority: pki.certificateToPem(authority),
		key: serverKeys.privateKeyPem,
		cert: pki.certificateToPem(server),
	};
}

// Node makes RSA keys a hundred times faster than node-forge in JavaScript.
function makeKeys() {
	const pem = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
	});
	return {
		publicKey: pki.publicKeyFromPem(pem.publicKey),
		privateKey: pki.privateKeyFromPem(pem.privateKey),
		privateKeyPem: pem.privateKey,
	};
}

function makeCertificate(
	commonName: string,
	keys: ReturnType<typeof makeKeys>,
	issuer: Issuer | undefined,
	extensions: object[],
): pki.Certificate {
	const certificate = pki.createCertificate();
	certificate.publicKey = keys.publicKey;
	// A leading 01 keeps the number positive.
	certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
	certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
	certificate.validity.notAfter = new Date(Date.now() + 6 * DAY_MS);
	certificate.setSubject([{ name: 'commonName', value: commonName }]);
	certificate.setIssuer([{ name: 'commonName', value: issuer?.name ?? commonName }]);
	certificate.setExtensions([
		...extensions,
		{ name: 'subjectKeyIdentifier' },
		...(issuer ? [{ name: 'authorityKeyIdentifier', keyIdentifier: issuer.keyIdentifier }] : []),
	]);
	certificate.sign(issuer?.key ?? keys.privateKey, md.sha256.create());
	return certificate;
}
