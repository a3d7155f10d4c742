import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId, jsonOf, type AddRun } from '../../scripts/engine/campaignsNode';
import type { CampaignView } from '../../simulator';
import { failedItems, RETRY } from './failedItems';
import { add, simulator } from './simulatedCampaign';

/** Its first request is handled, but the answer gets lost. */
let lossy: CampaignView;
let open: CampaignView;
let items: IDataObject[];

beforeEach(() => {
	lossy = simulator.createCampaign();
	open = simulator.createCampaign({ records: ['there'] });
	const over = simulator.createCampaign({ state: 'COMPLETE' });
	simulator.fault({ kind: 'resetAfter', match: { campaignId: lossy.id } });
	const rows: Array<[campaign: string, id: string]> = [
		[lossy.id, 'L-0'],
		[lossy.id, 'L-1'],
		[open.id, 'O-2'],
		[open.id, 'there'],
		[open.id, 'x'.repeat(33)],
		[open.id, 'BAD-5'],
		[open.id, 'O-6'],
		[randomUUID(), 'U-7'],
		[over.id, 'C-8'],
	];
	items = rows.map(([campaign, id], row) => ({ campaign, id, row, error: 'of an earlier node' }));
});

const run = (settings: Partial<AddRun>, given = items) =>
	add({
		campaignId: byId('={{ $json.campaign }}'),
		options: { maxRetries: 0, concurrency: 1, onDuplicate: 'error' },
		items: given,
		...settings,
	});

const recordOf = (row: number) => ({
	crmRecordId: items[row]?.id,
	campaignId: items[row]?.campaign,
});

const added = (row: number, item = row): INodeExecutionData => ({
	json: expect.objectContaining({
		...recordOf(row),
		outcome: 'added',
		state: 'PENDING',
		rank: expect.any(Number) as number,
	}) as IDataObject,
	pairedItem: { item },
});

/** All that is known of a record whose answer got lost. */
const addedUnconfirmed = (row: number): INodeExecutionData => ({
	json: { ...recordOf(row), outcome: 'addedUnconfirmed' },
	pairedItem: { item: row },
});

const { failed, failedWithFields } = failedItems(() => items, recordOf);

/** The ids of each request for the campaign. */
const sentTo = ({ id }: CampaignView) =>
	simulator.requests
		.filter(({ path }) => path.includes(id))
		.map(({ body }) => (body as { records: IDataObject[] }).records.map((r) => r.crmRecordId));

/** Whatever the node says: the campaigns hold all that they can take, and nothing twice. */
function expectAllGoodOnesIn(): void {
	expect(lossy.crmRecordIds()).toEqual(['L-0', 'L-1']);
	expect(open.crmRecordIds()).toEqual(['there', 'O-2', 'O-6']);
}

/** What no second try can change. */
const BEYOND_REPAIR: Array<[row: number, code: string]> = [
	[3, 'duplicateRecord'],
	[4, 'invalidRecord'],
	[5, 'invalidRecord'],
	[7, 'notFound'],
	[8, 'campaignState'],
];
const LOST: typeof BEYOND_REPAIR = [
	[0, 'unconfirmed'],
	[1, 'unconfirmed'],
];

