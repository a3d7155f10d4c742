import type { IDataObject } from 'n8n-workflow';
import { errorsOf, jsonOf, mapAutomatically } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, addMapped, campaign, holdingBefore, simulator } from './simulatedCampaign';

holdingBefore(['old']);

describe('an added record', () => {
	it('begins with what a person looks for', async () => {
		const items = [{ crmRecordId: 'a', priority: 'low', scheduleAt: '2030-06-01T09:00:00Z' }];
		const outcome = await addMapped([...items, { crmRecordId: 'DNC-1' }]);

		const names = jsonOf(outcome.items).map((json) => Object.keys(json));
		expect(names[0]?.slice(0, 7)).toEqual([
			'crmRecordId',
			'outcome',
			'state',
			'priority',
			'rank',
			'nextAttemptAfter',
			'campaignId',
		]);
		expect(names[0]).toEqual(expect.arrayContaining(['id', 'type']));
		expect(names[1]?.slice(0, 5)).toEqual([
			'crmRecordId',
			'outcome',
			'state',
			'stateReason',
			'priority',
		]);
	});
});

describe('with the fields of the input', () => {
	const options = { includeInputFields: true };
	const row = (crmRecordId: string): IDataObject => ({
		crmRecordId,
		name: 'Ada',
		priority: 'low',
		state: 'of the row',
		error: 'call back',
	});

	it('a record has its own first, then those of the row; 8x8 wins', async () => {
		const outcome = await addMapped([row('a'), row('old')], { options });

		const [added, known] = jsonOf(outcome.items);
		expect(Object.keys(added!).slice(0, 3)).toEqual(['crmRecordId', 'outcome', 'state']);
		expect(added).toMatchObject({
			crmRecordId: 'a',
			outcome: 'added',
			state: 'PENDING',
			priority: 'LOW',
			name: 'Ada',
			inputError: 'call back',
		});
		expect(added).not.toHaveProperty('error');
		expect(known).toMatchObject({ outcome: 'alreadyInCampaign', name: 'Ada', priority: 'low' });
	});

	it('a failed item has them too on the regular output, where n8n does not add them', async () => {
		const outcome = await addMapped([row('BAD-1')], { options });

		expect(jsonOf(outcome.items)).toMatchObject([
			{ error: { code: 'invalidRecord', inputError: 'call back' }, name: 'Ada' },
		]);
	});

	it('a failed item does not pass on the outcome of an earlier Add as its own', async () => {
		const outcome = await addMapped([{ crmRecordId: 'BAD-1', outcome: 'added' }], { options });

		const [failed] = jsonOf(outcome.items);
		expect(failed).toMatchObject({ error: { code: 'invalidRecord' }, inputOutcome: 'added' });
		expect(failed).not.toHaveProperty('outcome');
	});

	it('a failed item goes to the error branch all the same', async () => {
		const items = [row('BAD-1'), row('a'), row('')];
		const outcome = await addMapped(items, { options, onError: 'continueErrorOutput' });

		expect(jsonOf(outcome.items)).toMatchObject([{ crmRecordId: 'a', name: 'Ada' }]);
		expect(jsonOf(outcome.errorItems)).toMatchObject([
			{ name: 'Ada', error: { code: 'invalidRecord', inputError: 'call back' } },
			{ name: 'Ada', error: { code: 'invalidRecord', inputError: 'call back' } },
		]);
	});

	it('a checked record has them as well', async () => {
		const outcome = await addMapped([row('a')], { options: { ...options, validateOnly: true } });

		expect(jsonOf(outcome.items)).toMatchObject([
			{ outcome: 'valid', priority: 'LOW', name: 'Ada', inputError: 'call back' },
		]);
	});
});

it('a record has none of the fields of the input without the option', async () => {
	const outcome = await addMapped([{ crmRecordId: 'a', name: 'Ada', error: 'x' }]);

	expect(jsonOf(outcome.items)[0]).not.toHaveProperty('name');
	expect(jsonOf(outcome.items)[0]).not.toHaveProperty('inputError');
});

