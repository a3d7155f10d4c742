import type { Changed } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { Failure, FailureCode } from '../../../nodes/EightByEightCampaigns/client/failure';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import type { Verdict } from '../../../nodes/EightByEightCampaigns/client/verdict';
import { act } from '../../../nodes/EightByEightCampaigns/delivery/act';
import { createPace } from '../../../nodes/EightByEightCampaigns/delivery/pace';
import { createWaiting } from '../../../nodes/EightByEightCampaigns/delivery/waiting';
import { answers, limited, refusal } from '../helpers/answers';
import { virtualClock } from '../helpers/clock';

const CHANGED: Changed = { verdict: 'changed', campaign: { state: 'RUNNING' } };

const refused = (verdict: Verdict, code: FailureCode, more: Partial<Failure> = {}) =>
	refusal(verdict, { failure: { code, message: `It is ${code}`, description: 'Why.', ...more } });

const lost = refused('lost', 'network');
const failed = refused('lost', 'serverError', { httpCode: '503', instance: '/x/1' });
const notReady = refused('wait', 'campaignState', { httpCode: '409' });
const closed = refused('stopCampaign', 'campaignState', { httpCode: '409' });

async function run(
	list: Array<Changed | NoSuccess>,
	{ maxRetries = 3, maxWait = 0, lostBefore = false } = {},
) {
	const clock = virtualClock();
	const send = answers(...list);
	const outcome = await act(
		send,
		{
			maxRetries,
			clock,
			pace: createPace({ requestsPerMinute: 0, timeouts: 0 }, clock),
			waiting: createWaiting(maxWait, clock),
		},
		lostBefore,
	);
	const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
	return { outcome, failure, count: send.count, clock };
}

it('is done as soon as 8x8 answers with the campaign', async () => {
	const { outcome, count } = await run([CHANGED]);
	expect(outcome).toEqual({ kind: 'changed', campaign: CHANGED.campaign });
	expect(count).toBe(1);
});

it('is sent again after a network failure, and then succeeds', async () => {
	const { outcome, count } = await run([limited(), lost, CHANGED]);
	expect(outcome.kind).toBe('changed');
	expect(count).toBe(3);
});

it('is cancelled with the execution', async () => {
	expect((await run([refusal('cancelled')])).outcome).toEqual({ kind: 'cancelled' });
	// Not of what was answered before: the wait for the next attempt is cut short.
	expect((await run([limited(), refusal('cancelled')])).outcome).toEqual({ kind: 'cancelled' });
	expect((await run([notReady, refusal('cancelled')], { maxWait: 500 })).outcome).toEqual({
		kind: 'cancelled',
	});
});

describe('refused for good', () => {
	it.each([
		[closed, false],
		[refused('stopCampaign', 'notFound'), false],
		[refused('stopCampaign', 'refusedUnexplained'), false],
		[refused('stopRun', 'unauthorized'), true],
		[refused('stopRun', 'forbidden'), true],
	])('fails as it is answered: %j', async (answer, stops) => {
		const { outcome, count } = await run([answer], { maxWait: 60_000 });
		expect(outcome).toEqual({
			kind: 'failed',
			failure: answer.failure,
			stops: stops ? answer.failure : undefined,
			lost: false,
		});
		expect(count).toBe(1);
	});
});

describe('a campaign that is not ready', () => {
	it('fails the action at once without "Max Wait"', async () => {
		const { failure, count, clock } = await run([notReady]);
		expect(failure).toEqual(notReady.failure);
		expect(count).toBe(1);
		expect(clock.waits).toEqual([]);
	});

	it('is waited for, and the action done when it is ready', async () => {
		const { outcome, clock } = await run([notReady, notReady, notReady, CHANGED], {
			maxWait: 60_000,
		});
		expect(outcome.kind).toBe('changed');
		expect(clock.elapsed()).toBeLessThan(60_000);
	});

	it('fails the action after "Max Wait", and is tried a last time then', async () => {
		const { failure, clock, count } = await run([notReady], { maxWait: 60_000 });
		expect(failure).toEqual(notReady.failure);
		expect(clock.elapsed()).toBe(60_000);
		expect(count).toBe(clock.waits.length + 1);
	});

	it('is no longer waited for once the state is final', async () => {
		const { failure, clock } = await run([notReady, closed], { maxWait: 60_000 });
		expect(failure).toEqual(closed.failure);
		expect(clock.waits).toHaveLength(1);
	});
});

