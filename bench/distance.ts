/** HTTPS at a distance: the simulator speaks TLS, and its bytes take time, as they do to 8x8. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { atEnd } from '../scripts/process/ending';
import { connectSimulator, startRelay } from '../simulator';
import { ROUND_TRIP } from './contenders';
import { prepareTemplate } from './n8n';
import { startChild } from './programs/child';
import type { Secure } from './programs/secure';
import type { Stage } from './times';

/** Contenders trust the simulator's authority as users trust one of their own: NODE_EXTRA_CA_CERTS. */
export async function distantStage(profile?: string): Promise<Stage> {
	const { url: near, authority = '' } = await startChild<Secure>('secure');
	const relay = await startRelay({ to: near, roundTrip: ROUND_TRIP });
	atEnd(() => relay.close());
	const folder = await mkdtemp(join(tmpdir(), 'bench-authority-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const file = join(folder, 'authority.pem');
	await writeFile(file, authority);
	// This process looks at the campaign, without the distance.
	setDefaultCACertificates([...getCACertificates('default'), authority]);
	return {
		simulator: connectSimulator(near),
		url: relay.url,
		template: await prepareTemplate(relay.url),
		environment: { NODE_EXTRA_CA_CERTS: file },
		profile,
	};
}
