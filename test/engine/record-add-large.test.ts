import { errorsOf, itemsWithIds } from '../../scripts/engine/campaignsNode';
import { addMapped, simulator } from './simulatedCampaign';

const MANY = 100_000;
const valid = () => itemsWithIds(MANY).map(({ id }) => ({ crmRecordId: id }));

describe('a hundred thousand items', () => {
	it('may all fail the checks', async () => {
		const { items, status } = await addMapped(itemsWithIds(MANY));

		expect(status).toBe('success');
		expect(items).toHaveLength(MANY);
		expect(errorsOf(items).filter((error) => error?.code !== 'invalidRecord')).toEqual([]);
		expect(simulator.requestCount).toBe(0);
	});

	it('may all be refused with their campaign, for a handful of requests', async () => {
		const { id } = simulator.createCampaign({ state: 'COMPLETE' });
		const { items } = await addMapped(valid(), { campaignId: id });

		const codes = errorsOf(items).map((error) => error?.code);
		expect(codes.filter((code) => code === 'campaignState')).toHaveLength(100);
		expect(codes.filter((code) => code === 'notSent')).toHaveLength(MANY - 100);
		expect(simulator.requestCount).toBe(1);
	});

	it('come out as one item with the output summary', async () => {
		const { items } = await addMapped(valid(), { options: { output: 'summary' } });

		expect(items.map(({ json }) => json)).toMatchObject([{ added: MANY, failed: 0 }]);
	});
});