describe('after a lost answer', () => {
	it.each([
		['that waiting could cure', notReady],
		['that is final', closed],
	])('a refusal %s probably means that it took effect', async (_, answer) => {
		const { outcome, failure, count } = await run([lost, answer], { maxWait: 60_000 });
		expect(outcome).toMatchObject({ kind: 'failed', lost: true, stops: undefined });
		expect(failure).toMatchObject({ code: 'unconfirmed', httpCode: '409' });
		expect(failure?.message).toBe(
			'The action has probably taken effect: an earlier answer got lost, and 8x8 now refuses to do it again',
		);
		expect(failure?.description).toMatch(/Configuration Manager.*Why\./);
		expect(count).toBe(2);
	});

	const elsewhere = { ...notReady, notDone: true };

	it('a state to which the action does not lead is waited for', async () => {
		const { outcome, count } = await run([lost, elsewhere, elsewhere, CHANGED], {
			maxWait: 60_000,
		});
		expect(outcome.kind).toBe('changed');
		expect(count).toBe(4);
	});

	it.each([
		['that passes, after "Max Wait"', elsewhere],
		['that does not pass', { ...closed, notDone: true }],
	])('a state to which the action does not lead leaves it open: one %s', async (_, answer) => {
		const { outcome, failure } = await run([lost, answer], { maxWait: 1_000 });
		expect(outcome).toMatchObject({ kind: 'failed', lost: true });
		expect(failure).toMatchObject({ code: 'unconfirmed', httpCode: '409' });
		expect(failure?.message).toBe(
			'The action may or may not have taken effect: It is campaignState',
		);
	});

	it('a state to which the action leads ends the wait', async () => {
		const { failure, count } = await run([lost, elsewhere, notReady], { maxWait: 60_000 });
		expect(failure?.message).toMatch(/probably/);
		expect(count).toBe(3);
	});

	it('what 8x8 support asks for goes along with it', async () => {
		const ids = { httpCode: '409', instance: '/x/2', time: '2027-01-31T09:00:00Z' };
		const { failure } = await run([lost, refused('stopCampaign', 'campaignState', ids)]);
		expect(failure).toMatchObject({ code: 'unconfirmed', ...ids });
	});

	it.each([lost, failed])(
		'asks to look at the campaign even if 8x8 said nothing: %j',
		async (answer) => {
			const { code, message } = answer.failure;
			const { failure } = await run([{ ...answer, failure: { code, message } }]);
			expect(failure?.description).toBe(
				'Before you run it again, look at the campaign in Configuration Manager: the action may have taken effect.',
			);
		},
	);

	it('an action of an earlier try may be done', async () => {
		expect((await run([notReady], { lostBefore: true })).failure?.code).toBe('unconfirmed');
	});

	it('it is done when 8x8 says so', async () => {
		expect((await run([lost, CHANGED])).outcome.kind).toBe('changed');
		expect((await run([CHANGED], { lostBefore: true })).outcome.kind).toBe('changed');
	});

	it('it is unconfirmed when no answer comes at all', async () => {
		const { failure, outcome } = await run([lost], { maxRetries: 2 });
		expect(failure?.code).toBe('unconfirmed');
		expect(outcome).toMatchObject({ lost: true });
	});

	it('a failure of the server stays one, with a warning', async () => {
		const { failure, outcome } = await run([failed], { maxRetries: 1 });
		expect(failure).toMatchObject({ code: 'serverError', httpCode: '503', instance: '/x/1' });
		expect(failure?.description).toMatch(/may have taken effect.*Why\./);
		expect(outcome).toMatchObject({ lost: true });
	});

	it('what stops the run still stops it', async () => {
		const { outcome, failure } = await run([lost, refused('stopRun', 'unauthorized')]);
		expect(outcome).toMatchObject({ stops: { code: 'unauthorized' } });
		expect(failure?.code).toBe('unconfirmed');
	});

	it.each([
		refused('stopCampaign', 'notFound', { httpCode: '404' }),
		refused('stopCampaign', 'refusedUnexplained', { httpCode: '400' }),
	])('nothing is likely from a refusal that is not about the state: %j', async (answer) => {
		const { failure } = await run([lost, answer]);
		expect(failure?.code).toBe('unconfirmed');
		expect(failure?.message).toBe(
			`The action may or may not have taken effect: ${answer.failure.message}`,
		);
	});
});

it('ends a run of actions after some that nobody answered', async () => {
	const clock = virtualClock();
	const pace = createPace({ requestsPerMinute: 0, timeouts: 1_000 }, clock);
	const waiting = createWaiting(0, clock);
	const ends: boolean[] = [];
	while (!ends.at(-1) && ends.length < 20) {
		const outcome = await act(answers(lost), { maxRetries: 1, clock, pace, waiting }, false);
		ends.push(outcome.kind === 'failed' && outcome.stops !== undefined);
	}
	expect(ends.length).toBeGreaterThan(3);
	expect(ends.length).toBeLessThan(10);
});
