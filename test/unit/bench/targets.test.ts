import { overBare } from '../../../bench/overBare';
import { median, mediansOf, type Sample } from '../../../bench/samples';
import { isMet, targets, type Target } from '../../../bench/targets';

const SIZE = 100_000;

const sample = (contender: string, seconds: number, more: Partial<Sample> = {}): Sample => ({
	...{ contender, size: SIZE, round: 1, seconds, cpuSeconds: 1, peakRss: 1e9 },
	...{ requests: 1_000, maxInFlight: 10, latency: 20 },
	...more,
});

/** Bare 4 s, this node 3 s over it. */
const SAMPLES = [
	sample('bare', 4),
	sample('automatic-parallel', 7, { peakRss: 1.2e9 }),
	sample('summary-parallel', 6),
	sample('automatic-ordered', 25),
	sample('expert', 8),
	sample('loop', 154),
	sample('client', 2),
	sample('new-items', 5),
	sample('engine-bare', 1),
	sample('helper-ordered', 21),
];

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
		expect(medians.rounds('bare', SIZE)).toBe(3);
		expect(medians.of('seconds', 'expert', SIZE)).toBeUndefined();
		expect(medians.sizes).toEqual([1_000, SIZE]);
	});
});

describe('the time over the bare engine run', () => {
	const medians = mediansOf(SAMPLES);

	it('is what a contender takes more than a No Operation', () => {
		const ours = { name: 'automatic-parallel', arena: 'n8n' as const };
		expect(overBare(medians, 'seconds', ours, SIZE)).toBe(3);
	});

	it('is all of its time for the client, which has no engine', () => {
		const client = { name: 'client', arena: 'client' as const };
		expect(overBare(medians, 'seconds', client, SIZE)).toBe(2);
	});

	it('is unknown without a bare run', () => {
		const ours = { name: 'engine-summary', arena: 'engine' as const };
		const alone = mediansOf([sample('engine-summary', 7)]);
		expect(overBare(alone, 'seconds', ours, SIZE)).toBeUndefined();
	});
});

describe('the targets', () => {
	const list = targets(mediansOf(SAMPLES), []);

	it.each<[words: string, figure: number, met: boolean]>([
		['Code + HTTP Request', 0.75, true],
		['undici client', 1.5, false],
		['output Summary, which', 1, true],
		// 2 s for the requests, 1 s for the items.
		['undici client + Edit Fields', 1, true],
		['Loop Over Items', 50, true],
		// 20 s of waiting and 4 s of the engine.
		['requests × latency', 25 / 24, true],
		// 20 s for the requests, 5 s for the items.
		['what n8n itself takes', 25 / 25, true],
		['memory, compared with the bare', 1.2, false],
	])('compare: %s', (words, figure, met) => {
		const target = find(list, words);
		expect(target?.figure).toBeCloseTo(figure, 10);
		expect(target && isMet(target)).toBe(met);
	});

	it('are open where nothing was measured', () => {
		const target = find(list, 'to 1,000,000');
		expect(target && isMet(target)).toBeUndefined();
	});

	it('take the cost of an item only from a large run', () => {
		const cost = (items: number) => [{ mapping: 'automatic' as const, items, microseconds: 2 }];
		const automatic = (items: number) => targets(mediansOf(SAMPLES), cost(items));
		expect(find(automatic(SIZE), 'Automatic mapping')?.figure).toBe(2);
		expect(find(automatic(1_000), 'Automatic mapping')?.figure).toBeUndefined();
	});
});