describe('a failed item', () => {
	const items = [
		{ crmRecordId: 'BAD-1', name: 'x', error: 'call back' },
		{ crmRecordId: '', name: 'y', error: { code: 7 } },
		{ crmRecordId: 'old', name: 'z' },
	];
	const options = { onDuplicate: 'error' };

	it('keeps the error of its row on the error branch, beside its own', async () => {
		const outcome = await addMapped(items, { options, onError: 'continueErrorOutput' });

		expect(jsonOf(outcome.errorItems)).toMatchObject([
			{ name: 'x', error: { code: 'invalidRecord', inputError: 'call back' } },
			{ name: 'y', error: { code: 'invalidRecord', inputError: { code: 7 } } },
			{ name: 'z', error: { code: 'duplicateRecord' } },
		]);
		expect(jsonOf(outcome.errorItems)[2]?.error).not.toHaveProperty('inputError');
	});

	it('has the single key "error"', async () => {
		const outcome = await addMapped(items, { options });

		expect(jsonOf(outcome.items).map((json) => Object.keys(json))).toEqual(
			items.map(() => ['error']),
		);
	});

	it('says nothing twice', async () => {
		const item = { crmRecordId: 'a', priority: 'urgent', rank: 'first' };
		const outcome = await addMapped([item, ...items], { options });

		const [checked, refused] = errorsOf(outcome.items);
		expect(checked?.message).toBe(
			'Priority is "urgent", not HIGH, MEDIUM or LOW; Rank is "first", not a number',
		);
		expect(checked?.fieldErrors).toEqual([
			{ field: 'priority', code: 'Value' },
			{ field: 'rank', code: 'Type' },
		]);
		expect(refused).toMatchObject({ instance: expect.stringMatching(/./) as string });
		expect(refused?.description).not.toContain(refused?.instance);
		expect(refused?.description).not.toContain(refused?.time);
	});

	it('names the item whose id it has, as n8n and as people count', async () => {
		const twice = [{ crmRecordId: 'x' }, { crmRecordId: 'a' }, { crmRecordId: 'a' }];
		const outcome = await addMapped(twice, { options });

		expect(errorsOf(outcome.items)[2]?.message).toBe(
			'An earlier item has the same CRM record ID "a": item 1 (row 2)',
		);
	});
});

describe('one reason that stops the run or a campaign', () => {
	const items = Array.from({ length: 150 }, (_, n) => ({ crmRecordId: n < 5 ? '' : `x${n}` }));

	it.each([
		['an unknown campaign', undefined, /^145 items: 8x8 does not know this campaign\. .*tenant/],
		[
			'a wrong key',
			{ apiKey: 'eght_wrong' },
			/^145 items: 8x8 does not accept the API key\. .*API Keys/,
		],
	])(
		'is told in words, with what to do, for all its items: %s',
		async (_what, credentialData, words) => {
			const campaignId = credentialData ? campaign.id : '99999999-9999-4999-8999-999999999999';
			const outcome = await addMapped(items, {
				campaignId,
				credentialData,
				options: { batchSize: 10 },
			});

			expect(hintLines(outcome, 'warning').filter((text) => words.test(text))).toHaveLength(1);
			expect(hintLines(outcome, 'warning')).toContainEqual(
				expect.stringMatching(/^5 items: CRM Record ID is empty\./),
			);
		},
	);

	it('is told for a campaign that takes no records', async () => {
		const over = simulator.createCampaign({ state: 'COMPLETE' });
		const outcome = await addMapped(items.slice(5), { campaignId: over.id });

		expect(hintLines(outcome, 'warning')).toContainEqual(
			expect.stringMatching(/^145 items: .*state/i),
		);
	});
});

describe('records that the campaign had already', () => {
	const ids = Array.from({ length: 12 }, (_, n) => ({ crmRecordId: `k${n}` }));
	beforeEach(async () => {
		await addMapped(ids);
	});

	it('are counted with their price where they are many', async () => {
		const outcome = await addMapped(ids);

		expect(hintLines(outcome)).toContainEqual(expect.stringMatching(/had already: 12\. .*request/));
	});

	it('are told with the remedy where they fail', async () => {
		const outcome = await addMapped(ids, { options: { onDuplicate: 'error' } });

		expect(hintLines(outcome)).toContainEqual(
			expect.stringMatching(/^12 items: .*already\. .*"Skip"/),
		);
	});
});

it('by default a known record does not stop the workflow', async () => {
	const outcome = await add({
		items: [{ crmRecordId: 'old' }, { crmRecordId: 'a' }],
		fields: mapAutomatically(),
	});

	expect(outcome.status).toBe('success');
	expect(jsonOf(outcome.items)).toMatchObject([
		{ crmRecordId: 'old', outcome: 'alreadyInCampaign' },
		{ crmRecordId: 'a', outcome: 'added' },
	]);
});
