import { startSimulator, type CampaignView, type Simulator } from '../../simulator';
import { KEY } from '../../scripts/engine/campaignsNode';

/** The simulator of the test file that imports it, with nothing in it but `campaign` before each test. */
export let simulator: Simulator;

/** A campaign that takes records, new for each test. */
export let campaign: CampaignView;

beforeAll(async () => {
	simulator = await startSimulator({ keys: { [KEY]: { product: true } } });
});
afterAll(() => simulator.close());
beforeEach(() => {
	simulator.reset();
	campaign = simulator.createCampaign();
});

/** Gives each test a campaign that holds these records from the start. */
export function holdingBefore(records: string[]): void {
	beforeEach(() => {
		campaign = simulator.createCampaign({ records });
	});
}
