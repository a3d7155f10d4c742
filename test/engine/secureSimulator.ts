import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import {
	errorsOf,
	KEY,
	runAction,
	runAddRecords,
	type ItemError,
} from '../../scripts/engine/campaignsNode';
import {
	startProxy,
	startSimulator,
	type Proxy,
	type ProxyAnswer,
	type Simulator,
	type TlsKind,
} from '../../simulator';

const trusted = getCACertificates('default');

/** Whoever runs the tests may sit behind a proxy. */
const environment = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !/_PROXY$/i.test(name)),
);
const closing: Array<() => unknown> = [];
beforeEach(() => {
	process.env = { ...environment };
});
afterEach(async () => {
	setDefaultCACertificates(trusted);
	for (const close of closing.splice(0).reverse()) await close();
});

/** Closes something after the test that has started it. */
export const closeAfter = (close: () => unknown) => closing.push(close);

/** A simulator that speaks HTTPS, whose authority is trusted as NODE_EXTRA_CA_CERTS would have it. */
export async function startSecure(tls: TlsKind, isTrusted = true): Promise<Simulator> {
	const simulator = await startSimulator({ tls, keys: { [KEY]: { product: true } } });
	closeAfter(() => simulator.close());
	if (isTrusted) setDefaultCACertificates([...trusted, simulator.authority!]);
	return simulator;
}

/** A proxy before the simulator, which HTTPS_PROXY names. */
export async function startProxyBefore(
	simulator: Simulator,
	answers?: ProxyAnswer,
): Promise<Proxy> {
	const proxy = await startProxy({ to: simulator.url, answers });
	closeAfter(proxy.close);
	process.env.HTTPS_PROXY = proxy.url;
	return proxy;
}

/** Only the proxy knows it. */
export const FAR_AWAY = 'https://campaigns.example';

/** A server of TCP, as its host and port. */
export async function startTcpServer(serve: (socket: Socket) => unknown): Promise<string> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.on('error', () => undefined));
		serve(socket);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	closeAfter(() => {
		server.close();
		for (const socket of sockets) socket.destroy();
	});
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const RESOURCES = ['record', 'campaign'] as const;

/** Adds a record, or pauses the campaign, there; what failed, or undefined. */
export async function tryOne(
	resource: (typeof RESOURCES)[number],
	simulator: Simulator,
	url = simulator.url,
	options = {},
): Promise<ItemError | undefined> {
	const { id: campaignId } = simulator.createCampaign({ state: 'RUNNING' });
	const onError = 'continueRegularOutput' as const;
	const run = { url, campaignId, items: [{ id: 'a' }], onError, options };
	const { items } = await (resource === 'record'
		? runAddRecords(run)
		: runAction({ ...run, operation: 'pause' }));
	return errorsOf(items)[0];
}
