import { errorsOf, itemsWithIds, type AddRun } from '../../scripts/engine/campaignsNode';
import { add, campaign, simulator } from './simulatedCampaign';
import { stopAfterRequests } from './stopButton';

describe('stopping the execution', () => {
	function stopDuring(run: Partial<AddRun>, requests: number) {
		return stopAfterRequests(simulator, requests, (cancel) =>
			add({ onError: 'continueRegularOutput', ...run, cancel }),
		);
	}

	it('sends nothing more, and makes no item of it', async () => {
		simulator.fault({ kind: 'hangBefore', skip: 1 });
		const outcome = await stopDuring({ items: itemsWithIds(250) }, 2);

		expect(outcome).toMatchObject({ status: 'canceled', saved: { status: 'canceled' } });
		expect(errorsOf(outcome.items).filter(Boolean)).toEqual([]);
		expect(simulator.requestCount).toBe(2);
		expect(campaign.recordCount).toBe(100);
	});

	it('ends a wait for 8x8 at once', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: 240 });
		const outcome = await stopDuring({ items: itemsWithIds(1) }, 1);

		expect(outcome.status).toBe('canceled');
		expect(simulator.requestCount).toBe(1);
	});

	it('is not undone by Retry On Fail', async () => {
		simulator.fault({ kind: 'hangBefore' });
		const outcome = await stopDuring({ items: itemsWithIds(1), retryOnFail: true }, 1);

		expect(outcome.status).toBe('canceled');
		expect(simulator.requestCount).toBe(1);
	});

	it('ends it as well when n8n stops it for taking too long', async () => {
		simulator.fault({ kind: 'hangBefore', times: 'always' });
		const outcome = await add({ items: itemsWithIds(1), executionTimeout: 300 });

		expect(outcome).toMatchObject({ status: 'canceled', saved: { status: 'canceled' } });
	});

	it('before it began sends nothing', async () => {
		await add({ items: itemsWithIds(1), cancel: AbortSignal.abort() });

		expect(simulator.requests).toEqual([]);
	});
});
