import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareHome } from '../../scripts/n8n/home';
import { packPackage } from '../../scripts/n8n/pack';
import { provideN8n } from '../../scripts/n8n/provide';
import { newOwner, startServer, type N8nServer } from '../../scripts/n8n/server';
import { atEnd, end } from '../../scripts/process/ending';
import { GOOD_KEY, startProxy, startSimulator, type Proxy, type Simulator } from '../../simulator';
import { execute, outputs } from './execution';
import { saveCredential, type Json } from './n8n';
import { byHand, byId, thisNode } from './simulated';

/** Milliseconds within which n8n must be installed, which is once, and started. */
const STARTED_WITHIN = 600_000;

/** Only the proxy knows it. */
const FAR_AWAY = 'https://campaigns.example';

let n8n: N8nServer;
let secure: Simulator;
let proxy: Proxy;

/** An n8n behind a proxy that trusts an authority of its own: both are read when a process starts. */
beforeAll(async () => {
	secure = await startSimulator({ tls: 'good' });
	proxy = await startProxy({ to: secure.url });
	const tarball = await packPackage();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-proxy-'));
	const authority = join(folder, 'authority.pem');
	await writeFile(authority, secure.authority!);
	for (const path of [dirname(tarball), folder]) {
		atEnd(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
	}
	const home = await prepareHome(join(folder, 'home'), await provideN8n(), tarball);
	n8n = await startServer(home, newOwner(), undefined, {
		HTTPS_PROXY: proxy.url,
		NO_PROXY: '127.0.0.1,localhost',
		NODE_EXTRA_CA_CERTS: authority,
	});
	atEnd(() => n8n.stop());
}, STARTED_WITHIN);
afterAll(async () => {
	await end();
	await proxy.close();
	await secure.close();
});
beforeEach(() => secure.reset());
afterEach(() => {
	proxy.answers = 200;
});

/** What the credential's test shows, and what a run says of one record. */
async function bothWays(url: string) {
	const credential = await saveCredential(url, GOOD_KEY, n8n);
	const tested = await n8n.rest<Json>('POST', '/credentials/test', { credentials: credential });
	const parameters = {
		resource: 'record',
		operation: 'add',
		campaignId: byId(secure.createCampaign().id),
		fields: byHand({ crmRecordId: 'A-0' }),
		options: { maxRetries: 0 },
	};
	const node = thisNode(parameters, { onError: 'continueErrorOutput' }, credential);
	const [added = [], failed = []] = outputs(await execute(node, [{}], n8n));
	return { tested, outcome: added[0]?.json.outcome, error: failed[0]?.json.error as Json };
}

it('test and run both go through the proxy, and trust the authority', async () => {
	const asked = proxy.asked.length;
	const { tested, outcome } = await bothWays(FAR_AWAY);
	expect(tested).toMatchObject({ status: 'OK' });
	expect(outcome).toBe('added');
	expect(proxy.asked.slice(asked)).toEqual(['campaigns.example:443', 'campaigns.example:443']);
	expect(secure.requestCount).toBe(2);
	expect(proxy.seen.join()).not.toContain(GOOD_KEY);
});

it('test and run both go past the proxy to a host of NO_PROXY', async () => {
	const asked = proxy.asked.length;
	const { tested, outcome } = await bothWays(secure.url);
	expect(tested).toMatchObject({ status: 'OK' });
	expect(outcome).toBe('added');
	expect(proxy.asked.length).toBe(asked);
});

it.each([
	[407, /A proxy between n8n and 8x8 asks for a sign-in/],
	[403, /Something between n8n and 8x8 refused the request/],
	['cut', /8x8 could not be reached/],
] as const)('test and run say the same of a proxy that answers %s', async (answers, says) => {
	proxy.answers = answers;
	const { tested, error } = await bothWays(FAR_AWAY);
	expect(tested).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(says) as string,
	});
	expect(error.message).toMatch(says);
	expect(tested.message).toContain(error.message);
	expect(secure.requestCount).toBe(0);
	expect(proxy.seen.join()).not.toContain(GOOD_KEY);
});

it.each([
	['expired', /has expired/],
	['otherHost', /is for another host/],
	['selfSigned', /is self-signed/],
] as const)('test and run say the same of a certificate that is %s', async (tls, says) => {
	const wrong = await startSimulator({ tls });
	const { tested, error } = await bothWays(wrong.url).finally(() => wrong.close());
	expect(tested).toMatchObject({ status: 'Error' });
	expect(error.message).toMatch(tls === 'otherHost' ? /does not know the authority/ : says);
	expect(tested.message).toContain(error.message);
	expect(wrong.requestCount).toBe(0);
});
