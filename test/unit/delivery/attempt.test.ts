import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import { attempt } from '../../../nodes/EightByEightCampaigns/delivery/attempt';
import { MAX_RETRY_AFTER, createPace } from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { answers, refusal } from '../helpers/answers';
import { virtualClock, type ClockScript } from '../helpers/clock';

const STORED = { verdict: 'stored' };
const lost = refusal('lost');
const refused = refusal('tryAgain');

async function run(
	send: () => Promise<typeof STORED | Refusal>,
	{
		maxRetries = 3,
		stopped = () => false,
		...script
	}: ClockScript & Partial<Parameters<typeof attempt>[2]> = {},
) {
	const clock = virtualClock(script);
	const pace = createPace(5, clock);
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
		[MAX_RETRY_AFTER, 2],
		[MAX_RETRY_AFTER + 1, 1],
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

	it('does not hold up other requests', async () => {
		const { pace } = await run(answers(lost), { maxRetries: 1 });
		expect(pace.limit()).toBe(5);
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

	it('still hands on the answer that has come', async () => {
		expect((await run(answers(STORED), { stopped: () => true })).answer).toBe(STORED);
	});
});

it('counts every answer of the run as progress', async () => {
	for (const answer of [STORED, refusal('split'), refusal('stopCampaign')]) {
		expect((await run(answers(answer))).pace.progress()).toBe(1);
	}
	expect((await run(answers(lost))).pace.progress()).toBe(0);
});
