import { KEY, errorsOf, type ItemError } from '../../scripts/engine/campaignsNode';
import { startHttpServer } from '../../scripts/process/httpServer';
import {
	KEY_WITHOUT_PRODUCT,
	startSimulator,
	type FaultSpec,
	type Simulator,
} from '../../simulator';
import { UNKNOWN_ID, errorIn, meet, type Situation } from './situations';

let simulator: Simulator;
beforeAll(async () => {
	const keys = { [KEY]: { product: true }, [KEY_WITHOUT_PRODUCT]: { product: false } };
	simulator = await startSimulator({ keys });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const both = ['record', 'campaign'] as const;

const scripted = (status: number, rest: Partial<FaultSpec> = {}): Situation => ({
	fault: { kind: 'status', status, ...rest },
});

describe.each(both)('%s: an answer', (resource) => {
	const cases: Array<[string, Situation, Partial<ItemError>, RegExp]> = [
		[
			'the key is unknown',
			{ credential: { apiKey: 'eght_wrong' } },
			{ code: 'unauthorized', httpCode: '401' },
			/eght_.*Admin Console/s,
		],
		[
			'the key lacks the product',
			{ credential: { apiKey: KEY_WITHOUT_PRODUCT } },
			{ code: 'forbidden', httpCode: '403' },
			/API Product "Contact Center Campaigns"/,
		],
		[
			'the campaign is unknown',
			{ campaignId: UNKNOWN_ID },
			{ code: 'notFound', httpCode: '404' },
			/campaign.*tenant.*site/is,
		],
		[
			'the tenant is wrong',
			{ credential: { tenant: 'other' } },
			{ code: 'notFound', httpCode: '404' },
			/campaign.*tenant.*site/is,
		],
		[
			'the site is wrong',
			{ credential: { customerSite: 'UK3' } },
			{ code: 'notFound', httpCode: '404' },
			/campaign.*tenant.*site/is,
		],
		[
			'the media type is not taken',
			scripted(415),
			{ code: 'unexpectedAnswer', httpCode: '415' },
			/Base URL/,
		],
		[
			'the method is not taken',
			scripted(405),
			{ code: 'unexpectedAnswer', httpCode: '405' },
			/Base URL/,
		],
		[
			'there are too many requests',
			scripted(429),
			{ code: 'rateLimited', httpCode: '429' },
			/later|Concurrency|Max Retries/,
		],
		[
			'the wait would be too long',
			{ ...scripted(429, { retryAfter: 301 }), options: { maxRetries: 3 } },
			{ code: 'rateLimited', httpCode: '429' },
			/later|Concurrency|Max Retries/,
		],
	];

	it.each(cases)(
		'saying that %s is told as such, with what to do',
		async (_, situation, expected, advice) => {
			const error = await errorIn(simulator, resource, situation);

			expect(error).toMatchObject(expected);
			expect(error.description).toMatch(advice);
			expect(simulator.requests).toHaveLength(1);
		},
	);

	it('with a problem body passes on what 8x8 support asks for', async () => {
		const error = await errorIn(simulator, resource, { campaignId: UNKNOWN_ID });

		const { path } = simulator.requests[0] ?? {};
		expect(error).toMatchObject({
			instance: `${path}#1`,
			time: expect.stringMatching(/Z$/) as unknown,
		});
		for (const said of ['Not Found', 'Campaign not found', error.instance, error.time]) {
			expect(error.description).toContain(said);
		}
		expect(error.message).not.toContain('Campaign not found');
	});

	it.each(['empty', 'html'] as const)('with an %s body is still understood', async (errorBody) => {
		const error = await errorIn(simulator, resource, {
			dialect: { errorBody },
			campaignId: UNKNOWN_ID,
		});

		expect(error).toMatchObject({ code: 'notFound', httpCode: '404' });
		expect(error).not.toHaveProperty('instance');
		expect(error.description).not.toContain('<');
	});

	it('that speaks of something "canceled" does not cancel the workflow', async () => {
		const body = { text: '{"title":"canceled","detail":"The order was canceled"}' };
		const outcome = await meet(simulator, resource, scripted(403, { body }));

		expect(outcome.status).toBe('error');
		expect(outcome.error?.description).toContain('The order was canceled');
	});
});

describe.each(both)('%s: without an answer', (resource) => {
	it('because nobody listens, the network is named', async () => {
		const closed = await startHttpServer(() => undefined);
		await closed.close();
		const error = await errorIn(simulator, resource, { credential: { baseUrl: closed.url } });

		expect(error).toMatchObject({ code: 'network' });
		expect(error.description).toMatch(/Base URL.*ECONNREFUSED/s);
		expect(error).not.toHaveProperty('httpCode');
	});

	it('after a redirect, the key stays here', async () => {
		const seen: unknown[] = [];
		const elsewhere = await startHttpServer((request, response) => {
			seen.push(request.headers);
			response.end('{}');
		});
		const fault: FaultSpec = { kind: 'redirect', status: 307, location: `${elsewhere.url}/` };
		// Closed whatever happens: an open server would keep jest from exiting.
		const outcome = await meet(simulator, resource, { fault }, 'continueRegularOutput').finally(
			() => elsewhere.close(),
		);

		expect(seen).toEqual([]);
		expect(simulator.requests).toHaveLength(1);
		const [error] = errorsOf(outcome.items);
		expect(error).toMatchObject({ code: 'unexpectedAnswer', httpCode: '307' });
		expect(error?.description).toMatch(/redirect/i);
	});
});

describe.each(both)('%s: a credential', (resource) => {
	it.each([
		['plain http to another host', 'http://api.example'],
		['no URL', 'api.8x8.com'],
		['a path', 'https://api.8x8.com/cc'],
		['a login', 'https://user:secret@api.8x8.com'],
	])('with %s for a base URL is refused before any request', async (_, baseUrl) => {
		const error = await errorIn(simulator, resource, { credential: { baseUrl } });

		expect(error.code).toBe('notSent');
		expect(error.message).toMatch(/base URL in the credential/);
	});
});

describe.each(both)('%s: in Stop mode, an error', (resource) => {
	it.each([
		['of 8x8', { campaignId: UNKNOWN_ID }, '404'],
		['of the key', { credential: { apiKey: KEY_WITHOUT_PRODUCT } }, '403'],
		['after a redirect', { fault: { kind: 'redirect' } }, '302'],
		['of the network', { credential: { baseUrl: 'http://127.0.0.1:1' } }, undefined],
	] satisfies Array<[string, Situation, string?]>)(
		'%s carries message, advice and status',
		async (_, situation: Situation, httpCode) => {
			const outcome = await meet(simulator, resource, situation);
			const { error: expected } = {
				error: await errorIn(simulator, resource, situation),
			};

			expect(outcome.status).toBe('error');
			expect(outcome.error?.message).toContain(expected.message);
			expect(outcome.error?.description).toBeTruthy();
			expect(outcome.error).toMatchObject(httpCode === undefined ? {} : { httpCode });
		},
	);
});
