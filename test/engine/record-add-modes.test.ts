import type { IDataObject } from 'n8n-workflow';
import {
	errorsOf,
	itemsWithIds,
	jsonOf,
	runAddRecords,
	type AddRun,
} from '../../scripts/engine/campaignsNode';
import { stopAfterRequests } from '../helpers/stop-button';
import { campaign, simulator } from '../helpers/simulated-campaign';

function add(run: Partial<AddRun>) {
	return runAddRecords({ url: simulator.url, campaignId: campaign.id, ...run });
}

/** Item 4 is refused by 8x8; a name shows what the error branch merges. */
const items: IDataObject[] = itemsWithIds(12).map(({ id }, index) => ({
	id: index === 4 ? 'BAD-4' : id,
	name: `name ${index}`,
}));

describe('a refused record', () => {
	it('keeps its place among the others with "continue"', async () => {
		const outcome = await add({ items, onError: 'continueRegularOutput' });

		expect(outcome.status).toBe('success');
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect(jsonOf(outcome.items)[4]).toEqual({
			error: {
				code: 'invalidRecord',
				message: expect.any(String) as unknown,
				description: expect.any(String) as unknown,
				httpCode: '400',
				crmRecordId: 'BAD-4',
				campaignId: campaign.id,
				fieldErrors: [expect.objectContaining({ message: 'is not known to the CRM' })],
				instance: expect.stringContaining('/records#') as unknown,
				time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
			},
		});
		expect(jsonOf(outcome.items).filter(({ outcome: what }) => what === 'added')).toHaveLength(11);
	});

	it('goes to the error branch with the fields it came with', async () => {
		const outcome = await add({ items, onError: 'continueErrorOutput' });

		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.flatMap((_, item) => (item === 4 ? [] : [{ item }])),
		);
		expect(outcome.errorItems).toEqual([
			{
				json: {
					id: 'BAD-4',
					name: 'name 4',
					error: expect.objectContaining({ code: 'invalidRecord' }) as unknown,
				},
				pairedItem: { item: 4 },
			},
		]);
	});

	it('stops the workflow by default, once the other records of its batch are in', async () => {
		const outcome = await add({ items, options: { batchSize: 6 } });

		expect(outcome.status).toBe('error');
		expect(outcome.error?.context).toMatchObject({ itemIndex: 4 });
		expect(outcome.error?.message).toMatch(/refused the record/);
		const said = `${outcome.error?.message} ${outcome.error?.description}`;
		expect(said).toContain('BAD-4');
		expect(said).toMatch(/5 added/);
		expect(said).toMatch(/6 not sent/);
		expect(outcome.logs.map(({ message }) => message)).toContain(
			'8x8 campaigns: 5 added, 1 failed (invalidRecord), 6 not sent',
		);
		expect(campaign.crmRecordIds()).toEqual(['x0', 'x1', 'x2', 'x3', 'x5']);
	});

	it('is found by halving when 8x8 does not name it', async () => {
		simulator.dialect = { invalidText: 'opaque' };
		const outcome = await add({ items, onError: 'continueRegularOutput' });

		expect(errorsOf(outcome.items).flatMap((error, item) => (error ? [item] : []))).toEqual([4]);
		expect(campaign.recordCount).toBe(11);
	});
});

describe('stopping the execution', () => {
	function stopDuring(run: Partial<AddRun>, requests: number) {
		return stopAfterRequests(simulator, requests, (cancel) =>
			add({ onError: 'continueRegularOutput', ...run, cancel }),
		);
	}

	it('sends nothing more, and makes no item of it', async () => {
		simulator.fault({ kind: 'hangBefore', skip: 1 });
		const outcome = await stopDuring({ items: itemsWithIds(250) }, 2);

		expect(outcome).toMatchObject({ status: 'canceled', saved: { status: 'canceled' } });
		expect(errorsOf(outcome.items).filter(Boolean)).toEqual([]);
		expect(simulator.requestCount).toBe(2);
		expect(campaign.recordCount).toBe(100);
	});

	it('ends a wait for 8x8 at once', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 240 });
		const outcome = await stopDuring({ items: itemsWithIds(1) }, 1);

		expect(outcome.status).toBe('canceled');
		expect(simulator.requestCount).toBe(1);
	});

	it('is not undone by Retry On Fail', async () => {
		simulator.fault({ kind: 'hangBefore' });
		const outcome = await stopDuring({ items: itemsWithIds(1), retryOnFail: true }, 1);

		expect(outcome.status).toBe('canceled');
		expect(simulator.requestCount).toBe(1);
	});

	it('ends it as well when n8n stops it for taking too long', async () => {
		simulator.fault({ kind: 'hangBefore', times: 'always' });
		const outcome = await add({ items: itemsWithIds(1), executionTimeout: 300 });

		expect(outcome).toMatchObject({ status: 'canceled', saved: { status: 'canceled' } });
	});

	it('before it began sends nothing', async () => {
		await add({ items: itemsWithIds(1), cancel: AbortSignal.abort() });

		expect(simulator.requests).toEqual([]);
	});
});
