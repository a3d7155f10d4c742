import {
	addRecordsBody,
	judgeAddRecords,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import type { Clock } from '../../../nodes/EightByEightCampaigns/delivery/clock';
import { deliver } from '../../../nodes/EightByEightCampaigns/delivery/deliver';
import { createOutcomes } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { virtualClock } from '../helpers/clock';
import { BUILDING } from '../helpers/delivery';
import { CAMPAIGN, entriesOf } from '../helpers/entries';
import { NOW, answer, noAnswer } from '../helpers/replies';

const OPTIONS: DeliveryOptions = {
	batchSize: 1,
	order: 'none',
	concurrency: 2,
	onDuplicate: 'error',
	maxRetries: 3,
	maxWait: 0,
	timeout: 30_000,
	requestsPerMinute: 0,
	stopOnFailure: false,
};

/** At once: the second request leaves before the first one is answered. */
const turn = () => Promise.resolve();

const LIMITED = answer(429, '', { 'retry-after': '60' });

const ENTRIES = entriesOf('a', 'b', 'c');

/** Delivers three records in requests of their own, and notes which were sent. */
async function run(
	reply: (id: string, count: number) => Reply,
	sleep: Clock['sleep'] = virtualClock().sleep,
	now = () => NOW,
	options: Partial<DeliveryOptions> = {},
	loads = [{ campaignId: CAMPAIGN, entries: ENTRIES }],
) {
	const sent: string[] = [];
	const outcomes = createOutcomes(3);
	const add = (_: string, records: readonly NewRecord[]) => {
		const [{ crmRecordId }] = records as [NewRecord];
		sent.push(crmRecordId);
		return Promise.resolve(judgeAddRecords(reply(crmRecordId, sent.length), records, now()));
	};
	const delivery = await deliver(
		loads,
		outcomes,
		{ ...OPTIONS, ...options },
		{ now, sleep, random: () => 0.5, serialise: addRecordsBody, turn, add },
	);
	return { delivery, outcomes: outcomes.settled(), sent };
}

it('ends at once when the execution is stopped during a pause of the run', async () => {
	let cancelled = false;
	let naps = 0;
	// As the clock of a stopped execution: it ends every sleep at once, and no time passes.
	const sleep = () => {
		cancelled = true;
		naps += 1;
		if (naps > 100) throw new Error('It goes to sleep again and again, and holds up everything');
		return Promise.resolve();
	};
	const { delivery, sent } = await run(() => (cancelled ? noAnswer('cancelled') : LIMITED), sleep);
	expect(delivery.cancelled).toBe(true);
	expect(sent.length).toBeLessThanOrEqual(2 * OPTIONS.concurrency);
});

it('sends nothing more of a request that waits when the run is stopped by another', async () => {
	const { now, sleep } = virtualClock();
	const { outcomes, sent } = await run((id) => (id === 'a' ? LIMITED : answer(401)), sleep, now);
	expect(sent).toEqual(['a', 'b']);
	expect(outcomes).toMatchObject([
		{ kind: 'failed' },
		{ kind: 'failed', failure: { code: 'unauthorized' } },
		{ kind: 'failed', failure: { code: 'notSent' } },
	]);
});

it('asks the clock to end the wait for a campaign that is building once the run is stopped', async () => {
	const { now, sleep } = virtualClock();
	let isOver = () => false;
	const asked: boolean[] = [];
	const noting: Clock['sleep'] = async (milliseconds, over = () => false) => {
		asked.push(over());
		isOver = over;
		await sleep(milliseconds);
	};
	const reply = (id: string) => (id === 'a' ? BUILDING : answer(401));
	const { sent } = await run(reply, noting, now, { maxWait: 60_000 });
	expect(sent).toEqual(['a', 'b']);
	expect(asked).toEqual([false]);
	expect(isOver()).toBe(true);
});

it('asks the clock to end the wait for the next request once the run is stopped', async () => {
	const { now, sleep } = virtualClock();
	const asked: boolean[] = [];
	const asking: Clock['sleep'] = async (milliseconds, over = () => false) => {
		// What is ready to run has run by then.
		await new Promise(setImmediate);
		asked.push(over());
		await sleep(milliseconds);
	};
	const options = { concurrency: 1, requestsPerMinute: 60 };
	const loads = ENTRIES.map((entry) => ({ campaignId: CAMPAIGN, entries: [entry] }));
	const { sent } = await run(() => answer(401), asking, now, options, loads);
	expect(sent).toEqual(['a']);
	expect(asked).toEqual([true]);
});
