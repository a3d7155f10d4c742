import {
	errorsOf,
	itemsWithIds,
	jsonOf,
	KEY,
	runAddRecords,
} from '../../scripts/engine/campaignsNode';
import { startHttpServer } from '../../scripts/process/httpServer';
import { DIALECT_CHOICES, type Dialect } from '../../simulator';
import { add, campaign, simulator } from './simulatedCampaign';
import { errorIn, meet, type Situation } from './situations';

const both = ['record', 'campaign'] as const;
const ERROR_BODIES = DIALECT_CHOICES.errorBody.filter(
	(body) => body !== 'html' && body !== 'empty',
);
const continues = { onError: 'continueRegularOutput' } as const;

const outcomesOf = (items: Parameters<typeof jsonOf>[0]) =>
	jsonOf(items).map(
		({ outcome, error }) => outcome ?? (error as { code?: string } | undefined)?.code,
	);

/** A page of a gateway, for every request. */
const gateway = (status: number, text: string): Situation => ({
	fault: { kind: 'status', status, body: { text } },
});

const TOO_LARGE_HEADERS =
	'<html><head><title>400 Request Header Or Cookie Too Large</title></head><body><center>Request Header Or Cookie Too Large</center><hr><center>nginx</center></body></html>';

describe.each(ERROR_BODIES)('a refusal in the form "%s"', (errorBody) => {
	it('names what 8x8 says, and the record that it is about', async () => {
		const { id: campaignId } = simulator.createCampaign({ records: ['x3'] });
		simulator.dialect = { errorBody };
		const items = itemsWithIds(20);
		const { items: output } = await add({
			campaignId,
			items,
			options: { onDuplicate: 'error' },
			...continues,
		});

		expect(outcomesOf(output)).toEqual(
			items.map(({ id }) => (id === 'x3' ? 'duplicateRecord' : 'added')),
		);
		expect(errorsOf(output)[3]?.description).toContain(
			'Campaign already contains record for Id: x3',
		);
		expect(simulator.requests).toHaveLength(2);
	});

	it('fails the record alone that it calls invalid', async () => {
		simulator.dialect = { errorBody };
		const items = ['x0', 'x1', 'BAD-1', 'x3', 'x4'].map((id) => ({ id }));
		const { items: output } = await add({ items, ...continues });

		expect(outcomesOf(output).map((outcome) => outcome === 'added')).toEqual([
			true,
			true,
			false,
			true,
			true,
		]);
		expect(campaign.crmRecordIds()).toEqual(['x0', 'x1', 'x3', 'x4']);
	});

	it.each(both)('tells that the campaign is over: %s', async (resource) => {
		const situation: Situation = { campaign: { state: 'COMPLETE' }, dialect: { errorBody } };
		const error = await errorIn(resource, { ...situation, options: { maxWait: 60 } });

		expect(error).toMatchObject({ code: 'campaignState', httpCode: '409' });
		expect(error.description).toMatch(/COMPLETE/);
		expect(simulator.requests).toHaveLength(1);
	});
});

