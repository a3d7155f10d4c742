import { errorsOf, type ItemError } from '../../scripts/engine/campaignsNode';
import { startHttpServer } from '../../scripts/process/httpServer';
import { KEY_WITHOUT_PRODUCT, type FaultSpec } from '../../simulator';
import { simulator } from './simulatedCampaign';
import { UNKNOWN_ID, errorIn, meet, type Situation } from './situations';

const both = ['record', 'campaign'] as const;

const scripted = (status: number, rest: Partial<FaultSpec> = {}): Situation => ({
	fault: { kind: 'status', status, ...rest },
});

const WITHOUT_PRODUCT = { credential: { apiKey: KEY_WITHOUT_PRODUCT } };
const LONG_WAIT = { ...scripted(429, { retryAfter: 301 }), options: { maxRetries: 3 } };
const LATE: Situation = { fault: { kind: 'hangAfter' }, options: { timeout: 200 } };
const OVER = { state: 'COMPLETE' } as const;
const OVER_400: Situation = {
	campaign: OVER,
	dialect: { stateStatus: 400, transitionStatus: 400 },
};
const BUILDING = { state: 'BUILDING', buildMs: 1e9 } as const;
const KEY_ADVICE = /eght_.*Admin Console/s;
const PLACE_ADVICE = /campaign.*tenant.*site/is;
const RATE_ADVICE = /later|Concurrency|Max Retries/;

const codeAndStatus = ({ code, httpCode }: ItemError) => [code, httpCode].filter(Boolean).join(' ');

describe.each(both)('%s: an answer', (resource) => {
	it.each<[string, Situation, string, RegExp]>([
		[
			'the key is unknown',
			{ credential: { apiKey: 'eght_wrong' } },
			'unauthorized 401',
			KEY_ADVICE,
		],
		['the key lacks the product', WITHOUT_PRODUCT, 'forbidden 403', /"Contact Center Campaigns"/],
		['the campaign is unknown', { campaignId: UNKNOWN_ID }, 'notFound 404', PLACE_ADVICE],
		['the tenant is wrong', { credential: { tenant: 'other' } }, 'notFound 404', PLACE_ADVICE],
		['the site is wrong', { credential: { customerSite: 'UK3' } }, 'notFound 404', PLACE_ADVICE],
		['the media type is not taken', scripted(415), 'unexpectedAnswer 415', /Base URL/],
		['the method is not taken', scripted(405), 'unexpectedAnswer 405', /Base URL/],
		['the wait would be too long', LONG_WAIT, 'rateLimited 429', RATE_ADVICE],
	])('saying that %s is told as such, with what to do', async (_, situation, expected, advice) => {
		const error = await errorIn(resource, situation);

		expect(codeAndStatus(error)).toBe(expected);
		expect(error.description).toMatch(advice);
		expect(simulator.requests).toHaveLength(1);
	});

	it('with a problem body passes on what 8x8 support asks for', async () => {
		const error = await errorIn(resource, { campaignId: UNKNOWN_ID });

		const { path } = simulator.requests[0] ?? {};
		expect(error).toMatchObject({
			instance: `${path}#1`,
			time: expect.stringMatching(/Z$/) as unknown,
		});
		for (const said of ['Not Found', 'Campaign not found']) {
			expect(error.description).toContain(said);
		}
		expect(error.description).not.toContain(error.instance);
		expect(error.message).not.toContain('Campaign not found');
	});

	it('with a problem body tells in Stop mode what 8x8 support asks for', async () => {
		const { error } = await meet(resource, { campaignId: UNKNOWN_ID });

		const { path } = simulator.requests[0] ?? {};
		expect(error?.description).toMatch(
			new RegExp(`For 8x8 support: instance ${path}#1, time .*Z\\.$`),
		);
	});

	it.each(['empty', 'html'] as const)('with an %s body is still understood', async (errorBody) => {
		const error = await errorIn(resource, {
			dialect: { errorBody },
			campaignId: UNKNOWN_ID,
		});

		expect(error).toMatchObject({ code: 'notFound', httpCode: '404' });
		expect(error).not.toHaveProperty('instance');
		expect(error.description).not.toContain('<');
	});

	it('that speaks of something "canceled" does not cancel the workflow', async () => {
		const body = { text: '{"title":"canceled","detail":"The order was canceled"}' };
		const outcome = await meet(resource, scripted(403, { body }));

		expect(outcome.status).toBe('error');
		expect(outcome.error?.description).toContain('The order was canceled');
	});
});

describe('an answer that is', () => {
	/** What it comes to for a record and for an action; nothing where it has no such answer. */
	const cases: Array<[string, Situation, record: string, campaign: string]> = [
		['a server error', scripted(500), 'unconfirmed 500', 'serverError 500'],
		['a page', scripted(503, { body: 'html' }), 'unconfirmed 503', 'serverError 503'],
		['late', LATE, 'unconfirmed', 'unconfirmed'],
		['lost', { fault: { kind: 'resetAfter' } }, 'unconfirmed', 'unconfirmed'],
		['cut off', { fault: { kind: 'cutBody' } }, 'unconfirmed', 'unconfirmed'],
		[
			'an unreadable success',
			{ fault: { kind: 'unreadable' } },
			'unconfirmed 200',
			'unconfirmed 200',
		],
		['that the campaign is over', { campaign: OVER }, 'campaignState 409', 'campaignState 409'],
		['that the campaign is over, with 400', OVER_400, 'campaignState 400', 'campaignState 400'],
		[
			'that the campaign is building',
			{ campaign: BUILDING },
			'campaignState 409',
			'campaignState 409',
		],
		[
			'that the campaign is not dynamic',
			{ campaign: { dynamic: false } },
			'campaignNotDynamic 400',
			'',
		],
		['that the campaign is disabled', { campaign: { enabled: false } }, '', 'campaignState 409'],
	];

	it.each(cases)('%s', async (_, situation, record, campaign) => {
		if (record) {
			const error = await errorIn('record', situation);
			expect(codeAndStatus(error)).toBe(record);
			expect(error.crmRecordId).toBe('x');
		}
		simulator.reset();
		if (campaign) expect(codeAndStatus(await errorIn('campaign', situation))).toBe(campaign);
	});

	it('lost tells how to find out whether the record is in', async () => {
		const error = await errorIn('record', { fault: { kind: 'resetAfter' } });

		expect(error.description).toMatch(/skip/i);
	});
});

describe.each(both)('%s: without an answer', (resource) => {
	it('because nobody listens, the network is named', async () => {
		const closed = await startHttpServer(() => undefined);
		await closed.close();
		const error = await errorIn(resource, { credential: { baseUrl: closed.url } });

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
		const outcome = await meet(resource, { fault }, 'continueRegularOutput').finally(() =>
			elsewhere.close(),
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
		const error = await errorIn(resource, { credential: { baseUrl } });

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
			const outcome = await meet(resource, situation);
			const expected = await errorIn(resource, situation);

			expect(outcome.status).toBe('error');
			expect(outcome.error?.message).toContain(expected.message);
			expect(outcome.error?.description).toBeTruthy();
			expect(outcome.error).toMatchObject(httpCode === undefined ? {} : { httpCode });
		},
	);
});
