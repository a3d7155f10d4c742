import fc from 'fast-check';
import { crmIds, deliverExample, type Example } from './example';
import type { Fault } from './faults';
import { mannerFaults } from './manners';
import { runs } from './runs';
import { scenario } from './scenario';
import { tryItems } from './tries';
import { createWorld } from './world';

const answer = (status: number, retryAfter?: string): Fault => ({
	kind: 'gateway',
	status,
	processed: false,
	retryAfter,
});

const OK: Fault = { kind: 'none' };

const inCampaigns = (...numbers: number[]) =>
	numbers.map((n) => ({
		campaignId: `00000000-0000-4000-8000-00000000000${n}`,
		crmRecordId: `CRM-${n}`,
	}));

/** Milliseconds from the first request to each one. */
async function sendingTimes(example: Example): Promise<number[]> {
	const { requests } = await deliverExample(example);
	return requests.map(({ sentAt }) => sentAt - requests[0]!.sentAt);
}

it('stops and waits when an answer tells it to', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ items, options, world: spec }) => {
			const world = createWorld(spec);
			const run = await tryItems(world, items, options);
			expect(mannerFaults(world, run, options)).toEqual([]);
		}),
		runs(700),
	);
});

it('sends nothing after the key was refused, not even what was waiting for the rate limit', async () => {
	const times = await sendingTimes({
		items: inCampaigns(1, 2),
		faults: [answer(429, '1'), answer(401)],
	});
	expect(times).toEqual([0, 0]);
});

it('sends nothing after the key was refused, not even a batch that was about to start', async () => {
	const [limited, stored, refused] = inCampaigns(1, 2, 3);
	const next = { ...stored!, crmRecordId: 'CRM-4' };
	const times = await sendingTimes({
		items: [limited!, stored!, refused!, next],
		options: { concurrency: 8, batchSize: 1 },
		faults: [answer(429, '1'), OK, answer(401)],
		latencies: [10, 10, 10, 10, 50, 50],
	});
	expect(times).toEqual([0, 0, 0]);
});

it('sends nothing to a campaign that 8x8 does not know, not even what was waiting for the rate limit', async () => {
	const times = await sendingTimes({
		items: ['CRM-1', 'CRM-2'],
		options: { batchSize: 1, order: 'none' },
		campaign: { standing: 'unknown' },
		faults: [answer(429, '1')],
	});
	expect(times).toEqual([0, 0]);
});

it('starts no batch that was waiting for the rate limit when an item has failed in Stop mode', async () => {
	const [limited, stored, refused] = inCampaigns(1, 2, 3);
	const next = { ...stored!, crmRecordId: 'CRM-4' };
	const { counts } = await deliverExample({
		items: [limited!, stored!, refused!, next],
		options: { stopOnFailure: true, concurrency: 8, batchSize: 1 },
		faults: [answer(429, '1'), OK, answer(422)],
		latencies: [10, 10, 10, 10, 50, 50],
	});
	expect(counts).toEqual({ added: 2, refusedUnexplained: 1, notSent: 1 });
});

it('sends no single records ahead of isolating a refused batch once an item has failed in Stop mode', async () => {
	const { requests } = await deliverExample({
		items: crmIds(20),
		options: { stopOnFailure: true, concurrency: 1, order: 'none', batchSize: 2 },
		campaign: { invalid: crmIds(3) },
		dialect: { invalid: 'opaque' },
	});
	const failedAt = requests.findIndex(
		({ records, answer: got }) => records.length === 1 && got?.verdict.verdict === 'split',
	);
	const before = new Set(requests.slice(0, failedAt + 1).flatMap(({ records }) => records));
	const after = requests.slice(failedAt + 1).flatMap(({ records }) => records);
	expect(after.filter((record) => !before.has(record))).toEqual([]);
});

it('holds every request back for a pause that 8x8 asks for, also one that comes during a pause', async () => {
	const times = await sendingTimes({
		items: inCampaigns(1, 2),
		faults: [answer(429, '1'), answer(429, '3')],
		latencies: [10, 10, 250, 250],
	});
	// One of them finds out whether 8x8 takes requests again.
	expect(times).toEqual([0, 0, 3_500, 3_520]);
});

it('uses up no attempt for a refusal for the rate, and holds the next batch back for its pause', async () => {
	const times = await sendingTimes({
		items: inCampaigns(1, 2),
		options: { concurrency: 1, maxRetries: 0 },
		faults: [answer(429, '2')],
	});
	expect(times).toEqual([0, 2_020, 2_040]);
});

it('uses up no retry for the rate limit while other requests get through', async () => {
	// One request a second gets through.
	let free = 0;
	const { counts } = await deliverExample({
		items: crmIds(20),
		options: { batchSize: 1, order: 'none', concurrency: 8, maxRetries: 3 },
		// Storing takes longer than saying no.
		processing: 200,
		limiter: (now) => {
			if (now < free) return answer(429, '1');
			free = now + 1_000;
			return OK;
		},
	});
	expect(counts).toEqual({ added: 20 });
});
