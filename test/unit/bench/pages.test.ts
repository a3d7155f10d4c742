import { figuresOf } from '../../../bench/pages/figures';
import { fill } from '../../../bench/pages/fill';
import { table } from '../../../bench/pages/format';
import { readPages } from '../../../bench/pages/write';
import { mediansOf } from '../../../bench/medians';
import { loadResults } from '../../../bench/results';
import { isMet, targets } from '../../../bench/targets';

const begin = (name: string) => `<!-- figures:${name} -->`;
const END = '<!-- /figures -->';

describe('filling the pages', () => {
	it('fills blocks and parts of sentences, and leaves the rest alone', () => {
		const page = (time: string, rows: string) =>
			`# A page\n\nIt takes ${begin('time')}${time}${END} s, $& 1.\n\n${begin('rows')}\n\n${rows}${END}\n\nend 7 s\n`;
		const figures = { time: '3.77', rows: "| $1 | $' |" };
		const filled = fill({ 'a.md': page('9', 'old\nrows\n\n'), 'b.md': 'none' }, figures);
		expect(filled).toEqual({ 'a.md': page('3.77', "| $1 | $' |\n\n"), 'b.md': 'none' });
		expect(fill(filled, figures)).toEqual(filled);
	});

	it.each([
		[
			'a block that it does not know',
			`${begin('speed')}1${END}`,
			{},
			'a.md: there are no figures for the block speed',
		],
		['figures that no page shows', 'text', { time: '1' }, 'No page shows the figures time'],
		[
			'a block without an end',
			`${begin('time')}1${END} ${begin('time')}1`,
			{ time: '1' },
			'a.md: a block has no beginning or no end',
		],
		[
			'a block in a block',
			`${begin('a')}${begin('b')}1${END}${END}`,
			{ a: '1', b: '1' },
			'no beginning or no end',
		],
	])('complains about %s', (_, page, figures, message) => {
		expect(() => fill({ 'a.md': page }, figures as Record<string, string>)).toThrow(message);
	});

	it('aligns tables as prettier does', () => {
		expect(
			table(
				['', 'Seconds'],
				[
					['this node', '1'],
					['other', '1,000.5 s'],
				],
			),
		).toBe(
			[
				'|           |   Seconds |',
				'| --------- | --------: |',
				'| this node |         1 |',
				'| other     | 1,000.5 s |',
			].join('\n'),
		);
	});
});

describe('the pages of docs', () => {
	it('show the figures of docs/benchmark.json', () => {
		const pages = readPages();
		expect(fill(pages, figuresOf(loadResults()))).toEqual(pages);
	});

	it('explain each target that is not met, and no other', () => {
		const { times, distance } = loadResults();
		const { samples = [], mapping = [] } = times ?? {};
		const far = mediansOf(distance?.samples ?? []);
		const list = targets(mediansOf(samples), mapping, far);
		expect(list.length).toBeGreaterThan(0);
		const page = readPages()['benchmark.md'] ?? '';
		const explained = list.filter(({ says }) => page.includes(`**${says}**`));
		expect(explained).toEqual(list.filter((target) => isMet(target) === false));
	});

	it('have a block for all figures, also where nothing was measured', () => {
		const texts = Object.values(fill(readPages(), figuresOf({}))).join('\n');
		expect(texts).toContain('Not measured in this run.');
		expect(texts).not.toMatch(/NaN|Infinity|undefined/);
	});
});
