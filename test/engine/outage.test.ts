import {
	errorsOf,
	itemsWithIds,
	mapAutomatically,
	runAddRecords,
} from '../../scripts/engine/campaignsNode';
import { withOwnSimulator } from './ownSimulator';

const records = itemsWithIds(2_000).map(({ id }) => ({ crmRecordId: id }));

it.concurrent(
	'a server that hangs gets a few requests, and most items are not sent',
	() =>
		withOwnSimulator(async (simulator) => {
			simulator.fault({ kind: 'hangBefore', times: Infinity });
			const { items, status } = await runAddRecords({
				url: simulator.url,
				campaignId: simulator.createCampaign().id,
				fields: mapAutomatically(),
				items: records,
				options: { timeout: 200, maxRetries: 1 },
				onError: 'continueRegularOutput',
			});
			const codes = errorsOf(items).map((error) => error?.code);
			expect(status).toBe('success');
			expect(simulator.requestCount).toBeLessThan(20);
			expect(codes.filter((code) => code === 'notSent').length).toBeGreaterThan(1_000);
			expect(new Set(codes)).toEqual(new Set(['unconfirmed', 'notSent']));
			expect(errorsOf(items).at(-1)?.description).toContain('No request has been answered');
		}),
	120_000,
);

it.concurrent('losses in between end no load', () =>
	withOwnSimulator(async (simulator) => {
		const campaign = simulator.createCampaign();
		for (let n = 0; n < 20; n += 4) simulator.fault({ kind: 'resetBefore', skip: n > 0 ? 3 : 0 });
		const { items } = await runAddRecords({
			url: simulator.url,
			campaignId: campaign.id,
			fields: mapAutomatically(),
			items: records.slice(0, 200),
			options: { batchSize: 10, maxRetries: 0 },
			onError: 'continueRegularOutput',
		});
		const codes = errorsOf(items).map((error) => error?.code);
		expect(codes).not.toContain('notSent');
		expect(campaign.crmRecordIds()).toHaveLength(codes.filter((code) => !code).length);
	}),
);
