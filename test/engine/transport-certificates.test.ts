import type { TlsKind } from '../../simulator';
import { RESOURCES, startProxyBefore, startSecure, tryOne } from './secureSimulator';

describe.each(RESOURCES)('%s: a certificate', (resource) => {
	it('of an authority that n8n was told of is good', async () => {
		const simulator = await startSecure('good');
		expect(await tryOne(resource, simulator)).toBeUndefined();
		expect(simulator.requestCount).toBe(1);
	});

	it.each<[TlsKind, boolean, RegExp, RegExp]>([
		['good', false, /does not know the authority/, /NODE_EXTRA_CA_CERTS.*UNABLE_TO_VERIFY/],
		['expired', true, /has expired/, /clock.*CERT_HAS_EXPIRED/],
		['otherHost', true, /is for another host/, /Base URL.*ERR_TLS_CERT_ALTNAME_INVALID/],
		['selfSigned', true, /is self-signed/, /NODE_EXTRA_CA_CERTS.*DEPTH_ZERO/],
	])('that is %s (trusted: %s) is told, after one attempt', async (kind, isTrusted, is, cure) => {
		const simulator = await startSecure(kind, isTrusted);
		const proxy = await startProxyBefore(simulator);
		const error = await tryOne(resource, simulator);

		expect(error).toMatchObject({ code: 'network', message: expect.stringMatching(is) as string });
		expect(error?.description).toMatch(cure);
		expect(proxy.asked).toHaveLength(1);
		expect(simulator.requestCount).toBe(0);
	});
});