describe('an answer of success', () => {
	const shapes = DIALECT_CHOICES.addedBody.flatMap((addedBody) =>
		DIALECT_CHOICES.idEcho.map((idEcho) => [addedBody, idEcho] as const),
	);

	it.each(shapes)('that lists the records as %s, with their ids %s, is read', async (...shape) => {
		const [addedBody, idEcho] = shape;
		simulator.dialect = { addedBody, idEcho, answerOrder: 'reversed' };
		const items = ['10003629', ' edge ', 'crm-a', 'plain'].map((id) => ({ id }));
		const { items: output } = await add({ items, ...continues });

		expect(jsonOf(output)).toMatchObject(
			items.map(({ id }, n) => ({ crmRecordId: id, rank: n + 1, outcome: 'added' })),
		);
		expect(simulator.requests).toHaveLength(1);
	});

	it('does not mix up two ids that differ only in their case', async () => {
		simulator.dialect = { idEcho: 'upper' };
		const items = ['a', 'A', 'b'].map((id) => ({ id }));
		const { items: output } = await add({ items, ...continues });

		expect(campaign.crmRecordIds()).toEqual(['a', 'A', 'b']);
		for (const outcome of outcomesOf(output)) {
			expect(['added', 'addedUnconfirmed']).toContain(outcome);
		}
	});

	it('that refuses some of the records fails these, with their own reasons', async () => {
		const { id: campaignId } = simulator.createCampaign({ records: ['old'] });
		simulator.dialect = { atomic: false };
		const items = ['a', 'old', 'BAD-1', 'b'].map((id) => ({ id }));
		const { items: output } = await add({
			campaignId,
			items,
			options: { onDuplicate: 'error' },
			...continues,
		});

		expect(outcomesOf(output)).toEqual(['added', 'duplicateRecord', 'invalidRecord', 'added']);
		expect(errorsOf(output)[1]).toMatchObject({
			httpCode: '409',
			crmRecordId: 'old',
			description: expect.stringContaining('8x8 answered 409 Duplicate customer.') as unknown,
		});
		expect(simulator.requests).toHaveLength(1);
	});

	it('that refuses what the campaign has counts as done with "skip"', async () => {
		const { id: campaignId } = simulator.createCampaign({ records: ['old'] });
		simulator.dialect = { atomic: false };
		const items = ['old', 'a'].map((id) => ({ id }));
		const { items: output } = await add({
			campaignId,
			items,
			options: { onDuplicate: 'skip' },
			...continues,
		});

		expect(outcomesOf(output)).toEqual(['alreadyInCampaign', 'added']);
	});

	it('that is an error by its body is none', async () => {
		const { id: campaignId } = simulator.createCampaign({ records: ['x1'] });
		simulator.dialect = { errorStatus: 'body' };
		const { items: output } = await add({
			campaignId,
			items: itemsWithIds(3),
			options: { onDuplicate: 'error' },
			...continues,
		});

		expect(outcomesOf(output)).toEqual(['added', 'duplicateRecord', 'added']);
		expect(simulator.requests).toHaveLength(2);
	});

	it('that is an error by its body is none for an action either', async () => {
		const situation: Situation = {
			campaign: { state: 'COMPLETE' },
			dialect: { errorStatus: 'body' },
		};
		expect(await errorIn('campaign', situation)).toMatchObject({
			code: 'campaignState',
			httpCode: '409',
		});
	});

	it.each([200, 202, 204])('%i without a body is cleared up by sending again', async (status) => {
		simulator.fault({ kind: 'unreadable', status, body: 'empty' });
		simulator.fault({ kind: 'status', status, body: 'empty' });
		const stored = await add({ items: itemsWithIds(3), ...continues });
		expect(campaign.recordCount).toBe(3);
		expect(new Set(outcomesOf(stored.items))).toEqual(new Set(['addedUnconfirmed']));

		const other = simulator.createCampaign();
		simulator.clearFaults();
		simulator.fault({ kind: 'status', status, body: 'empty' });
		const notStored = await add({
			campaignId: other.id,
			items: itemsWithIds(3),
			...continues,
		});
		expect(other.recordCount).toBe(3);
		expect(outcomesOf(notStored.items)).toEqual(['added', 'added', 'added']);
	});

	it.each([200, 202, 204])(
		'%i without a body leaves open what nothing clears up',
		async (status) => {
			const situation: Situation = { fault: { kind: 'status', status, body: 'empty' } };
			const error = await errorIn('record', situation);
			expect(error).toMatchObject({ code: 'unconfirmed', httpCode: String(status) });
			expect(error.message).toMatch(/is empty/);
		},
	);
});

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

describe.each(both)('%s: what 8x8 support asks for', (resource) => {
	it('comes out of an envelope that has its own names for it', async () => {
		const dialect: Partial<Dialect> = { errorBody: 'coded' };
		const error = await errorIn(resource, { campaign: { state: 'COMPLETE' }, dialect });

		expect(error).toMatchObject({
			instance: 'error-1',
			time: expect.stringMatching(/Z$/) as unknown,
		});
	});

	it('comes out of the headers, and the key does not', async () => {
		const server = await startHttpServer((_request, response) => {
			response.writeHead(503, {
				'x-request-id': 'req-7',
				'cf-ray': KEY,
				'content-type': 'text/html',
			});
			response.end('<title>503 Service Unavailable</title>');
		});
		// `meet` fails when the key shows anywhere.
		const situation: Situation = { credential: { baseUrl: server.url } };
		const { items } = await meet(resource, situation, 'continueRegularOutput').finally(() =>
			server.close(),
		);
		const [error] = errorsOf(items);
		expect(error?.description).toContain('says "Service Unavailable"');
		expect(error?.requestIds).toBe('x-request-id req-7');
	});
});
