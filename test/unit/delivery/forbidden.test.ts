import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import { createForbidden } from '../../../nodes/EightByEightCampaigns/delivery/forbidden';

const failureOf = (code: Failure['code']): Failure => ({ code, message: code });
const FORBIDDEN = failureOf('forbidden');

it('ends the run after three campaigns in a row', () => {
	const forbidden = createForbidden();
	expect(['a', 'b', 'c'].map((id) => forbidden.endsRun(id, FORBIDDEN))).toEqual([
		false,
		false,
		true,
	]);
});

it('counts a campaign once, however many of its requests are refused', () => {
	const forbidden = createForbidden();
	expect(['a', 'a', 'a', 'b'].map((id) => forbidden.endsRun(id, FORBIDDEN))).toEqual([
		false,
		false,
		false,
		false,
	]);
	expect(forbidden.endsRun('c', FORBIDDEN)).toBe(true);
});

it('counts from the start after a campaign that is allowed', () => {
	const forbidden = createForbidden();
	for (const id of ['a', 'b']) forbidden.endsRun(id, FORBIDDEN);
	forbidden.allowed();
	expect(['c', 'd', 'e'].map((id) => forbidden.endsRun(id, FORBIDDEN))).toEqual([
		false,
		false,
		true,
	]);
});

it('ends the run at once for any other reason', () => {
	expect(createForbidden().endsRun('a', failureOf('unauthorized'))).toBe(true);
});

it('keeps the reason of each campaign that 8x8 forbids', () => {
	const forbidden = createForbidden();
	forbidden.endsRun('a', FORBIDDEN);
	expect(forbidden.reason('a')).toBe(FORBIDDEN);
	expect(forbidden.reason('b')).toBeUndefined();
});
