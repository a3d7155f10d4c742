import {
	errorsOf,
	itemsWithIds,
	KEY,
	mapAutomatically,
	runAddRecords,
} from '../../scripts/engine/campaignsNode';
import { startSimulator, type Simulator } from '../../simulator';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ keys: { [KEY]: { product: true } }, keepRequests: 0 });
});
afterAll(() => simulator.close());

const MANY = 100_000;

function add(items: Array<Record<string, string>>, options = {}) {
	return runAddRecords({
		url: simulator.url,
		campaignId: simulator.createCampaign().id,
		fields: mapAutomatically(),
		items,
		onError: 'continueRegularOutput',
		options,
	});
}

describe('a hundred thousand items', () => {
	it('may all fail the checks', async () => {
		const { items, status } = await add(itemsWithIds(MANY));

		expect(status).toBe('success');
		expect(items).toHaveLength(MANY);
		expect(errorsOf(items).filter((error) => error?.code !== 'invalidRecord')).toEqual([]);
		expect(simulator.requestCount).toBe(0);
	});

	it('may all be refused with their campaign, for a handful of requests', async () => {
		const campaign = simulator.createCampaign({ state: 'COMPLETE' });
		const { items } = await runAddRecords({
			url: simulator.url,
			campaignId: campaign.id,
			fields: mapAutomatically(),
			items: Array.from({ length: MANY }, (_, index) => ({ crmRecordId: `crm-${index}` })),
			onError: 'continueRegularOutput',
		});

		const codes = errorsOf(items).map((error) => error?.code);
		expect(codes.filter((code) => code === 'campaignState')).toHaveLength(100);
		expect(codes.filter((code) => code === 'notSent')).toHaveLength(MANY - 100);
		expect(simulator.requestCount).toBe(1);
	});

	it('come out as one item with the output summary', async () => {
		const records = Array.from({ length: MANY }, (_, index) => ({ crmRecordId: `crm-${index}` }));
		const { items } = await add(records, { output: 'summary' });

		expect(items.map(({ json }) => json)).toMatchObject([{ added: MANY, failed: 0 }]);
	});
});
