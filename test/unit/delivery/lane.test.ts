import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import {
	createLane,
	nextPiece,
	noteUnexplained,
	sendFirst,
	unsent,
	type Lane,
} from '../../../nodes/EightByEightCampaigns/delivery/lane';
import { CAMPAIGN, entriesOf, idsOf } from '../helpers/entries';

const FAILURE: Failure = { code: 'notFound', message: 'Unknown' };

const numbered = (count: number) =>
	entriesOf(...Array.from({ length: count }, (_, index) => `id${index}`));

const laneOf = (count: number, keepOrder = false): Lane =>
	createLane({ campaignId: CAMPAIGN, entries: numbered(count) }, keepOrder, {
		isOver: () => true,
		wait: () => Promise.resolve(false),
	});

const next = (lane: Lane, batchSize = 100, fresh = true) => {
	const piece = nextPiece(lane, batchSize, fresh);
	return piece && idsOf(piece.entries);
};

describe('the batches of a campaign', () => {
	it.each([
		[1, 3, [1, 1, 1]],
		[2, 5, [2, 2, 1]],
		[100, 250, [100, 100, 50]],
		[100, 100, [100]],
	])('hold %i of %i records at most, in their order', (batchSize, count, sizes) => {
		const lane = laneOf(count);
		const batches: string[][] = [];
		for (let batch = next(lane, batchSize); batch; batch = next(lane, batchSize)) {
			if (batches.push(batch) > count) break;
		}
		expect(batches.map(({ length }) => length)).toEqual(sizes);
		expect(batches.flat()).toEqual(idsOf(numbered(count)));
	});

	it('come after the pieces of a refused one, which go in their order', () => {
		const lane = laneOf(2);
		const [a, b, c] = entriesOf('a', 'b', 'c') as [never, never, never];
		sendFirst(lane, [{ entries: [c] }]);
		sendFirst(lane, [{ entries: [a] }, { entries: [b] }]);
		expect([next(lane), next(lane), next(lane), next(lane), next(lane)]).toEqual([
			['a'],
			['b'],
			['c'],
			['id0', 'id1'],
			undefined,
		]);
	});

	it('are not begun when only what has begun is to be finished', () => {
		const lane = laneOf(3);
		sendFirst(lane, [{ entries: entriesOf('a') }]);
		expect([next(lane, 100, false), next(lane, 100, false)]).toEqual([['a'], undefined]);
	});

	it('end when the campaign is given up', () => {
		const lane = laneOf(3);
		lane.stoppedBy = FAILURE;
		expect(next(lane)).toBeUndefined();
	});
});

describe('with "Keep Order"', () => {
	it.each([
		['all bring a rank', [1, 2], false],
		['one brings none', [1, undefined], true],
		['one brings the rank 0', [0, 0], false],
	])('the order counts unless every record brings a rank: %s', (_, ranks, ordered) => {
		const entries = ranks.map((rank, itemIndex) => ({
			itemIndex,
			campaignId: CAMPAIGN,
			record: { crmRecordId: `id${itemIndex}`, rank },
		}));
		const waiting = { isOver: () => true, wait: () => Promise.resolve(false) };
		expect(createLane({ campaignId: CAMPAIGN, entries }, true, waiting).ordered).toBe(ordered);
	});
});

describe('a campaign that refuses without a reason', () => {
	/** An ordered lane whose first batch of one record was refused so. */
	function refusing(count: number) {
		const lane = laneOf(count, true);
		next(lane, 1);
		noteUnexplained(lane, 'same');
		return lane;
	}

	it('is probed with five single records, spread over all that is left', () => {
		const lane = refusing(101);
		const probes = [1, 2, 3, 4, 5].map(() => next(lane)!);
		expect(probes).toEqual([['id1'], ['id25'], ['id50'], ['id75'], ['id100']]);
		const rest = next(lane)!;
		expect(rest).toHaveLength(95);
		expect(new Set([...probes.flat(), ...rest, 'id0']).size).toBe(101);
	});

	it('is given up when all five meet the same refusal', () => {
		const lane = refusing(101);
		next(lane);
		const verdicts = [1, 2, 3, 4, 5].map(() => noteUnexplained(lane, 'same', true));
		expect(verdicts).toEqual([false, false, false, false, true]);
	});

	it.each([
		['one of them is refused otherwise', (lane: Lane) => noteUnexplained(lane, 'other', true)],
		['one of them is accepted', (lane: Lane) => (lane.accepted += 1)],
	])('is not given up when %s', (_, happen) => {
		const lane = refusing(101);
		next(lane);
		happen(lane);
		for (let time = 0; time < 9; time++) expect(noteUnexplained(lane, 'same', true)).toBe(false);
	});

	it.each([
		['fewer than five records are left', refusing(5)],
		['it has accepted something', Object.assign(refusing(101), { accepted: 1 })],
	])('is not probed when %s', (_, lane) => {
		expect(next(lane)!.length).toBeGreaterThan(1);
	});

	it('is probed once at most', () => {
		const lane = refusing(101);
		for (let time = 0; time < 5; time++) next(lane);
		noteUnexplained(lane, 'same');
		expect(next(lane)).toHaveLength(95);
	});
});

it('has left what lies in its pieces, their suspects, and what was never begun', () => {
	const lane = laneOf(4);
	next(lane, 2);
	const [a, b] = entriesOf('a', 'b') as [never, never];
	sendFirst(lane, [{ entries: [a], suspect: b }]);
	expect(idsOf(unsent(lane))).toEqual(['a', 'b', 'id2', 'id3']);
});
