import { errorsOf, itemsWithIds, jsonOf } from '../../scripts/engine/campaignsNode';
import { DIALECT_CHOICES } from '../../simulator';
import { add, campaign, outcomesOf, simulator } from './simulatedCampaign';
import { errorIn, type Situation } from './situations';

const continues = { onError: 'continueRegularOutput' } as const;

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
