import type { IDataObject } from 'n8n-workflow';
import {
	jsonOf,
	KEY,
	mapAutomatically,
	runAddRecords,
	type AddRun,
} from '../../scripts/engine/campaignsNode';
import {
	KEY_WITHOUT_PRODUCT,
	startSimulator,
	type CampaignView,
	type Simulator,
} from '../../simulator';

/** The simulator of the test file that imports it, with nothing in it but `campaign` before each test. */
export let simulator: Simulator;

/** A campaign that takes records, new for each test. */
export let campaign: CampaignView;

beforeAll(async () => {
	const keys = { [KEY]: { product: true }, [KEY_WITHOUT_PRODUCT]: { product: false } };
	simulator = await startSimulator({ keys });
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

/** Adds records to the campaign, by the `id` of each item. */
export const add = (run: Partial<AddRun> = {}) =>
	runAddRecords({ url: simulator.url, campaignId: campaign.id, ...run });

/** Adds items that bring the fields under their own names. Those that fail stay among the others. */
export const addMapped = (items: IDataObject[], run: Partial<AddRun> = {}) =>
	add({ fields: mapAutomatically(), items, onError: 'continueRegularOutput', ...run });

/** The records of each request, in the order of arrival. */
export const sentBatches = (): IDataObject[][] =>
	simulator.requests.map(({ body }) => (body as { records: IDataObject[] }).records);

/** How each item came out: its outcome, or the code of its failure. */
export const outcomesOf = (items: Parameters<typeof jsonOf>[0]) =>
	jsonOf(items).map(
		({ outcome, error }) => outcome ?? (error as { code?: string } | undefined)?.code,
	);
