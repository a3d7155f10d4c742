import { add, ids } from './calls';
import { FAULT_KINDS, startSimulator } from '../../simulator/index';

const CLIENTS = 6;
const BATCHES = 150;
const BATCH_SIZE = 20;

test('keeps ledger and log in agreement under chaos, every batch whole or absent', async () => {
	const simulator = await startSimulator({ seed: 3 });
	try {
		const campaigns = [simulator.createCampaign(), simulator.createCampaign()] as const;
		const hanging = new Set<string>(['hangBefore', 'hangAfter']);
		simulator.chaos({ rate: 0.3, kinds: FAULT_KINDS.map((kind) => ({ kind, ms: 3 })) });
		const batches = Array.from({ length: BATCHES }, (_, number) => ids(BATCH_SIZE, `${number}-`));
		const confirmed = new Set<string>();
		const waiting = [...batches.keys()];
		const worker = async () => {
			for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
				const campaign = campaigns[number % 2 === 0 ? 0 : 1];
				const batch = batches[number] ?? [];
				for (let attempt = 0; attempt < 2; attempt++) {
					const signal = AbortSignal.timeout(300);
					const reply = await add(simulator, campaign, batch, { signal }).catch(() => undefined);
					const answer = reply?.json?.records;
					if (Array.isArray(answer)) for (const id of batch) confirmed.add(id);
				}
			}
		};
		await Promise.all(Array.from({ length: CLIENTS }, worker));

		const struck = new Set(simulator.requests.map(({ fault }) => fault));
		expect(struck).toEqual(new Set([undefined, ...FAULT_KINDS]));
		for (const campaign of campaigns) {
			const stored = simulator.requests.filter(
				(request) => request.stored && request.path.includes(campaign.id),
			);
			// Sorted, since a delayed request is handled later than it arrived.
			const logged = stored.flatMap(({ body }) =>
				(body as { records: Array<{ crmRecordId: string }> }).records.map(
					({ crmRecordId }) => crmRecordId,
				),
			);
			expect(campaign.crmRecordIds().toSorted()).toEqual(logged.toSorted());
			expect(campaign.recordCount).toBe(stored.length * BATCH_SIZE);
		}
		const there = new Set(campaigns.flatMap((campaign) => campaign.crmRecordIds()));
		for (const batch of batches) {
			expect([0, BATCH_SIZE]).toContain(batch.filter((id) => there.has(id)).length);
		}
		expect([...confirmed].filter((id) => !there.has(id))).toEqual([]);
		expect(confirmed.size).toBeGreaterThan(0);
		for (const { status, fault } of simulator.requests) {
			expect(status === 'hang').toBe(hanging.has(fault ?? ''));
		}
		expect(simulator.maxInFlight).toBeLessThanOrEqual(CLIENTS);
	} finally {
		await simulator.close();
	}
});
