import fc from 'fast-check';
import { PRIORITIES, type Priority } from '../../../nodes/EightByEightCampaigns/client/api';
import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { DUPLICATES, INVALIDS, PLAIN, RANKS, type Dialect } from './dialect';
import { TIMEOUT, type Fault } from './faults';
import type { CampaignSpec } from './server';
import type { Item } from './tries';
import type { Other, WorldSpec } from './world';

export interface Scenario {
	items: Item[];
	options: DeliveryOptions;
	world: WorldSpec;
}

const CAMPAIGNS = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

/** Ids that texts about other things hold too, or that break what looks for ids in texts. */
const ODD_IDS = [
	'1',
	'32',
	'13',
	'201',
	"O'Brien",
	'"7"',
	'A, B',
	'A',
	'B',
	'a.',
	'[A-3]',
	'Id: 1',
	'DUPLICATE-1',
	'it exists',
	'state COMPLETE',
	'BUILDING',
	// The same as others, if they come back in another way.
	'a',
	' A',
	'001',
];

const crmRecordId = fc
	.nat({ max: 50 })
	.map((n) => (n < ODD_IDS.length ? ODD_IDS[n]! : `CRM-${n - ODD_IDS.length + 1}`));

const item = fc.record<Item>(
	{
		campaignId: fc.constantFrom(...CAMPAIGNS),
		crmRecordId,
		scheduleAt: fc.constantFrom('2031-01-16T10:00:00Z', '2031-01-15T10:00:00+01:00'),
		priority: fc.constantFrom(...PRIORITIES),
		rank: fc.nat({ max: 9 }),
	},
	{ requiredKeys: ['campaignId', 'crmRecordId'] },
);

/** Short lists find what goes wrong, long ones what takes several cuts. */
const items = fc.oneof(
	{ weight: 3, arbitrary: fc.array(item, { maxLength: 12 }) },
	{ weight: 1, arbitrary: fc.array(item, { minLength: 20, maxLength: 60 }) },
);

export const options: fc.Arbitrary<DeliveryOptions> = fc.record({
	batchSize: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100 })),
	order: fc.constantFrom('sequence', 'rank', 'none'),
	concurrency: fc.integer({ min: 1, max: 8 }),
	onDuplicate: fc.constantFrom('error', 'skip'),
	maxRetries: fc.nat({ max: 4 }),
	maxWait: fc.constantFrom(0, 700, 20_000),
	timeout: fc.constant(TIMEOUT),
	requestsPerMinute: fc.constantFrom(0, 0, 0, 600),
	stopOnFailure: fc.nat({ max: 3 }).map((n) => n === 3),
});

const often = <T>(value: T, ...others: T[]) =>
	fc.oneof(
		{ weight: 4, arbitrary: fc.constant(value) },
		{ weight: 1, arbitrary: fc.constantFrom(...others) },
	);

export const campaign: fc.Arbitrary<CampaignSpec> = fc.record<CampaignSpec>(
	{
		standing: fc.oneof(
			{ weight: 12, arbitrary: fc.constant('open') },
			{
				weight: 1,
				arbitrary: fc.constantFrom('complete', 'notDynamic', 'unknown', 'refusesAll'),
			},
		),
		busy: fc.record({
			state: fc.constantFrom('BUILDING', 'STARTING'),
			until: fc.nat({ max: 15_000 }),
		}),
		old: fc.array(crmRecordId, { maxLength: 10 }),
		invalid: fc.array(crmRecordId, { maxLength: 5 }),
		checksFirst: fc.constantFrom('invalid', 'duplicate'),
		appends: fc.constantFrom('priority', 'campaign', 'highest'),
	},
	{ requiredKeys: ['standing', 'old', 'invalid', 'checksFirst'] },
);

const keys = <T extends object>(table: T) => Object.keys(table) as Array<keyof T>;

export const dialect: fc.Arbitrary<Dialect> = fc.record({
	created: fc.constantFrom(200, 201),
	conflict: fc.constantFrom(400, 409),
	duplicate: fc.constantFrom(...keys(DUPLICATES)),
	invalid: fc.constantFrom(...keys(INVALIDS)),
	campaign: fc.constantFrom('told', 'opaque'),
	errorBody: often<Dialect['errorBody']>(
		'problem',
		'html',
		'empty',
		'ok',
		'spring',
		'fields',
		'message',
		'texts',
		'google',
		'apigee',
	),
	added: often<Dialect['added']>('records', 'data', 'embedded', 'bare'),
	echo: often<Dialect['echo']>('same', 'number', 'trimmed', 'upper'),
	rotate: fc.nat({ max: 3 }),
	ranks: often<Dialect['ranks']>('number', ...keys(RANKS)),
});

const unsure = fc.record<Extract<Fault, { kind: 'gateway' }>>(
	{
		kind: fc.constant('gateway'),
		status: fc.constantFrom(200, 204, 408, 500, 502, 503, 504),
		processed: fc.boolean(),
		retryAfter: fc.constantFrom('0', '2', '400'),
		empty: fc.boolean(),
	},
	{ requiredKeys: ['kind', 'status', 'processed'] },
);

