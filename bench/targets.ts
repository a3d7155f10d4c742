import { CONTENDERS } from './contenders';
import { BATCH } from './contacts';
import { overBare } from './overBare';
import type { MappingCost } from './programs/mapping';
import type { Medians } from './samples';

/** A promise about speed or memory, and what came out. */
export interface Target {
	/** What is to hold. */
	says: string;
	/** Undefined where it was not measured. */
	figure: number | undefined;
	limit: number;
	/** Whether the limit is the least or the most that is allowed. */
	allowed: 'atMost' | 'atLeast';
	unit: string;
}

/** The setting that the targets are set for. */
export const TARGET_SETTING = { latency: 20, concurrency: 10 };

const SIZE = 100_000;

export function isMet({ figure, limit, allowed }: Target): boolean | undefined {
	if (figure === undefined) return undefined;
	return allowed === 'atMost' ? figure <= limit : figure >= limit;
}

const divide = (a: number | undefined, b: number | undefined) =>
	a === undefined || b === undefined ? undefined : a / b;

const sum = (a: number | undefined, b: number | undefined) =>
	a === undefined || b === undefined ? undefined : a + b;

export function targets(medians: Medians, mapping: readonly MappingCost[]): Target[] {
	const time = (name: string, size = SIZE) => {
		const contender = CONTENDERS.find((candidate) => candidate.name === name);
		return contender && overBare(medians, 'seconds', contender, size);
	};
	const ours = time('automatic-parallel');
	const whole = (name: string) => medians.of('seconds', name, SIZE);
	const peak = (name: string) => medians.of('peakRss', name, SIZE);
	const bare = whole('bare');
	const latency = medians.of('latency', 'automatic-ordered', SIZE);
	const waiting = latency === undefined ? undefined : ((SIZE / BATCH) * latency) / 1_000;
	const growth = (from: number) =>
		divide(time('engine-summary', from * 10), time('engine-summary', from));
	const cost = (wanted: MappingCost['mapping']) =>
		mapping.find((entry) => entry.mapping === wanted && entry.items === SIZE)?.microseconds;

	const atMost = (says: string, figure: number | undefined, limit: number, unit = '×'): Target => ({
		says,
		figure,
		limit,
		allowed: 'atMost',
		unit,
	});
	return [
		atMost('Time, compared with Code + HTTP Request, batching', divide(ours, time('expert')), 0.8),
		atMost('Time, compared with the bare undici client', divide(ours, time('client')), 1.4),
		atMost(
			'The same with the output Summary, which gives n8n nothing to keep',
			divide(time('summary-parallel'), time('client')),
			1.4,
		),
		atMost(
			'Time, compared with the bare undici client + Edit Fields (as many new items)',
			divide(ours, sum(time('client'), time('new-items'))),
			1,
		),
		{
			...atMost('Time of Loop Over Items, compared with this node', divide(time('loop'), ours), 50),
			allowed: 'atLeast',
		},
		atMost(
			'Ordered: whole time, compared with requests × latency + bare engine run',
			divide(whole('automatic-ordered'), sum(waiting, bare)),
			1.05,
		),
		atMost(
			'Ordered: compared with what n8n itself takes (request helper alone + Edit Fields)',
			divide(whole('automatic-ordered'), sum(time('helper-ordered'), whole('new-items'))),
			1.05,
		),
		atMost(
			'Ordered, in-process: compared with n8n’s request helper alone',
			divide(whole('engine-ordered'), whole('helper-ordered')),
			1.05,
		),
		atMost('Automatic mapping, each item', cost('automatic'), 3, 'µs'),
		atMost('Plain references, each item', cost('references'), 3, 'µs'),
		atMost(
			'Peak memory, compared with the bare engine run',
			divide(peak('automatic-parallel'), peak('bare')),
			1.15,
		),
		atMost(
			'The same with the output Summary',
			divide(peak('summary-parallel'), peak('bare')),
			1.15,
		),
		atMost(
			'Peak memory, compared with Edit Fields (as many new items)',
			divide(peak('automatic-parallel'), peak('new-items')),
			1.15,
		),
		atMost('Growth of the time from 10,000 to 100,000 records', growth(10_000), 11),
		atMost('Growth of the time from 100,000 to 1,000,000 records', growth(100_000), 11),
	];
}
