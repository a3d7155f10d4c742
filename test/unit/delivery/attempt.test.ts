import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { attempt } from '../../../nodes/EightByEightCampaigns/delivery/attempt';
import { MAX_PAUSE } from '../../../nodes/EightByEightCampaigns/delivery/limit';
import { createPace } from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { answers, limited, refusal } from '../helpers/answers';
import { virtualClock, type ClockScript } from '../helpers/clock';

const STORED = { verdict: 'stored' };
const lost = refusal('lost');
const refused = refusal('tryAgain');

async function run(
	send: () => Promise<typeof STORED | NoSuccess>,
	{
		maxRetries = 3,
		stopped = () => false,
		...script
	}: ClockScript & Partial<Parameters<typeof attempt>[2]> = {},
) {
	const clock = virtualClock(script);
	const pace = createPace({ requestsPerMinute: 0, timeouts: 120_000 }, clock);
	let losses = 0;
	const answer = await attempt(send, () => (losses += 1), { maxRetries, pace, clock, stopped });
	return { answer, losses, pace, waits: clock.waits };
}

it('sends once when all is well', async () => {
	const send = answers(STORED);
	expect(await run(send)).toMatchObject({ answer: STORED, losses: 0, waits: [] });
	expect(send.count).toBe(1);
});

it.each(['split', 'wait', 'stopCampaign', 'stopRun', 'cancelled'] as const)(
	'does not repeat what was answered with %s',
	async (verdict) => {
		const answer = refusal(verdict, { retryAfter: 1_000 });
		const send = answers(answer, STORED);
		expect(await run(send)).toMatchObject({ answer, losses: 0, waits: [] });
		expect(send.count).toBe(1);
	},
);

describe('a request that failed', () => {
	it.each([
		['surely not stored', refused, 0],
		['possibly stored', lost, 1],
	])('is sent again: %s', async (_, first, losses) => {
		const send = answers(first, STORED);
		expect(await run(send)).toMatchObject({ answer: STORED, losses });
		expect(send.count).toBe(2);
	});

	it.each([0, 1, 3])(
		'is sent again %i times, without a wait after the last attempt',
		async (maxRetries) => {
			const send = answers(lost);
			const { answer, losses, waits } = await run(send, { maxRetries });
			expect(answer).toBe(lost);
			expect(send.count).toBe(maxRetries + 1);
			expect(losses).toBe(maxRetries + 1);
			expect(waits).toHaveLength(maxRetries);
		},
	);

	it('waits longer each time, by chance', async () => {
		const { waits } = await run(answers(lost), { maxRetries: 8, random: [1] });
		expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
		const jittered = await run(answers(refused), { maxRetries: 3, random: [0.5, 0.25, 0] });
		expect(jittered.waits).toEqual([250, 250, 0]);
	});

	it('waits as long as 8x8 asks, no shorter and no longer', async () => {
		const asked = [0, 1, 45_000].map((retryAfter) => refusal('lost', { retryAfter }));
		expect((await run(answers(...asked, STORED))).waits).toEqual([0, 1, 45_000]);
	});

	it.each([
		[MAX_PAUSE, 2],
		[MAX_PAUSE + 1, 1],
		[Infinity, 1],
	])(
		'is given up at once when 8x8 asks for more than five minutes: %i ms',
		async (retryAfter, count) => {
			const send = answers(refusal('lost', { retryAfter }), STORED);
			const { waits } = await run(send);
			expect(send.count).toBe(count);
			expect(waits).toHaveLength(count - 1);
		},
	);

	it('tells the run only once it is given up', async () => {
		expect((await run(answers(lost, STORED))).pace.inOutage()).toBe(false);
		expect((await run(answers(lost), { maxRetries: 1 })).pace.inOutage()).toBe(true);
	});
});

describe('a request that is refused for the rate', () => {
	it('is sent again after the time that 8x8 asks for', async () => {
		const send = answers(limited(7_000), STORED);
		expect(await run(send)).toMatchObject({ answer: STORED, losses: 0 });
		expect(send.count).toBe(2);
	});

	it('uses up no retry', async () => {
		const send = answers(...Array.from({ length: 50 }, () => limited(1_000)), STORED);
		expect(await run(send, { maxRetries: 0 })).toMatchObject({ answer: STORED });
	});

	it('uses up its retries for other failures in between', async () => {
		const send = answers(limited(1_000), lost, limited(1_000), lost, STORED);
		expect((await run(send, { maxRetries: 1 })).answer).toBe(lost);
		expect(send.count).toBe(4);
	});

	it.each([undefined, 1_000])(
		'ends the run once nothing has got through for five minutes (%p)',
		async (told) => {
			const { answer, waits } = await run(answers(limited(told)));
			expect(answer).toMatchObject({ verdict: 'stopRun', failure: { code: 'rateLimited' } });
			const waited = waits.reduce((sum, wait) => sum + wait, 0);
			expect(waited).toBeGreaterThanOrEqual(MAX_PAUSE);
		},
	);

	it('ends the run at once when 8x8 asks for more than five minutes', async () => {
		const { answer, waits } = await run(answers(limited(MAX_PAUSE + 1), STORED));
		expect(answer).toMatchObject({ verdict: 'stopRun', failure: { code: 'rateLimited' } });
		expect(waits).toEqual([]);
	});

	it('is not sent again once nothing is to be sent any more', async () => {
		let over = false;
		const send = answers(limited(7_000), STORED);
		const { answer } = await run(send, { stopped: () => over, onWait: () => (over = true) });
		expect(answer).toMatchObject({ failure: { code: 'rateLimited' } });
		expect(send.count).toBe(1);
	});
});

describe('in an outage', () => {
	it('a request is tried once, and the run ends when nothing has been answered for long', async () => {
		const clock = virtualClock();
		const pace = createPace({ requestsPerMinute: 0, timeouts: 120_000 }, clock);
		const tries: number[] = [];
		let answer: NoSuccess | typeof STORED | undefined;
		do {
			const send = answers(lost);
			answer = await attempt(send, () => undefined, {
				maxRetries: 3,
				pace,
				clock,
				stopped: () => false,
			});
			tries.push(send.count);
		} while (answer?.verdict !== 'stopRun');
		expect(answer).toMatchObject({
			failure: {
				description: 'No request has been answered for some time, so nothing more is sent.',
			},
		});
		expect(tries.slice(0, 4)).toEqual([4, 1, 1, 1]);
		expect(tries.length).toBeLessThan(15);
		expect(clock.elapsed()).toBeGreaterThanOrEqual(120_000);
	});
});

describe('once it is stopped', () => {
	it('is not sent again, when that happens during the wait', async () => {
		let over = false;
		const send = answers(lost, STORED);
		const { answer } = await run(send, { stopped: () => over, onWait: () => (over = true) });
		expect(answer).toBe(lost);
		expect(send.count).toBe(1);
	});

	it('is not sent at all, when that happened before', async () => {
		const send = answers(STORED);
		expect((await run(send, { stopped: () => true })).answer).toBeUndefined();
		expect(send.count).toBe(0);
	});
});
