import { CAMPAIGN, held, outcomes, run } from './exampleRuns';
import { simulator } from './simulated';
import { itemsOf } from './exampleWorkflows';

describe('error-branch-repair.json', () => {
	const parameters = { Wait: { amount: 1 } };
	const REPAIRED = ['15820400260', '15820400609', '15820400733'];
	const addings = () => simulator.requests.filter(({ method }) => method === 'POST');

	it('repairs what can be repaired, adds it, and lists the rest', async () => {
		const execution = await run('error-branch-repair.json', {}, { parameters });
		expect(execution.status).toBe('success');
		expect(held()).toEqual([
			['15820400141', 'HIGH'],
			['15820400260', 'LOW'],
			['15820400609', 'HIGH'],
			['15820400733', 'HIGH'],
		]);
		const repairedTime = simulator.campaign(CAMPAIGN).record('15820400609')?.nextAttemptAfter;
		const time = simulator.campaign(CAMPAIGN).record('15820400141')?.nextAttemptAfter;
		expect(repairedTime).toBe(time);
		expect(outcomes(execution, 'Try again')).toEqual(REPAIRED.map((id) => [id, 'added']));
		expect(itemsOf(execution, 'Not added').map(({ record, code }) => [record, code])).toEqual([
			['', 'invalidRecord'],
			['15820400898', 'invalidRecord'],
		]);
	});

	it('sends again after a while what 8x8 had no time for', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 600, match: { method: 'POST' } });
		const execution = await run('error-branch-repair.json', {}, { parameters });
		expect(execution.status).toBe('success');
		expect(
			held()
				.map(([id]) => id)
				.sort(),
		).toEqual(['15820400141', ...REPAIRED]);
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
