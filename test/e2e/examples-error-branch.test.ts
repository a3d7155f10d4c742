import { CAMPAIGN, held, outcomes, run } from './exampleRuns';
import { simulator } from './simulated';
import { itemsOf } from './exampleWorkflows';

describe('error-branch-repair.json', () => {
	const parameters = { Wait: { amount: 1 } };
	/** The Ids of the example rows, by the number in them. */
	const id = (number: number) => `00Q5e00000AbCd${number}EAV`;
	const REPAIRED = [id(2), id(3), id(4)];
	const addings = () => simulator.requests.filter(({ method }) => method === 'POST');

	it('repairs what can be repaired, adds it, and lists the rest', async () => {
		const execution = await run('error-branch-repair.json', {}, { parameters });
		expect(execution.status).toBe('success');
		expect(held()).toEqual([
			[id(1), 'HIGH'],
			[id(2), 'LOW'],
			[id(3), 'HIGH'],
			[id(4), 'HIGH'],
		]);
		const repairedTime = simulator.campaign(CAMPAIGN).record(id(3))?.nextAttemptAfter;
		const time = simulator.campaign(CAMPAIGN).record(id(1))?.nextAttemptAfter;
		expect(repairedTime).toBe(time);
		expect(outcomes(execution, 'Try again')).toEqual(
			REPAIRED.map((crmRecordId) => [crmRecordId, 'added']),
		);
		const notAdded = itemsOf(execution, 'Not added');
		expect(notAdded).toEqual([
			expect.objectContaining({ 'Record ID': '', code: 'invalidRecord' }),
			expect.objectContaining({ 'Record ID': id(5), 'Next Call': 'after lunch', Priority: '' }),
		]);
	});

	it('sends again after a while what 8x8 had no time for', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 600, match: { method: 'POST' } });
		const execution = await run('error-branch-repair.json', {}, { parameters });
		expect(execution.status).toBe('success');
		expect(
			held()
				.map(([crmRecordId]) => crmRecordId)
				.sort(),
		).toEqual([id(1), ...REPAIRED]);
		expect(itemsOf(execution, 'Not added')).toHaveLength(2);
	});

	it('ends when nothing helps, with every row in the list', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 600, times: 'always' });
		const execution = await run('error-branch-repair.json', {}, { parameters });
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Not added')).toHaveLength(6);
		expect(addings()).toHaveLength(3);
		expect(held()).toEqual([]);
	});

	it('does not try again what trying does not help', async () => {
		const execution = await run('error-branch-repair.json', { dynamic: false }, { parameters });
		expect(itemsOf(execution, 'Not added')).toHaveLength(6);
		expect(held()).toEqual([]);
	});
});