/** Answered by something in between that has surely not handed the request on. */
const sure = fc.record<Extract<Fault, { kind: 'gateway' }>>(
	{
		kind: fc.constant('gateway'),
		status: often(429, 302, 400, 401, 404, 413),
		processed: fc.constant(false),
		retryAfter: fc.constantFrom('0', '3', '400'),
	},
	{ requiredKeys: ['kind', 'status', 'processed'] },
);

export const fault: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 9, arbitrary: fc.constant<Fault>({ kind: 'none' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'unreachable' }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('reset' as const), processed: fc.boolean() }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('timeout' as const),
			processed: fc.oneof(fc.boolean(), fc.integer({ min: 1, max: 4_000 })),
		}),
	},
	{ weight: 2, arbitrary: unsure },
	{ weight: 1, arbitrary: sure },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('body' as const),
			change: fc.oneof(
				fc.constantFrom('cut' as const, 'html' as const, 'empty' as const),
				fc.record({ omitEvery: fc.integer({ min: 1, max: 3 }) }),
			),
		}),
	},
);

const other = fc.record<Other>(
	{
		campaignId: fc.constantFrom(...CAMPAIGNS),
		priority: fc.constantFrom(...PRIORITIES),
		after: fc.nat({ max: 400 }),
	},
	{ requiredKeys: ['campaignId', 'after'] },
);

const world: fc.Arbitrary<WorldSpec> = fc.record({
	campaigns: fc
		.tuple(campaign, campaign, campaign)
		.map((specs) => new Map(specs.map((spec, n) => [CAMPAIGNS[n]!, spec]))),
	faults: fc.oneof(fc.array(fault, { maxLength: 5 }), fc.array(fault, { maxLength: 40 })),
	dialects: fc.array(dialect, { minLength: 1, maxLength: 4 }),
	latencies: fc.array(fc.nat({ max: 60 }), { maxLength: 7 }),
	others: fc.array(other, { maxLength: 6 }),
	randoms: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 5 }),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({ items, options, world });

/** Long loads By Rank for one campaign or two, and little that ends them early. */
export const rankScenario: fc.Arbitrary<Scenario> = fc
	.record({
		items: fc.array(
			fc.record({
				campaign: often(0, 1),
				priority: often<Priority | undefined>(undefined, ...PRIORITIES),
				rank: often<number | undefined>(undefined, 1, 2.5, 700),
			}),
			{ minLength: 5, maxLength: 40 },
		),
		/** Refused, and so many at the head of the load. */
		refused: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
		/** What goes wrong with the answer that would tell the first ranks. */
		first: often<Fault>(
			{ kind: 'none' },
			{ kind: 'body', change: { omitEvery: 2 } },
			{ kind: 'body', change: { omitEvery: 3 } },
		),
		batchSize: fc.integer({ min: 1, max: 6 }),
		others: fc.array(other, { minLength: 5, maxLength: 15 }),
		given: scenario,
	})
	.map(({ items: raw, refused, first, batchSize, others, given: { options, world } }) => {
		const idOf = (n: number) => `CRM-${n + 1}`;
		return {
			items: raw.map(({ campaign, priority, rank }, n) => ({
				campaignId: CAMPAIGNS[campaign]!,
				crmRecordId: idOf(n),
				...(priority && { priority }),
				...(rank !== undefined && { rank }),
			})),
			options: { ...options, order: 'rank', batchSize, stopOnFailure: false },
			world: {
				...world,
				faults: [first, ...(world.faults ?? [])],
				others,
				campaigns: new Map(
					[...world.campaigns].map(([id, spec]) => [
						id,
						{
							...spec,
							standing: 'open' as const,
							invalid: [...spec.invalid, ...Array.from({ length: refused }, (_, n) => idOf(n))],
						},
					]),
				),
			},
		};
	});

/**
 * Nothing goes wrong, campaigns take records sooner or later, and every refusal says at least of
 * which kind it is; what it names may be wrong all the same.
 */
export const clearScenario: fc.Arbitrary<Scenario> = scenario.chain(({ items, options, world }) =>
	fc
		.record({
			dialects: fc.array(
				fc.record({
					duplicate: fc.constantFrom(...keys(DUPLICATES).filter((key) => key !== 'opaque')),
					invalid: fc.constantFrom('places', 'firstPlace', 'unplaced', 'misplaced'),
					errorBody: fc.constantFrom('problem', 'spring', 'fields', 'ok'),
					added: fc.constantFrom('records', 'data', 'embedded', 'bare'),
				}),
				{ minLength: 1, maxLength: 4 },
			),
		})
		.map(({ dialects }) => ({
			items,
			options: { ...options, maxWait: 20_000, stopOnFailure: false },
			world: {
				...world,
				faults: [],
				dialects: dialects.map((dialect) => ({ ...PLAIN, ...dialect })),
				campaigns: new Map(
					[...world.campaigns].map(([id, spec]) => [id, { ...spec, standing: 'open' as const }]),
				),
			},
		})),
);
