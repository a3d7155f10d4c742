import { randomUUID } from 'node:crypto';
import type { CampaignView } from '../../simulator';
import { errorOf, execute, outputs, type Execution, type Item } from './execution';
import { failedItems } from './failedItems';
import type { Json } from './n8n';
import { byHand, byId, RETRY, simulator, thisNode } from './simulated';

/** Its first request is handled, but the answer gets lost. */
let lossy: CampaignView;
let open: CampaignView;
let items: Json[];

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
	items = rows.map(([campaign, id], row) => ({
		campaign,
		id,
		row,
		contact: { name: `Contact ${row}` },
		error: 'of an earlier node',
	}));
});
async function add(settings: Json, given = items): Promise<Execution> {
	const parameters = {
		resource: 'record',
		operation: 'add',
		campaignId: byId('={{ $json.campaign }}'),
		fields: byHand({ crmRecordId: '={{ $json.id }}' }),
		options: { maxRetries: 0, concurrency: 1 },
	};
	return await execute(thisNode(parameters, settings), given);
}

const recordOf = (row: number) => ({
	crmRecordId: items[row]?.id,
	campaignId: items[row]?.campaign,
});

const added = (row: number): Item => ({
	json: expect.objectContaining({
		...recordOf(row),
		outcome: 'added',
		state: 'PENDING',
		rank: expect.any(Number) as number,
	}) as Json,
	pairedItem: { item: row },
});

/** All that is known of a record whose answer got lost. */
const addedUnconfirmed = (row: number): Item => ({
	json: { ...recordOf(row), outcome: 'addedUnconfirmed' },
	pairedItem: { item: row },
});

const { failed, failedWithFields } = failedItems(() => items, recordOf);

/** The ids of each request for the campaign. */
const sentTo = ({ id }: CampaignView) =>
	simulator.requests
		.filter(({ path }) => path.includes(id))
		.map(({ body }) =>
			(body as { records: Array<{ crmRecordId: string }> }).records.map((r) => r.crmRecordId),
		);

const held = () => [lossy.crmRecordIds(), open.crmRecordIds()];

/** Whatever the node says: what the campaigns hold is that, and nothing twice. */
const ALL_GOOD_ONES_IN = [
	['L-0', 'L-1'],
	['there', 'O-2', 'O-6'],
];

/** What no second try can mend. */
const BEYOND_REPAIR: Array<[row: number, code: string]> = [
	[3, 'duplicateRecord'],
	[4, 'invalidRecord'],
	[5, 'invalidRecord'],
	[7, 'notFound'],
	[8, 'campaignState'],
];

it('continues on the regular output', async () => {
	const execution = await add({ onError: 'continueRegularOutput' });
	expect(execution.status).toBe('success');
	expect(outputs(execution)).toEqual([
		[
			failed(0, 'unconfirmed'),
			failed(1, 'unconfirmed'),
			added(2),
			failed(3, 'duplicateRecord'),
			failed(4, 'invalidRecord'),
			failed(5, 'invalidRecord'),
			added(6),
			failed(7, 'notFound'),
			failed(8, 'campaignState'),
		],
	]);
	expect(held()).toEqual(ALL_GOOD_ONES_IN);
	expect(sentTo(lossy)).toEqual([['L-0', 'L-1']]);
});

it('sends failed items to the error output, with the fields they came with', async () => {
	const execution = await add({ onError: 'continueErrorOutput' });
	expect(outputs(execution)).toEqual([
		[added(2), added(6)],
		[
			failedWithFields(0, 'unconfirmed'),
			failedWithFields(1, 'unconfirmed'),
			...BEYOND_REPAIR.map(([row, code]) => failedWithFields(row, code)),
		],
	]);
	expect(held()).toEqual(ALL_GOOD_ONES_IN);
});

