import { createPace, type PaceRules } from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { virtualClock, type ClockScript } from '../helpers/clock';

const never = () => false;

function start(rules: Partial<PaceRules> = {}, script: ClockScript = {}) {
	const clock = virtualClock({ random: [0], ...script });
	const pace = createPace({ requestsPerMinute: 0, timeouts: 0, ...rules }, clock);
	return { clock, pace };
}

/** Sends a request that is answered at once. */
async function refused({ pace }: ReturnType<typeof start>, told?: number) {
	const sentAt = await pace.leave(never);
	pace.ended();
	return pace.limited(sentAt, told);
}

it('holds up nobody at first', () => {
	const { pace, clock } = start();
	expect(pace.ready(never)).toBeUndefined();
	expect(pace.leave(never)).toBe(clock.now());
});

describe('after a refusal for the rate', () => {
	it('nobody is sent before the time that 8x8 asks for', async () => {
		const run = start();
		await refused(run, 3_000);
		await Promise.all([run.pace.ready(never), run.pace.ready(never)]);
		expect(run.clock.elapsed()).toBe(3_000);
	});

	it('the longest pause counts, from the moment of each refusal', async () => {
		const run = start();
		const first = await run.pace.leave(never);
		const second = await run.pace.leave(never);
		run.pace.limited(first, 3_000);
		await run.clock.sleep(2_000);
		run.pace.limited(second, 2_000);
		run.pace.ended();
		run.pace.ended();
		await run.pace.ready(never);
		expect(run.clock.elapsed()).toBe(4_000);
	});

	it('those who wait already wait longer, when the pause grows', async () => {
		const run = start();
		const late = await run.pace.leave(never);
		await refused(run, 1_000);
		const waiting = run.pace.ready(never);
		run.pace.limited(late, 60_000);
		run.pace.ended();
		await waiting;
		expect(run.clock.elapsed()).toBe(60_000);
	});

	it('one request at a time finds out whether 8x8 takes them again', async () => {
		const run = start();
		await refused(run, 1_000);
		const entered: number[] = [];
		const enter = async () => entered.push(await run.pace.leave(never));
		const all = [enter(), enter(), enter()];
		await run.clock.sleep(5_000);
		expect(entered).toHaveLength(1);
		run.pace.ended();
		run.pace.passed(entered[0]!);
		await Promise.all(all);
		expect(entered).toHaveLength(3);
	});

	it('requests keep the rate at which they got through before', async () => {
		const run = start();
		const send = async () => {
			const sentAt = await run.pace.leave(never);
			run.pace.ended();
			run.pace.passed(sentAt);
			return run.clock.elapsed();
		};
		// What got through before says nothing: others may have used the limit up.
		await refused(run, 10_000);
		for (let n = 0; n < 20; n++) await send();
		await refused(run, 10_000);
		// The first one only finds out that 8x8 takes requests again.
		expect([await send(), await send(), await send()]).toEqual([20_000, 20_000, 20_500]);
	});

	it('is over once nothing is to be sent any more', async () => {
		const run = start();
		await refused(run, 60_000);
		await run.pace.ready(() => true);
		expect(run.clock.elapsed()).toBe(0);
	});
});

describe('once an answer tells that no request is left', () => {
	it('nothing is sent until the window ends', async () => {
		const { pace, clock } = start();
		const sentAt = await pace.leave(never);
		pace.ended({ left: 0, endsIn: 4_000 });
		pace.passed(sentAt);
		await pace.leave(never);
		expect(clock.elapsed()).toBe(4_000);
	});

	it('those under way count as taken until an answer tells better', async () => {
		const { pace, clock } = start();
		const first = await pace.leave(never);
		await pace.leave(never);
		pace.ended({ left: 1, endsIn: 4_000 });
		pace.passed(first);
		const third = Promise.resolve(pace.leave(never));
		let isSent = false;
		void third.then(() => (isSent = true));
		await clock.sleep(10);
		expect(isSent).toBe(false);
		pace.ended({ left: 1, endsIn: 4_000 });
		await third;
		expect(clock.elapsed()).toBe(10);
	});

	it('those that leave count as taken', async () => {
		const { pace, clock } = start();
		await pace.leave(never);
		pace.ended({ left: 1, endsIn: 4_000 });
		await pace.leave(never);
		pace.ended();
		expect(clock.elapsed()).toBe(0);
		await pace.leave(never);
		expect(clock.elapsed()).toBe(4_000);
	});

	it('a window that ends in hours holds up nobody: the next answer tells', async () => {
		const { pace } = start();
		await pace.leave(never);
		pace.ended({ left: 0, endsIn: 3_600_000 });
		expect(pace.ready(never)).toBeUndefined();
	});
});

it('keeps requests apart where the user asks for it', async () => {
	const { pace, clock } = start({ requestsPerMinute: 120 });
	const times: number[] = [];
	for (let n = 0; n < 4; n++) {
		await pace.leave(never);
		pace.ended();
		times.push(clock.elapsed());
	}
	expect(times).toEqual([0, 500, 1_000, 1_500]);
});

it.each(['nothing is to be sent any more', 'an answer came', 'its time is over'])(
	'asks the clock to end a wait early once %s',
	async (why) => {
		let [time, isStopped] = [0, false];
		let isOver = () => false;
		const clock = {
			now: () => time,
			random: () => 0,
			sleep: (_: number, over = () => false) => {
				isOver = over;
				return new Promise<void>(() => undefined);
			},
		};
		const pace = createPace({ requestsPerMinute: 1, timeouts: 0 }, clock);
		await pace.leave(never);
		void pace.ready(() => isStopped);
		expect(isOver()).toBe(false);
		if (why.startsWith('nothing')) isStopped = true;
		else if (why.startsWith('an answer')) pace.ended();
		else time = 60_000;
		expect(isOver()).toBe(true);
	},
);

it('sends again at once after a wait that was cut short by a cancellation', async () => {
	const { pace, clock } = start();
	const cut = { ...clock, sleep: () => Promise.resolve() };
	const cutShort = createPace({ requestsPerMinute: 0, timeouts: 0 }, cut);
	const sentAt = await cutShort.leave(never);
	cutShort.ended();
	cutShort.limited(sentAt, 60_000);
	await cutShort.leave(never);
	expect(clock.elapsed()).toBe(0);
	expect(pace.ready(never)).toBeUndefined();
});

it('is in an outage from a request that was given up until the next answer', async () => {
	const { pace, clock } = start();
	const first = await pace.leave(never);
	pace.ended();
	expect(pace.givenUp(first)).toBe(true);
	expect(pace.inOutage()).toBe(true);
	await clock.sleep(1);
	const second = await pace.leave(never);
	expect(clock.elapsed()).toBe(1);
	pace.ended();
	pace.givenUp(second);
	const third = await pace.leave(never);
	expect(clock.elapsed()).toBe(1_001);
	pace.ended();
	pace.passed(third);
	expect(pace.inOutage()).toBe(false);
});

it('is in no outage any more after a refusal for the rate: somebody has answered', async () => {
	const { pace } = start();
	const first = await pace.leave(never);
	pace.ended();
	pace.givenUp(first);
	const second = await pace.leave(never);
	pace.ended();
	pace.limited(second, 1_000);
	expect(pace.inOutage()).toBe(false);
});
