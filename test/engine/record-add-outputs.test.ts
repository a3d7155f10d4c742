import type { IDataObject } from 'n8n-workflow';
import {
	byId,
	errorsOf,
	itemsWithIds,
	jsonOf,
	type AddRun,
} from '../../scripts/engine/campaignsNode';
import type { CampaignView } from '../../simulator';
import { add, addMapped, campaign, holdingBefore, simulator } from './simulatedCampaign';

holdingBefore(['old']);

let other: CampaignView;
beforeEach(() => {
	other = simulator.createCampaign();
});

const addTo = (items: IDataObject[], options: AddRun['options'], rest: Partial<AddRun> = {}) =>
	add({
		campaignId: byId('={{ $json.campaign }}'),
		items,
		options,
		onError: 'continueErrorOutput',
		...rest,
	});

const into = ({ id: campaignId }: CampaignView, ...ids: string[]) =>
	ids.map((id) => ({ id, campaign: campaignId }));

describe('the summary', () => {
	it('is one item a campaign, paired with its first item, and failed items one by one', async () => {
		const items = [
			...into(other, 'y0'),
			...into(campaign, 'old', 'x0', 'BAD-1', 'DNC-1'),
			...into(other, 'y1', 'y1'),
		];
		const outcome = await addTo(items, { output: 'summary', onDuplicate: 'error' });

		const counts = { addedUnconfirmed: 0, alreadyInCampaign: 0, valid: 0 };
		expect(outcome.items).toEqual([
			{
				json: {
					campaignId: other.id,
					...counts,
					added: 2,
					failed: 1,
					byCode: { duplicateRecord: 1 },
					states: { PENDING: 2 },
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					campaignId: campaign.id,
					...counts,
					added: 2,
					failed: 2,
					byCode: { duplicateRecord: 1, invalidRecord: 1 },
					states: { PENDING: 1, REJECTED: 1 },
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(outcome.errorItems.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['old', { item: 1 }],
			['BAD-1', { item: 3 }],
			['y1', { item: 6 }],
		]);
	});

	it('counts what was in already', async () => {
		const items = into(campaign, 'old', 'x0', 'x0');
		const outcome = await addTo(items, { output: 'summary' });

		expect(jsonOf(outcome.items)).toMatchObject([{ added: 1, alreadyInCampaign: 2, failed: 0 }]);
	});
});

describe('validate only', () => {
	const CHECK = { validateOnly: true };

	it.each([undefined, 'continueRegularOutput'] as const)(
		'puts out every item, valid or with its reason, and sends nothing (On Error: %s)',
		async (onError) => {
			const items = [...into(campaign, 'x0', '', 'x0'), { id: 'x1', campaign: 'nonsense' }];
			const outcome = await addTo(items, { ...CHECK, onDuplicate: 'error' }, { onError });

			expect(outcome.status).toBe('success');
			expect(outcome.error).toBeUndefined();
			expect(jsonOf(outcome.items)[0]).toEqual({
				crmRecordId: 'x0',
				outcome: 'valid',
				campaignId: campaign.id,
			});
			expect(errorsOf(outcome.items)).toMatchObject([
				undefined,
				{ code: 'invalidRecord' },
				{ code: 'duplicateRecord' },
				{ code: 'invalidCampaignId' },
			]);
			expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
			expect(simulator.requests).toEqual([]);
		},
	);

	it('puts out what is wrong on the error branch where there is one', async () => {
		const outcome = await addTo(into(campaign, 'x0', ''), CHECK);

		expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'valid' }]);
		expect(errorsOf(outcome.errorItems)).toMatchObject([{ code: 'invalidRecord' }]);
	});

	it('shows each record as it would be sent, in the order in which people look', async () => {
		const items = [
			{ crmRecordId: 7, scheduleAt: '2030-06-01 09:00', priority: 'low', rank: '2.5' },
		];
		const outcome = await addMapped(items, {
			options: CHECK,
			settings: { timezone: 'America/New_York' },
		});

		expect(jsonOf(outcome.items).map((json) => Object.entries(json))).toEqual([
			[
				['crmRecordId', '7'],
				['outcome', 'valid'],
				['priority', 'LOW'],
				['rank', 2.5],
				['scheduleAt', '2030-06-01T09:00:00.000-04:00'],
				['campaignId', campaign.id],
			],
		]);
	});

	it('can be summed up', async () => {
		const outcome = await addTo(into(other, 'a', 'b'), { ...CHECK, output: 'summary' });

		expect(jsonOf(outcome.items)).toMatchObject([{ campaignId: other.id, valid: 2, added: 0 }]);
	});

	it('is off without the option', async () => {
		await addTo(into(other, 'a'), {});

		expect(other.crmRecordIds()).toEqual(['a']);
	});

	it.each([null, '', 'yes', '={{ $json.missing }}'])(
		'rather checks than sends where the option is there and says nothing clear: %j',
		async (validateOnly) => {
			const outcome = await addTo(into(other, 'a'), { validateOnly });

			expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'valid' }]);
			expect(simulator.requests).toEqual([]);
		},
	);

	it.each(['={{ $json.id === "b" }}', '={{ $itemIndex > 0 }}'])(
		'is on for all items where an expression says so for any: %s',
		async (validateOnly) => {
			const outcome = await addTo([...into(other, 'a'), ...into(other, 'b')], { validateOnly });

			expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'valid' }, { outcome: 'valid' }]);
			expect(simulator.requests).toEqual([]);
		},
	);

	it.each([false, 'false', '={{ false }}'])(
		'is off where the option says so: %j',
		async (value) => {
			await addTo(into(other, 'a'), { validateOnly: value });

			expect(other.crmRecordIds()).toEqual(['a']);
		},
	);
});

describe('a run', () => {
	it('is summed up in a hint and in the log', async () => {
		const outcome = await addTo(into(campaign, 'x0', 'x1', 'BAD-1'), {});

		const says = expect.stringMatching(/\b2\b.*\b1\b/s) as unknown;
		expect(outcome.tested?.hints).toContainEqual(expect.objectContaining({ message: says }));
		expect(outcome.logs).toContainEqual(expect.objectContaining({ level: 'info', message: says }));
	});
});

describe('a batch whose answer got lost', () => {
	const ids = itemsWithIds(4).map(({ id }) => id);

	it('is added when it had not been stored', async () => {
		simulator.fault({ kind: 'resetBefore' });
		const outcome = await addTo(into(other, ...ids), {});

		expect(jsonOf(outcome.items)).toMatchObject(ids.map(() => ({ outcome: 'added' })));
		expect(simulator.requests).toHaveLength(2);
	});

	it.each(['resetAfter', 'hangAfter', 'unreadable'] as const)(
		'(%s) is added, unconfirmed, when it turns out to be there',
		async (kind) => {
			simulator.fault({ kind });
			const outcome = await addTo(into(other, ...ids), { timeout: 3_000 });

			expect(jsonOf(outcome.items)).toEqual(
				ids.map((crmRecordId) => ({
					crmRecordId,
					campaignId: other.id,
					outcome: 'addedUnconfirmed',
				})),
			);
			expect(other.crmRecordIds()).toEqual(ids);
		},
	);

	it('does not make an old record one of this run', async () => {
		simulator.fault({ kind: 'resetBefore' });
		const ids = ['x0', 'old', 'x1'];
		const outcome = await addTo(into(campaign, ...ids), { onDuplicate: 'error' });

		expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'added' }, { outcome: 'added' }]);
		expect(errorsOf(outcome.errorItems)).toMatchObject([
			{ code: 'duplicateRecord', crmRecordId: 'old' },
		]);
	});
});