describe.each([
	['once', {}, [...LOST, ...BEYOND_REPAIR]],
	['with Retry On Fail, which finds what the first try got in', RETRY, BEYOND_REPAIR],
] as Array<[string, Partial<AddRun>, typeof BEYOND_REPAIR]>)('%s', (_how, retry, failures) => {
	const codes = new Map(failures);
	const good = [0, 1, 2, 6].filter((row) => !codes.has(row));
	const isIn = (row: number) => (row < 2 ? addedUnconfirmed(row) : added(row));

	it('continues on the regular output, each item at its place', async () => {
		const outcome = await run({ onError: 'continueRegularOutput', ...retry });
		expect(outcome.status).toBe('success');
		expect(outcome.items).toEqual(
			items.map((_, row) => (codes.has(row) ? failed(row, codes.get(row)!) : isIn(row))),
		);
		expect(outcome.errorItems).toEqual([]);
		expectAllGoodOnesIn();
	});

	it('sends failed items to the error output, with the fields they came with', async () => {
		const outcome = await run({ onError: 'continueErrorOutput', ...retry });
		expect(outcome.status).toBe('success');
		expect(outcome.items).toEqual(good.map(isIn));
		expect(outcome.errorItems).toEqual(failures.map(([row, code]) => failedWithFields(row, code)));
		expectAllGoodOnesIn();
	});

	it('sends nothing in Stop mode when an item is not valid', async () => {
		const outcome = await run(retry);
		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toMatch(/^Record ".*": .*longer than 32 characters/);
		expect(outcome.error?.description).toMatch(
			'Nothing was sent: 1 of 9 items cannot be added; the first is item 4 (row 5).',
		);
		expect(outcome.error?.context).toMatchObject({ itemIndex: 4 });
		expect(outcome.items).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});
});

describe('in Stop mode', () => {
	it('stops after a lost answer, and says what is in doubt and what was not sent', async () => {
		const outcome = await run({}, items.toSpliced(4, 1));
		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toMatch(/^Record "L-0": /);
		expect(outcome.error?.description).toMatch(
			'Of 8 items: 2 failed (unconfirmed), 6 not sent; this is item 0 (row 1).',
		);
		expect(outcome.items).toEqual([]);
		expect(simulator.requestCount).toBe(1);
	});

	it('goes on where it stopped with Retry On Fail, and says what is in', async () => {
		const outcome = await run(RETRY, items.slice(0, 7).toSpliced(4, 1));
		expect(outcome.status).toBe('error');
		expect(outcome.error?.message).toMatch(/^Record "there": /);
		expect(outcome.error?.description).toMatch(
			'Of 6 items: 2 added, 2 added (found in the campaign after an answer got lost), 2 failed (duplicateRecord: 1, invalidRecord: 1); this is item 3 (row 4).',
		);
		expect(outcome.error?.context).toMatchObject({ itemIndex: 3 });
		expect(outcome.items).toEqual([]);
		expectAllGoodOnesIn();
	});

	it('is done with Retry On Fail when the second try succeeds', async () => {
		const good = [0, 1, 2, 6].map((row) => items[row]!);
		const outcome = await run(RETRY, good);
		expect(outcome.status).toBe('success');
		expect(outcome.items).toEqual([
			addedUnconfirmed(0),
			addedUnconfirmed(1),
			added(2),
			added(6, 3),
		]);
		expectAllGoodOnesIn();
	});
});

describe('Retry On Fail', () => {
	it('sends nothing again that is in, or that 8x8 refused for good', async () => {
		await run({ onError: 'continueRegularOutput' });
		const once = sentTo(open);
		simulator.reset();
		lossy = simulator.createCampaign({ id: lossy.id });
		open = simulator.createCampaign({ id: open.id, records: ['there'] });
		simulator.fault({ kind: 'resetAfter', match: { campaignId: lossy.id } });
		await run({ onError: 'continueRegularOutput', ...RETRY });
		expect(sentTo(open)).toEqual(once);
		expect(sentTo(lossy).length).toBeGreaterThan(1);
	});

	it('does not run again when the first item is in', async () => {
		await run({ onError: 'continueRegularOutput', ...RETRY }, items.slice(2));
		expect(simulator.requests.filter(({ status }) => status === 404)).toHaveLength(1);
	});

	it('keeps what the first try got in when its first item failed for good', async () => {
		const given = ['BAD-0', 'x1', 'x2'].map((id) => ({ campaign: open.id, id }));
		const outcome = await run({ onError: 'continueErrorOutput', ...RETRY }, given);
		expect(jsonOf(outcome.items)).toMatchObject([
			{ crmRecordId: 'x1', outcome: 'added' },
			{ crmRecordId: 'x2', outcome: 'added' },
		]);
		expect(outcome.errorItems).toMatchObject([
			{ json: { error: { code: 'invalidRecord', crmRecordId: 'BAD-0' } } },
		]);
	});
});