describe('with Retry On Fail', () => {
	it('finds on the regular output what the first try got in without an answer', async () => {
		const execution = await add({ onError: 'continueRegularOutput', ...RETRY });
		expect(outputs(execution)).toEqual([
			[
				addedUnconfirmed(0),
				addedUnconfirmed(1),
				added(2),
				failed(3, 'duplicateRecord'),
				failed(4, 'invalidRecord'),
				failed(5, 'invalidRecord'),
				added(6),
				failed(7, 'notFound'),
				failed(8, 'campaignState'),
			],
		]);
		expect(held()).toEqual(ALL_GOOD_ONES_IN);
	});

	it('sends to the error output what it could not mend', async () => {
		const execution = await add({ onError: 'continueErrorOutput', ...RETRY });
		expect(outputs(execution)).toEqual([
			[addedUnconfirmed(0), addedUnconfirmed(1), added(2), added(6)],
			BEYOND_REPAIR.map(([row, code]) => failedWithFields(row, code)),
		]);
		expect(held()).toEqual(ALL_GOOD_ONES_IN);
	});

	it('sends nothing again that is in, or that 8x8 refused for good', async () => {
		await add({ onError: 'continueRegularOutput' });
		const once = sentTo(open);
		simulator.reset();
		lossy = simulator.createCampaign({ id: lossy.id });
		open = simulator.createCampaign({ id: open.id, records: ['there'] });
		simulator.fault({ kind: 'resetAfter', match: { campaignId: lossy.id } });
		await add({ onError: 'continueRegularOutput', ...RETRY });
		expect(sentTo(open)).toEqual(once);
		expect(sentTo(lossy).length).toBeGreaterThan(1);
	});

	it('does not run again when the first item is in', async () => {
		await add({ onError: 'continueRegularOutput', ...RETRY }, items.slice(2));
		const unknown = simulator.requests.filter(({ status }) => status === 404);
		expect(unknown).toHaveLength(1);
	});

	it('gets all of a long list in when one batch of it got lost', async () => {
		const ids = Array.from({ length: 250 }, (_, index) => `N-${index}`);
		simulator.fault({ kind: 'resetBefore', match: { crmRecordId: 'N-150' } });
		const execution = await add(
			{ onError: 'stopWorkflow', ...RETRY },
			ids.map((id) => ({ campaign: open.id, id })),
		);
		expect(outputs(execution)[0]?.map(({ json }) => json.crmRecordId)).toEqual(ids);
		expect(open.crmRecordIds()).toEqual(['there', ...ids]);
		// The lost one, and what was to follow it; the first batch was in.
		expect(sentTo(open).map((batch) => batch[0])).toEqual(['N-0', 'N-100', 'N-100', 'N-200']);
	});
});

describe('in Stop mode', () => {
	it.each([
		['once', {}],
		['with Retry On Fail', RETRY],
	])('sends nothing when an item is not valid, %s', async (_how, retry) => {
		const execution = await add({ onError: 'stopWorkflow', ...retry });
		const { message, description } = errorOf(execution);
		expect(message).toMatch(/^Record ".*": .*longer than 32 characters/);
		expect(description).toMatch(
			'Nothing was sent: 1 of 9 items cannot be added; the first is item 4.',
		);
		expect(outputs(execution)).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	it('stops after a lost answer, and says what is in doubt and what was not sent', async () => {
		const execution = await add({ onError: 'stopWorkflow' }, items.toSpliced(4, 1));
		const { message, description } = errorOf(execution);
		expect(message).toMatch(/^Record "L-0": /);
		expect(description).toMatch('Of 8 items: 2 failed (unconfirmed), 6 not sent; this is item 0.');
		expect(outputs(execution)).toEqual([]);
		expect(simulator.requestCount).toBe(1);
	});

	it('goes on where it stopped with Retry On Fail, and says what is in', async () => {
		const execution = await add(
			{ onError: 'stopWorkflow', ...RETRY },
			items.slice(0, 7).toSpliced(4, 1),
		);
		const { message, description } = errorOf(execution);
		expect(message).toMatch(/^Record "there": /);
		expect(description).toMatch(
			'Of 6 items: 2 added, 2 added (found in the campaign after an answer got lost), 2 failed (duplicateRecord: 1, invalidRecord: 1); this is item 3.',
		);
		expect(outputs(execution)).toEqual([]);
		expect(held()).toEqual(ALL_GOOD_ONES_IN);
	});

	it('is done with Retry On Fail when the second try succeeds', async () => {
		const good = [items[0]!, items[1]!, items[2]!, items[6]!];
		const execution = await add({ onError: 'stopWorkflow', ...RETRY }, good);
		expect(execution.status).toBe('success');
		expect(outputs(execution)).toEqual([
			[
				addedUnconfirmed(0),
				addedUnconfirmed(1),
				added(2),
				{ ...added(6), pairedItem: { item: 3 } },
			],
		]);
		expect(held()).toEqual(ALL_GOOD_ONES_IN);
	});
});
