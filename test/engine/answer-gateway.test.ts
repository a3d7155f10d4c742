import { itemsWithIds, runAddRecords } from '../../scripts/engine/campaignsNode';
import { startHttpServer } from '../../scripts/process/httpServer';
import { add, campaign, outcomesOf, simulator } from './simulatedCampaign';
import { errorIn, type Situation } from './situations';

const both = ['record', 'campaign'] as const;
const continues = { onError: 'continueRegularOutput' } as const;

/** A page of a gateway, for every request. */
const gateway = (status: number, text: string): Situation => ({
	fault: { kind: 'status', status, body: { text } },
});

const TOO_LARGE_HEADERS =
	'<html><head><title>400 Request Header Or Cookie Too Large</title></head><body><center>Request Header Or Cookie Too Large</center><hr><center>nginx</center></body></html>';

describe.each(both)('%s: a gateway that refuses the request for how it was sent', (resource) => {
	it.each<[string, number, string]>([
		['nginx', 400, TOO_LARGE_HEADERS],
		['a firewall', 409, '<h1>Web Page Blocked</h1>'],
		[
			'8x8 itself',
			400,
			'{"title":"Bad Request","detail":"Required header \'X-8x8-Tenant\' is not present."}',
		],
	])('ends the run at once, and blames no record: %s', async (_, status, text) => {
		const situation = { ...gateway(status, text), options: { maxRetries: 3, maxWait: 60 } };
		const error = await errorIn(resource, situation);

		expect(error).toMatchObject({ code: 'unexpectedAnswer', httpCode: String(status) });
		expect(error.message).toMatch(/for how it was sent/);
		expect(error.description).not.toContain('<');
		expect(simulator.requests).toHaveLength(1);
	});

	it.each<[string, number, string]>([
		['nothing', 403, ''],
		['a page', 403, '<title>ERR_ACCESS_DENIED</title>'],
		['a page', 401, '<title>Sign in</title>'],
	])('%s is not called a missing product: %i', async (_, status, text) => {
		const error = await errorIn(resource, gateway(status, text));

		expect(error).toMatchObject({ code: 'unexpectedAnswer', httpCode: String(status) });
		expect(error.description).not.toMatch(/Product|eght_/);
	});

	it('403 of 8x8 is quoted, with product, role and tenant as what to check', async () => {
		const error = await errorIn(
			resource,
			gateway(403, '{"title":"Forbidden","detail":"tenant does not belong to this customer"}'),
		);
		expect(error.code).toBe('forbidden');
		expect(error.description).toMatch(
			/8x8 answered 403 Forbidden: tenant does not belong to this customer\..*Product.*role.*tenant/s,
		);
		expect(error.description).toContain('"Application Credentials"');
	});
});

it('a gateway that refuses a load for how it was sent gets one request', async () => {
	simulator.fault({
		kind: 'status',
		status: 400,
		body: { text: TOO_LARGE_HEADERS },
		times: 'always',
	});
	const { items } = await add({ items: itemsWithIds(300), ...continues });

	expect(simulator.requests).toHaveLength(1);
	expect(new Set(outcomesOf(items))).toEqual(new Set(['unexpectedAnswer', 'notSent']));
});

const FIREWALL = {
	kind: 'status',
	status: 403,
	body: { text: '<title>Request blocked</title>' },
	times: 'always',
} as const;

it.each(['sequence', 'none', 'rank'])(
	'a firewall that blocks one record keeps no other back (order %s)',
	async (order) => {
		simulator.fault({ ...FIREWALL, match: { crmRecordId: 'x350' } });
		const { items } = await add({ items: itemsWithIds(1_000), options: { order }, ...continues });

		const outcomes = outcomesOf(items);
		expect(outcomes[350]).toBe('unexpectedAnswer');
		expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(999);
		expect(campaign.crmRecordIds()).toHaveLength(999);
		expect(simulator.requests.length).toBeLessThan(10 + 2 * Math.ceil(Math.log2(100)) + 2);
	},
);

it('a firewall that blocks whatever is sent ends the run soon', async () => {
	for (let n = 200; n < 1_000; n++) {
		simulator.fault({ ...FIREWALL, match: { crmRecordId: `x${n}` } });
	}
	const { items } = await add({ items: itemsWithIds(1_000), ...continues });

	const outcomes = outcomesOf(items);
	expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(200);
	expect(new Set(outcomes.slice(200))).toEqual(new Set(['unexpectedAnswer', 'notSent']));
	expect(simulator.requests.length).toBeLessThan(20);
});

it('a page that names a duplicate below its title tells it from the others', async () => {
	simulator.fault({
		kind: 'status',
		status: 409,
		body: {
			text: '<title>Conflict</title><h1>HTTP 409</h1><p>Campaign already contains record for Id: x3</p>',
		},
		match: { crmRecordId: 'x3' },
		times: 'always',
	});
	const options = { onDuplicate: 'skip' };
	const { items } = await add({ items: itemsWithIds(5), options, ...continues });

	const added = ['added', 'added', 'added'];
	expect(outcomesOf(items)).toEqual([...added, 'alreadyInCampaign', 'added']);
	expect(simulator.requests).toHaveLength(2);
});

it('an answer about another campaign is no success of an action', async () => {
	const body = { text: '{"id":"99999999-9999-4999-8999-999999999999","state":"PAUSED"}' };
	const error = await errorIn('campaign', { fault: { kind: 'status', status: 200, body } });

	expect(error.code).toBe('unconfirmed');
	expect(error.message).toMatch(/about another campaign$/);
});

it('a proxy that takes only small requests gets them', async () => {
	const proxy = await startHttpServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks);
			if (body.length > 500) {
				response.writeHead(413, { 'content-type': 'text/html' });
				response.end('<html><head><title>413 Request Entity Too Large</title></head></html>');
				return;
			}
			const headers = new Headers(
				['content-type', 'x-api-key', 'x-8x8-tenant'].map((name) => [
					name,
					String(request.headers[name]),
				]),
			);
			void fetch(`${simulator.url}${request.url}`, {
				method: request.method,
				headers,
				body,
			}).then(async (answer) => {
				response.writeHead(answer.status);
				response.end(await answer.text());
			});
		});
	});
	const run = { url: proxy.url, campaignId: campaign.id, items: itemsWithIds(100), ...continues };
	const { items } = await runAddRecords(run).finally(() => proxy.close());

	expect(new Set(outcomesOf(items))).toEqual(new Set(['added']));
	expect(campaign.recordCount).toBe(100);
});
