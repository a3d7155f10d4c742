import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { RATE_LIMIT_TELLS, type RateLimitSpec, type RateWindow } from '../../../simulator';
import { crmIds, deliverExample } from './example';

const BURST: RateWindow = { requests: 20, seconds: 10 };
const MINUTE: RateWindow = { requests: 100, seconds: 60 };

/** Dialects that do not say how long to wait. */
const SILENT = new Set(['nothing', 'retryAfterZero', 'retryAfterPast']);

const limits = RATE_LIMIT_TELLS.flatMap((tells) =>
	(['fixed', 'sliding'] as const).flatMap((kind) =>
		[[BURST], [MINUTE], [BURST, MINUTE]].map((windows): RateLimitSpec => ({
			tells,
			kind,
			windows,
		})),
	),
);

/** Loads so many records, and tells when which request was refused. */
async function load(rateLimit: RateLimitSpec, records: number, options: Partial<DeliveryOptions>) {
	const { requests, counts, duration } = await deliverExample({
		items: crmIds(records),
		options,
		rateLimit,
		latencies: [25],
	});
	const refusedAt = requests
		.filter(({ answer }) => answer?.reply.kind === 'answer' && answer.reply.status === 429)
		.map(({ sentAt }) => sentAt);
	return { counts, refusedAt, duration };
}

/** The most of these times in one window of that length. */
const mostWithin = (times: number[], milliseconds: number) =>
	Math.max(
		0,
		...times.map((start) => times.filter((at) => at >= start && at < start + milliseconds).length),
	);

describe.each(limits)('a limit of $windows, $kind, told by $tells', (rateLimit) => {
	const shortest = Math.min(...rateLimit.windows.map(({ seconds }) => seconds)) * 1000;

	it.each([
		['in sequence', 'sequence', 3],
		['at once', 'none', 10],
	] as const)('lets 5,000 records in whole, with few refusals: %s', async (_, order, most) => {
		const { counts, refusedAt } = await load(rateLimit, 5_000, { order });
		expect(counts).toEqual({ added: 5_000 });
		if (SILENT.has(rateLimit.tells!)) {
			expect(mostWithin(refusedAt, shortest)).toBeLessThanOrEqual(12);
		} else {
			expect(refusedAt.length).toBeLessThanOrEqual(most);
		}
	});

	// In virtual time, so that it is the same in every run. What is silent has to be found out first.
	it('is used up: 400 requests take little longer than the limit asks for', async () => {
		const { counts, duration, refusedAt } = await load(rateLimit, 400, {
			order: 'none',
			batchSize: 1,
		});
		expect(counts).toEqual({ added: 400 });
		expect(mostWithin(refusedAt, shortest)).toBeLessThanOrEqual(12);
		const least = Math.max(
			...rateLimit.windows.map(({ requests, seconds }) => (400 / requests) * seconds * 1000),
		);
		expect(least / duration).toBeGreaterThan(SILENT.has(rateLimit.tells!) ? 0.8 : 0.9);
	});
});

it('sends no more than "Requests per Minute" in any minute', async () => {
	const { requests } = await deliverExample({
		items: crmIds(300),
		options: { order: 'none', batchSize: 1, requestsPerMinute: 60 },
	});
	const times = requests.map(({ sentAt }) => sentAt);
	expect(requests).toHaveLength(300);
	expect(mostWithin(times, 60_000)).toBe(60);
});

it('lets in nothing more once 8x8 has taken nothing for five minutes', async () => {
	const { requests, counts, duration } = await deliverExample({
		items: crmIds(1_000),
		limiter: () => ({ kind: 'gateway', status: 429, processed: false }),
	});
	expect(counts).toEqual({ rateLimited: 100, notSent: 900 });
	expect(requests.length).toBeLessThan(15);
	expect(duration).toBeLessThan(7 * 60_000);
});

// What somebody else has used up says little of the limit.
it.each([
	['first', 0],
	['third', 2],
])('loses little time after others have used up the %s window', async (_, taken) => {
	let begin: number | undefined;
	const through = new Map([[taken, 99]]);
	const { counts, duration } = await deliverExample({
		items: crmIds(400),
		options: { batchSize: 1 },
		latencies: [25],
		limiter: (now) => {
			begin ??= now;
			const minute = Math.floor((now - begin) / 60_000);
			const count = through.get(minute) ?? 0;
			if (count === 100) return { kind: 'gateway', status: 429, processed: false };
			through.set(minute, count + 1);
			return { kind: 'none' };
		},
	});
	expect(counts).toEqual({ added: 400 });
	// At least four minutes: one request in that window, 399 in the others.
	expect(duration).toBeLessThan(6 * 60_000);
});
