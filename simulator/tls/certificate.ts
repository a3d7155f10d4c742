import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import * as der from './der';

/** A key and the certificate for it, as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

/** Who vouches for a certificate: its name, and the key that signs. */
export interface Issuer {
	name: string;
	key: KeyObject;
}

export interface CertificateSpec {
	name: string;
	/** Host names and IPv4 addresses; an authority has none. */
	hosts: string[];
	/** From and until, in days from now. */
	days: [from: number, until: number];
	/** Default: the certificate vouches for itself. */
	issuer?: Issuer;
}

/** Object identifiers of RFC 5280 and RFC 5758. */
const COMMON_NAME = '2.5.4.3';
const ALTERNATIVE_NAMES = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const DAY = 24 * 60 * 60 * 1_000;

/**
 * A certificate of version 3 with a new key on the curve P-256 (RFC 5280, section 4.1). Node.js makes
 * keys and signatures, but no certificates.
 */
export function createCertificate(spec: CertificateSpec): Certificate & { issuer: Issuer } {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const issuer = { name: spec.name, key: privateKey };
	const content = toBeSigned(spec, spec.issuer ?? issuer, publicKey);
	const signature = sign('sha256', content, (spec.issuer ?? issuer).key);
	return {
		key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
		cert: pem(der.sequence(content, algorithm, der.bits(signature))),
		issuer,
	};
}

const algorithm = der.sequence(der.identifier(ECDSA_WITH_SHA256));

function toBeSigned(
	{ name, hosts, days: [from, until] }: CertificateSpec,
	issuer: Issuer,
	publicKey: KeyObject,
): Buffer {
	const at = (days: number) => der.time(new Date(Date.now() + days * DAY));
	return der.sequence(
		der.tagged(0, der.integer(Buffer.from([2]))),
		der.integer(serialNumber()),
		algorithm,
		nameOf(issuer.name),
		der.sequence(at(from), at(until)),
		nameOf(name),
		publicKey.export({ type: 'spki', format: 'der' }),
		der.tagged(3, der.sequence(hosts.length > 0 ? alternativeNames(hosts) : isAuthority)),
	);
}

/** Begins with 1, so that it is positive and has no zeros in front. */
const serialNumber = () => Buffer.concat([Buffer.from([1]), randomBytes(8)]);

const nameOf = (text: string) =>
	der.sequence(der.set(der.sequence(der.identifier(COMMON_NAME), der.utf8(text))));

const extension = (id: string, content: Buffer, ...critical: Buffer[]) =>
	der.sequence(der.identifier(id), ...critical, der.octets(content));

const isAuthority = extension(BASIC_CONSTRAINTS, der.sequence(der.yes()), der.yes());

const alternativeNames = (hosts: string[]) =>
	extension(
		ALTERNATIVE_NAMES,
		der.sequence(
			...hosts.map((host) =>
				isIPv4(host)
					? der.taggedRaw(7, Buffer.from(host.split('.').map(Number)))
					: der.taggedRaw(2, Buffer.from(host)),
			),
		),
	);

/** Lines of 64 characters (RFC 7468). */
function pem(content: Buffer): string {
	const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
