import * as zlib from 'node:zlib';
import { errorsOf, jsonOf, itemsWithIds } from '../../scripts/engine/campaignsNode';
import { startGateway, unchanged, type Gateway, type Passing } from './gateway';
import { add, campaign, simulator } from './simulatedCampaign';

let gateway: Gateway;
afterEach(() => gateway.close());

/** Adds through a gateway, with items that fail among the others. */
async function addThrough(
	answer: (passing: Passing) => unknown,
	items: Array<{ id: string }>,
	maxRetries = 1,
) {
	gateway = await startGateway(simulator.url, answer);
	const options = { onDuplicate: 'error', maxRetries };
	return await add({ url: gateway.url, items, onError: 'continueRegularOutput', options });
}

/** Only the first answer; what comes after it passes as it is. */
const first =
	(answer: (passing: Passing) => unknown) =>
	(passing: Passing): unknown =>
		passing.number === 1 ? answer(passing) : unchanged(passing);

const send = (
	{ status, contentType, response }: Passing,
	body: Uint8Array,
	headers: Record<string, string | number> = {},
) => response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);

const compressed = (encoding: string, compress: (body: Buffer) => Buffer) => (passing: Passing) =>
	send(passing, compress(passing.body), { 'content-encoding': encoding });

/** In pieces of one byte, each a chunk of its own. */
function inChunks({ status, contentType, body, response }: Passing): void {
	response.writeHead(status, { 'content-type': contentType });
	for (const byte of body) response.write(Uint8Array.of(byte));
	response.end();
}

describe.each<[how: string, answer: (passing: Passing) => unknown]>([
	['gzip', compressed('gzip', zlib.gzipSync)],
	['gzip, in capitals', compressed('GZIP', zlib.gzipSync)],
	['deflate', compressed('deflate', zlib.deflateSync)],
	['deflate without its header', compressed('deflate', zlib.deflateRawSync)],
	['br', compressed('br', zlib.brotliCompressSync)],
	['zstd, which nobody asked for', compressed('zstd', zlib.zstdCompressSync)],
	['a byte order mark', (passing) => send(passing, Buffer.concat([BOM, passing.body]))],
	['chunks of one byte', inChunks],
])('an answer with %s', (_, answer) => {
	it('is read when it is a success', async () => {
		const { items } = await addThrough(answer, [{ id: 'ä-1' }, { id: 'b' }]);

		expect(jsonOf(items)).toMatchObject([
			{ crmRecordId: 'ä-1', outcome: 'added', state: 'PENDING' },
			{ crmRecordId: 'b', outcome: 'added' },
		]);
		expect(simulator.requestCount).toBe(1);
	});

	it('is read when it is a refusal', async () => {
		simulator.updateCampaign(campaign.id, { state: 'COMPLETE' });
		const { items } = await addThrough(answer, [{ id: 'a' }]);

		const [error] = errorsOf(items);
		expect(error).toMatchObject({ code: 'campaignState', httpCode: '409' });
		expect(error?.description).toContain('COMPLETE');
		expect(simulator.requestCount).toBe(1);
	});
});

const BOM = Buffer.from('\ufeff');

const half = (body: Buffer) => body.subarray(0, Math.floor(body.length / 2));

describe.each<[how: string, answer: (passing: Passing) => unknown]>([
	['plain, but called gzip', compressed('gzip', (body) => body)],
	['plain, but called deflate', compressed('deflate', (body) => body)],
	['plain, but called br', compressed('br', (body) => body)],
	['gzip, but called br', compressed('br', zlib.gzipSync)],
	['gzip that is cut in half', compressed('gzip', (body) => half(zlib.gzipSync(body)))],
	['br that is cut in half', compressed('br', (body) => half(zlib.brotliCompressSync(body)))],
	['of a length that is too small', (passing) => send(passing, half(passing.body))],
	[
		'of a length that is too large',
		(passing) => {
			send(passing, passing.body, { 'content-length': passing.body.length + 5 });
			passing.response.socket?.destroySoon();
		},
	],
	[
		'compressed twice',
		compressed('gzip, br', (body) => zlib.brotliCompressSync(zlib.gzipSync(body))),
	],
	['of an unknown encoding', compressed('secret', (body) => body.reverse())],
])('an answer that is %s', (_, answer) => {
	it('is lost, and sending again shows what is in', async () => {
		const { items } = await addThrough(first(answer), [{ id: 'a' }, { id: 'b' }]);

		expect(jsonOf(items)).toMatchObject([
			{ crmRecordId: 'a', outcome: 'addedUnconfirmed' },
			{ crmRecordId: 'b', outcome: 'addedUnconfirmed' },
		]);
		expect(campaign.crmRecordIds()).toEqual(['a', 'b']);
	});

	it('is no refusal: it is sent again until that can be read', async () => {
		simulator.updateCampaign(campaign.id, { state: 'COMPLETE' });
		const { items } = await addThrough(first(answer), [{ id: 'a' }]);

		// The answer that was lost may have been a success.
		expect(errorsOf(items)).toMatchObject([{ code: 'unconfirmed' }]);
		expect(errorsOf(items)[0]?.description).toContain('COMPLETE');
		expect(simulator.requestCount).toBe(2);
	});

	it('leaves everything in doubt where it comes each time', async () => {
		const { items } = await addThrough(answer, [{ id: 'a' }], 0);

		expect(errorsOf(items)).toMatchObject([{ code: 'unconfirmed' }]);
		expect(campaign.crmRecordIds()).toEqual(['a']);
	});
});

it('a server that closes each connection without saying so loses nothing', async () => {
	const items = itemsWithIds(50);
	gateway = await startGateway(simulator.url, ({ status, contentType, body, response }) => {
		const { socket } = response;
		response.writeHead(status, { 'content-type': contentType, connection: 'keep-alive' });
		response.end(body, () => socket?.destroySoon());
	});
	const outcome = await add({ url: gateway.url, items, options: { batchSize: 1 } });

	expect(jsonOf(outcome.items).map(({ outcome }) => outcome)).toEqual(items.map(() => 'added'));
	expect(simulator.requestCount).toBe(50);
	expect(campaign.crmRecordIds()).toEqual(items.map(({ id }) => id));
});
