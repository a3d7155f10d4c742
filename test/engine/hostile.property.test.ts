import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	errorsOf,
	itemsWithIds,
	jsonOf,
	mapAutomatically,
	mapBelow,
	runAddRecords,
} from '../../scripts/engine/campaignsNode';
import { campaign, simulator } from './simulatedCampaign';

/** Items of one run; the number of cases that a property tries is a multiple of it. */
const ITEMS = 100;

/** `FC_RUNS=100000 npm test -- hostile` tries so many cases. */
const cases = Number(process.env.FC_RUNS ?? 1_000);

/** Milliseconds; the long form takes minutes. */
const TIMEOUT = 30_000 + cases * 20;

const SPECIAL = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'',
	' ',
	'\u0000',
	'\u0007\u001b[31m',
	'\ud800',
	'\udfff',
	'a\ud800b',
	'\u202e',
	'\ufeff',
	'😀'.repeat(16),
	'={{ $json.id }}',
	'{{ 1 + 1 }}',
	'"}]}',
	"'; drop table records; --",
	'../../x',
	'%2e%2e%2f',
	'<script>',
	'canceled',
	'NaN',
	'1e400',
	'-0',
	'x'.repeat(32),
	'x'.repeat(33),
	'x'.repeat(10_000),
];

const nested = (depth: number): unknown => {
	let value: unknown = 'deep';
	for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { value };
	return value;
};

const value = fc.oneof(
	fc.constantFrom<unknown>(...SPECIAL),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'binary', minLength: 20, maxLength: 40 }),
	fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
	fc.double(),
	fc.bigInt(),
	fc.constantFrom(2 ** 53, -(2 ** 53) - 2, Infinity, -Infinity, NaN, -0),
	fc.constantFrom(100, 1_000).map(nested),
);

const FIELDS = ['crmRecordId', 'scheduleAt', 'priority', 'rank', '__proto__', 'constructor', 'id'];

/** Own properties whatever their names, as JSON from outside makes them. */
const hostileItem = fc
	.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: 6 })
	.map((entries) => {
		const json: IDataObject = {};
		for (const [key, given] of entries) {
			Object.defineProperty(json, key, {
				value: given,
				enumerable: true,
				configurable: true,
				writable: true,
			});
		}
		return json;
	});

/** Most bring a good id, so that what gets in can be seen. */
const item = fc.oneof(
	hostileItem,
	fc
		.tuple(hostileItem, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }))
		.map(([json, crmRecordId]) => ({
			...json,
			scheduleAt: null,
			priority: null,
			rank: null,
			crmRecordId,
		})),
);

it.each([
	['automatically', () => mapAutomatically()],
	[
		'by reference',
		() =>
			mapBelow({
				crmRecordId: '={{ $json.crmRecordId }}',
				scheduleAt: '={{ $json.scheduleAt }}',
				priority: '={{ $json.priority }}',
				rank: '={{ $json["rank"] }}',
			}),
	],
])(
	'whatever items bring, mapped %s, the report is what the campaign holds',
	async (_how, fields) => {
		await fc.assert(
			fc.asyncProperty(fc.array(item, { minLength: ITEMS, maxLength: ITEMS }), async (items) => {
				simulator.reset();
				const { id } = simulator.createCampaign();
				const outcome = await runAddRecords({
					url: simulator.url,
					campaignId: id,
					fields: fields(),
					items,
					onError: 'continueRegularOutput',
					options: { maxRetries: 0 },
				});

				expect(outcome.items).toHaveLength(ITEMS);
				const added = outcome.items.filter(({ json }) => json.outcome === 'added');
				expect(simulator.campaign(id).crmRecordIds()).toEqual(
					jsonOf(added).map(({ crmRecordId }) => crmRecordId),
				);
				for (const [index, { json, pairedItem }] of outcome.items.entries()) {
					expect(pairedItem).toEqual({ item: index });
					if (json.error === undefined) {
						// A number becomes text, and text is sent as it is.
						expect(json.crmRecordId).toBe(String(items[index]?.crmRecordId as string | number));
					} else {
						expect(['invalidRecord', 'duplicateRecord']).toContain(
							errorsOf(outcome.items)[index]?.code,
						);
					}
				}
			}),
			{ numRuns: Math.ceil(cases / ITEMS) },
		);
	},
	TIMEOUT,
);

it('a text of 10 MB is refused without being repeated in the message', async () => {
	const outcome = await runAddRecords({
		url: simulator.url,
		campaignId: campaign.id,
		items: [{ id: 'x'.repeat(10_000_000) }],
	});

	expect(simulator.requestCount).toBe(0);
	expect(outcome.error?.message).toMatch(/longer than 32 characters/);
	expect(outcome.error?.message.length).toBeLessThan(300);
});

it('fields that nobody maps may hold anything', async () => {
	const outcome = await runAddRecords({
		url: simulator.url,
		campaignId: campaign.id,
		items: itemsWithIds(3).map((json) => ({
			...json,
			blob: 'x'.repeat(10_000_000),
			deep: nested(1_000),
		})) as IDataObject[],
	});

	expect(jsonOf(outcome.items)).toMatchObject(Array(3).fill({ outcome: 'added' }));
});
