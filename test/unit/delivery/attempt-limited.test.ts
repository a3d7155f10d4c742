import fc from 'fast-check';

import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import { attempt } from '../../../nodes/EightByEightCampaigns/delivery/attempt';
import {
	MAX_RETRY_AFTER,
	createPace,
	type Pace,
} from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { answers, limited, refusal } from '../helpers/answers';
import { virtualClock, type ClockScript } from '../helpers/clock';

const STORED = { verdict: 'stored' };
type Answer = typeof STORED | Refusal;

/** Requests of one run: they share clock and pace. */
function startRun({
	concurrency = 5,
	stopped = () => false,
	...script
}: ClockScript & { concurrency?: number; stopped?: () => boolean } = {}) {
	const clock = virtualClock(script);
	const pace = createPace(concurrency, clock);
	return {
		clock,
		pace,
		request: (send: () => Promise<Answer>, maxRetries = 3) =>
			attempt(send, () => undefined, { maxRetries, pace, clock, stopped }),
	};
}

it('is sent again after the time that 8x8 asks for', async () => {
	const { request, clock } = startRun();
	const send = answers(limited(7_000), STORED);
	expect(await request(send)).toBe(STORED);
	expect(clock.elapsed()).toBe(7_000);
});

it('backs off where 8x8 asks for nothing', async () => {
	const { request, clock } = startRun({ random: [1] });
	await request(answers(limited()));
	expect(clock.elapsed()).toBe(500 + 1_000 + 2_000);
});

it.each([0, 2])('gives up after %i retries when nothing gets through', async (maxRetries) => {
	const { request } = startRun();
	const send = answers(limited(1_000));
	expect(await request(send, maxRetries)).toMatchObject({ failure: { code: 'rateLimited' } });
	expect(send.count).toBe(maxRetries + 1);
});

it.each([
	[MAX_RETRY_AFTER, 2],
	[MAX_RETRY_AFTER + 1, 1],
])(
	'gives up at once when 8x8 asks for more than five minutes: %i ms',
	async (retryAfter, count) => {
		const { request, clock } = startRun();
		const send = answers(limited(retryAfter), STORED);
		await request(send);
		expect(send.count).toBe(count);
		expect(clock.waits).toHaveLength(count - 1);
	},
);

it('holds up nobody for more than five minutes', async () => {
	const { request, clock } = startRun();
	await request(answers(limited(MAX_RETRY_AFTER + 1)));
	await request(answers(STORED));
	expect(clock.elapsed()).toBe(0);
});

describe('the whole run', () => {
	it('waits, and has half as many requests in flight', async () => {
		const { request, clock, pace } = startRun({ concurrency: 8 });
		const first = request(answers(limited(7_000), STORED));
		await Promise.resolve();
		const [, other] = await Promise.all([
			first,
			(async () => {
				await clock.sleep(1_000);
				await request(answers(STORED));
				return clock.elapsed();
			})(),
		]);
		expect(other).toBeGreaterThanOrEqual(7_000);
		expect(pace.limit()).toBe(4);
	});

	it.each([0, 2])(
		'waits after the last attempt of a request too (%i retries)',
		async (maxRetries) => {
			const { request, clock } = startRun();
			await request(answers(limited(7_000)), maxRetries);
			const before = clock.elapsed();
			await request(answers(STORED));
			expect(clock.elapsed() - before).toBe(7_000);
		},
	);
});

describe('while other requests get through', () => {
	/** Limited that often; in the meantime another request gets through. */
	const limitedWhile = (times: number, meanwhile: () => void) => {
		const send = () => {
			send.count += 1;
			if (send.count > times) return Promise.resolve<Answer>(STORED);
			meanwhile();
			return Promise.resolve<Answer>(limited(1_000));
		};
		send.count = 0;
		return send;
	};

	it('uses up no retry', async () => {
		const { request, pace } = startRun();
		const send = limitedWhile(50, () => pace.passed());
		expect(await request(send, 0)).toBe(STORED);
		expect(send.count).toBe(51);
	});

	it('uses up no retry when they get through during its wait', async () => {
		const paces: Pace[] = [];
		const run = startRun({ onWait: () => paces[0]?.passed() });
		paces.push(run.pace);
		const send = limitedWhile(50, () => undefined);
		expect(await run.request(send, 1)).toBe(STORED);
	});

	it('uses up its retries all the same when it fails otherwise', async () => {
		const { request, pace } = startRun();
		const send = () => {
			send.count += 1;
			pace.passed();
			return Promise.resolve(send.count > 10 ? STORED : refusal('lost'));
		};
		send.count = 0;
		expect(await request(send, 2)).toMatchObject({ verdict: 'lost' });
		expect(send.count).toBe(3);
	});

	it('uses up retries again as soon as nothing gets through', async () => {
		const { request, pace } = startRun();
		const send = limitedWhile(100, () => send.count <= 10 && pace.passed());
		expect(await request(send, 2)).toMatchObject({ failure: { code: 'rateLimited' } });
		expect(send.count).toBe(13);
	});

	it('does not wait for more than five minutes all the same', async () => {
		const { request, pace } = startRun();
		const send = () => {
			pace.passed();
			return Promise.resolve(limited(MAX_RETRY_AFTER + 1));
		};
		expect(await request(send)).toMatchObject({ failure: { code: 'rateLimited' } });
	});
});

it('is not sent again once the run is stopped during its wait', async () => {
	let over = false;
	const { request } = startRun({ stopped: () => over, onWait: () => (over = true) });
	const send = answers(limited(7_000), STORED);
	expect(await request(send)).toMatchObject({ failure: { code: 'rateLimited' } });
	expect(send.count).toBe(1);
});

it('waits for nothing any more when the run is over already', async () => {
	const { request, clock } = startRun({ stopped: () => true });
	await request(answers(limited(7_000), STORED));
	expect(clock.elapsed()).toBe(0);
});

it('ends by itself whatever is answered, with no more attempts than retries allow', async () => {
	const answer = fc.oneof(
		fc.constant<Answer>(STORED),
		fc
			.constantFrom('lost' as const, 'tryAgain' as const, 'split' as const)
			.map((verdict) => refusal(verdict)),
		fc.option(fc.integer({ min: 0, max: 2 * MAX_RETRY_AFTER }), { nil: undefined }).map(limited),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(answer, { minLength: 1 }), fc.nat(6), async (list, maxRetries) => {
			const { request, clock } = startRun();
			const send = answers(...list);
			const result = await request(send, maxRetries);
			const last = list[Math.min(send.count, list.length) - 1]!;
			const tooLong = 'throttled' in last && (last.retryAfter ?? 0) > MAX_RETRY_AFTER;
			expect(result).toEqual(tooLong ? { ...last, verdict: 'stopRun' } : last);
			expect(send.count).toBeLessThanOrEqual(maxRetries + 1);
			expect(clock.waits.length).toBeLessThan(send.count);
			for (const wait of clock.waits) expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER);
		}),
	);
});
