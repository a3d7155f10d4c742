import { median, mediansOf } from '../../../bench/medians';
import type { Sample } from '../../../bench/results';
import { isMet, targets, type Target } from '../../../bench/targets';

const SIZE = 100_000;

const sample = (contender: string, seconds: number, more: Partial<Sample> = {}): Sample => ({
	...{ contender, size: SIZE, round: 1, seconds, peakRss: 1e9, latency: 20 },
	...more,
});

/** Bare 4 s, this node 3 s over it. */
const SAMPLES = [
	sample('bare', 4),
	sample('automatic-parallel', 7, { peakRss: 1.2e9 }),
	sample('summary-parallel', 6),
	sample('automatic-ranked', 7.6, { peakRss: 1.32e9 }),
	sample('expressions-parallel', 8.5, { peakRss: 1.5e9 }),
	sample('automatic-ordered', 25),
	sample('expert', 8),
	sample('loop', 154),
	sample('client', 2),
	sample('new-items', 5),
	sample('engine-bare', 1),
	sample('helper-ordered', 21),
	sample('engine-summary', 2, { size: 10_000 }),
	sample('engine-bare', 1, { size: 10_000 }),
	sample('engine-summary', 12),
];

const COSTS = [
	{ mapping: 'automatic', items: SIZE, microseconds: 1 },
	{ mapping: 'settings', items: SIZE, microseconds: 1.5 },
	{ mapping: 'expressions', items: SIZE, microseconds: 16 },
	{ mapping: 'wideExpressions', items: SIZE, microseconds: 20 },
	{ mapping: 'wideItemByItem', items: 5_000, microseconds: 800 },
];

/** Over HTTPS at a distance: bare 1 s. */
const FAR = [
	['bare', 1],
	['automatic-parallel', 2.5],
	['automatic-ranked', 2.8],
	['automatic-ordered', 15.4],
].map(([name, seconds]) => sample(name as string, seconds as number, { size: 10_000 }));

const find = (list: Target[], words: string) => list.find(({ says }) => says.includes(words));

describe('the median', () => {
	it('is the middle one, or between the two in the middle', () => {
		expect(median([9, 1, 5])).toBe(5);
		expect(median([10, 9, 1, 2])).toBe(5.5);
	});

	it('of the rounds is taken for each contender and size', () => {
		const rounds = [3, 1, 2].map((seconds) => sample('bare', seconds));
		const medians = mediansOf([...rounds, sample('bare', 50, { size: 1_000 }), sample('loop', 60)]);
		expect(medians.of('seconds', 'bare', SIZE)).toBe(2);
		expect(medians.rounds('bare', SIZE)).toEqual([3, 1, 2]);
		expect(medians.rounds('loop', SIZE)).toEqual([58]);
		expect(medians.of('seconds', 'expert', SIZE)).toBeNaN();
		expect(medians.sizes).toEqual([1_000, SIZE]);
	});
});

describe('the time over the bare engine run', () => {
	const { over } = mediansOf(SAMPLES);

	it('is what a contender takes more than a No Operation in the same place', () => {
		expect(over('automatic-parallel', SIZE)).toBe(3);
		expect(over('engine-summary', SIZE)).toBe(11);
	});

	it('is all of its time for the client, which has no engine, and for the bare run itself', () => {
		expect(over('client', SIZE)).toBe(2);
		expect(over('bare', SIZE)).toBe(4);
	});

	it('is unknown without a bare run', () => {
		const alone = mediansOf([sample('engine-summary', 7)]);
		expect(alone.over('engine-summary', SIZE)).toBeNaN();
	});
});

describe('the targets', () => {
	const list = targets(mediansOf(SAMPLES), COSTS, mediansOf(FAR));

	it.each<[words: string, figure: number, met: boolean]>([
		['Code + HTTP Request', 0.75, true],
		['Time / bare client', 1.5, false],
		['Summary / bare client', 1, true],
		// 2 s for the requests, 1 s for the items.
		['client + Edit Fields', 1, true],
		['Loop Over Items', 0.02, true],
		// 20 s of waiting and 4 s of the engine.
		['requests × latency', 25 / 24, true],
		// 20 s for the requests, 5 s for the items.
		['request helper + Edit Fields', 25 / 25, true],
		['By rank / time', 1.2, false],
		['real expressions / time', 1.5, false],
		['real expressions / Code', 1.125, false],
		['memory by rank', 1.1, true],
		['memory with real expressions', 1.25, false],
		['Real expressions in two fields', 16, false],
		['settings node', 0.5, true],
		['60 fields', 0.025, true],
		['distance: by rank / time', 1.2, true],
		['distance: by rank / ordered', 0.125, true],
		['memory / bare', 1.2, false],
		['memory / Edit Fields', 1.2, false],
		['100,000 records / 10,000', 11, true],
	])('compare: %s', (words, figure, met) => {
		const target = find(list, words);
		expect(target?.figure).toBeCloseTo(figure, 10);
		expect(target && isMet(target)).toBe(met);
	});

	it('are open where nothing was measured', () => {
		const target = find(list, 'Time of 1,000,000');
		expect(target && isMet(target)).toBeUndefined();
	});

	it('take the cost of an item only from a large run', () => {
		const cost = (items: number) => [{ mapping: 'automatic' as const, items, microseconds: 2 }];
		const automatic = (items: number) => targets(mediansOf(SAMPLES), cost(items), mediansOf([]));
		expect(find(automatic(SIZE), 'Automatic mapping')?.figure).toBe(2);
		expect(find(automatic(1_000), 'Automatic mapping')?.figure).toBeNaN();
	});
});
