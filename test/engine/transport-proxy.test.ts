import { KEY } from '../../scripts/engine/campaignsNode';
import type { ProxyAnswer } from '../../simulator';
import {
	FAR_AWAY,
	RESOURCES,
	startProxyBefore,
	startSecure,
	startTcpServer,
	tryOne,
} from './secureSimulator';

describe.each(RESOURCES)('%s: a proxy', (resource) => {
	it('is used as HTTPS_PROXY says, and sees no more than the host', async () => {
		const simulator = await startSecure('good');
		const proxy = await startProxyBefore(simulator);

		expect(await tryOne(resource, simulator, FAR_AWAY)).toBeUndefined();
		expect(proxy.asked).toEqual(['campaigns.example:443']);
		expect(proxy.seen.join()).not.toContain(KEY);
		expect(simulator.requestCount).toBe(1);
	});

	it('is not used for a host of NO_PROXY', async () => {
		const simulator = await startSecure('good');
		const proxy = await startProxyBefore(simulator);
		process.env.NO_PROXY = 'example.com,127.0.0.1';

		expect(await tryOne(resource, simulator)).toBeUndefined();
		expect(proxy.asked).toEqual([]);
	});

	it.each<[ProxyAnswer, string, RegExp]>([
		[407, 'unexpectedAnswer', /^A proxy between n8n and 8x8 asks for a sign-in/],
		[403, 'unexpectedAnswer', /^Something between n8n and 8x8 refused the request/],
	])('that answers %s is told as such, after one attempt', async (answers, code, says) => {
		const simulator = await startSecure('good');
		const proxy = await startProxyBefore(simulator, answers);

		expect(await tryOne(resource, simulator, FAR_AWAY)).toMatchObject({
			code,
			message: expect.stringMatching(says) as string,
		});
		expect(proxy.asked).toHaveLength(1);
		expect(proxy.seen.join()).not.toContain(KEY);
		expect(simulator.requestCount).toBe(0);
	});

	it('that answers 502 is asked again', async () => {
		const simulator = await startSecure('good');
		const proxy = await startProxyBefore(simulator, 502);

		await tryOne(resource, simulator, FAR_AWAY, { maxRetries: 1 });
		expect(proxy.asked).toHaveLength(2);
		expect(proxy.seen.join()).not.toContain(KEY);
	});

	it('that opens no tunnel leaves nothing in doubt', async () => {
		const simulator = await startSecure('good');
		await startProxyBefore(simulator, 'cut');

		expect(await tryOne(resource, simulator, FAR_AWAY, { maxRetries: 0 })).toMatchObject({
			code: 'network',
			message: '8x8 could not be reached',
		});
	});

	it('that is gone leaves nothing in doubt', async () => {
		const simulator = await startSecure('good');
		const proxy = await startProxyBefore(simulator);
		await proxy.close();

		expect(await tryOne(resource, simulator, FAR_AWAY, { maxRetries: 0 })).toMatchObject({
			code: 'network',
			description: expect.stringMatching(/Nothing listens.*proxy.*ECONNREFUSED/) as string,
		});
	});

	it('that does not answer leaves nothing in doubt', async () => {
		const simulator = await startSecure('good');
		process.env.HTTPS_PROXY = `http://${await startTcpServer((socket) => socket.resume())}`;

		const options = { maxRetries: 0, timeout: 200 };
		expect(await tryOne(resource, simulator, FAR_AWAY, options)).toMatchObject({
			code: 'network',
			description: expect.stringMatching(/No connection was made in time/) as string,
		});
	});
});
