import { randomUUID } from 'node:crypto';
import { createCertificate, type Certificate } from './certificate';

/** What can be wrong with the certificate of a server. */
export const TLS_KINDS = [
	/** Vouched for by the simulator's own authority. */
	'good',
	/** The same, until yesterday. */
	'expired',
	/** The same, for another host. */
	'otherHost',
	/** Vouched for by nobody but itself. */
	'selfSigned',
] as const;
export type TlsKind = (typeof TLS_KINDS)[number];

/** Names under which a good certificate serves: this machine, and a host that only a proxy knows. */
const SERVED_HOSTS = ['localhost', '127.0.0.1', 'campaigns.example'];

/** What a server shows, and the authority that a client has to trust for it, as PEM. */
export interface ServerCertificate extends Certificate {
	authority: string;
}

/** Makes an authority and a certificate of that kind. Their keys are new, and stay in this process. */
export function serverCertificate(kind: TlsKind): ServerCertificate {
	const authority = createCertificate({
		// Of two authorities of one name, a client would take the wrong one.
		name: `Authority of the 8x8 simulator, ${randomUUID()}`,
		hosts: [],
		days: [-1, 365],
	});
	const { key, cert } = createCertificate({
		name: '8x8 simulator',
		hosts: kind === 'otherHost' ? ['other.example'] : SERVED_HOSTS,
		days: kind === 'expired' ? [-2, -1] : [-1, 365],
		issuer: kind === 'selfSigned' ? undefined : authority.issuer,
	});
	return { key, cert, authority: authority.cert };
}
