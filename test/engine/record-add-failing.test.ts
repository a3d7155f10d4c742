/** Fields whose expression fails: n8n gives undefined for it, as for a field without a value. */
import type { IDataObject } from 'n8n-workflow';
import { errorsOf, mapBelow } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, sentBatches, simulator } from './simulatedCampaign';

const addAs = (fields: IDataObject, items: IDataObject[]) =>
	add({
		items,
		fields: mapBelow({ crmRecordId: '={{ $json.id }}', ...fields }),
		onError: 'continueRegularOutput',
	});

/** As many as n8n evaluates together, with the items to look at in front. */
const among = (items: IDataObject[]): IDataObject[] => [
	...items,
	...Array.from({ length: 30 }, (_, n) => ({ id: `n${n}`, at: '2030-01-31 09:00', list: ['x'] })),
];

const FROM_FORMAT = '={{ DateTime.fromFormat($json.at, "yyyy-MM-dd HH:mm") }}';

describe.each([
	['few items', (items: IDataObject[]) => items],
	['many items', among],
])('in %s', (_, given) => {
	it.each<[string, unknown]>([
		[FROM_FORMAT, 46418.375],
		[FROM_FORMAT, ['2030-01-31 09:00']],
		['={{ new Date($json.at).toISOString() }}', '31.01.2030 09:00'],
		['={{ $json.at.replace(" ", "T") }}', 46418],
		['={{ $json.at.replace(" ", "T") }}', true],
		['={{ $json.at.trim() }}', { date: '2030-01-31' }],
		['={{ $json.at.trim() }}', [{ date: '2030-01-31' }]],
		['={{ $json.at?.trim() }}', 5],
		['={{ $json.at.trim() }} ', 5],
		['={{ $json.at.date.trim() }}', [{ date: '2030-01-31' }]],
		["={{ $('Source').item.json.at.trim() }}", 5],
		['={{ $input.item.json.at.trim() }}', 5],
		['={{ $json["at"]["trim"]() }}', 5],
		['={{ $json.at.trim(); }}', 5],
		['={{ $json.at.trim() // without blanks }}', 5],
	])('%s as Schedule At is refused with %j', async (scheduleAt, at) => {
		const outcome = await addAs({ scheduleAt }, given([{ id: 'a', at } as IDataObject]));

		expect(errorsOf(outcome.items)[0]).toMatchObject({
			code: 'invalidRecord',
			message: 'Schedule At has no value: its expression failed',
			crmRecordId: 'a',
			description: expect.stringMatching(/^{{ .* }} gives (Type|Range)Error: /) as string,
		});
		expect(sentBatches().flat()).not.toContainEqual(expect.objectContaining({ crmRecordId: 'a' }));
	});

	it.each(['={{ at }}', '={{ $at }}', '={{at;}}', '={{ at }} '])(
		'%s as Schedule At is refused: n8n does not know the name',
		async (scheduleAt) => {
			const outcome = await addAs({ scheduleAt }, given([{ id: 'a', at: '2030-01-31 09:00' }]));

			expect(new Set(errorsOf(outcome.items).map((error) => error?.message))).toEqual(
				new Set(['Schedule At has no value: its expression failed']),
			);
			expect(errorsOf(outcome.items)[0]!.description).toMatch(
				/^n8n knows no name in {{ .* }}\. For a field of the item, write {{ \$json\.at }}\.$/,
			);
			expect(sentBatches()).toEqual([]);
		},
	);

	it.each<[string, unknown]>([
		['={{ undefined }}', undefined],
		['={{ null }}', undefined],
		['={{ null }} ', undefined],
		['={{ $json.at.trim() }}', undefined],
		['={{ $json.at.trim() }}', null],
		['={{ $json.at.trim() }}', ''],
		['={{ $json.at.trim() }}', '  '],
		['={{ $json.at.date.trim() }}', undefined],
		['={{ $json.at.date.trim() }}', { date: null }],
		['={{ $json["at"]["date"].trim() }}', {}],
		['={{ DateTime.fromFormat($json.at.date, "yyyy").toISO() }}', {}],
		['={{ $json.at?.date?.trim() }}', { day: 5 }],
		['={{ $json.at === 5 ? undefined : $json.at }}', 5],
		['={{ $json.at > 1 ? undefined : $json.at.trim() }} ', 5],
		['={{ (() => { if ($json.at === 5) return undefined; return $json.at })() }}', 5],
		['={{ $json.at === 5 ? undefined : $json.at; }}', 5],
		['={{ $json.at === 5 ? undefined : $json.at; 1 }}', 5],
		['={{ $json.at.date }}', 5],
		["={{ $('Source').item.json.at.date }}", 5],
		["={{ $('Source').item.json.at?.date?.trim() }}", 5],
	])('%s as Schedule At means no time with %j', async (scheduleAt, at) => {
		const outcome = await addAs({ scheduleAt }, given([{ id: 'a', at } as IDataObject]));

		expect(errorsOf(outcome.items)[0]).toBeUndefined();
		expect(sentBatches().flat()).toContainEqual({ crmRecordId: 'a' });
		expect(hintLines(outcome)).toContainEqual(
			expect.stringMatching(/^Items where Schedule At is mapped, but empty: (1|31)\./),
		);
	});

	it('a typo is refused in every item that has a value', async () => {
		const items = given([{ id: 'a', at: '2030-01-31' }, { id: 'b' }]);
		const outcome = await addAs({ scheduleAt: '={{ DateTime.fromIso($json.at) }}' }, items);

		expect(sentBatches()).toEqual([[{ crmRecordId: 'b' }]]);
		expect(errorsOf(outcome.items)[0]).toMatchObject({
			description: expect.stringMatching(
				/^{{ DateTime\.fromIso\(\$json\.at\) }} gives TypeError: DateTime\.fromIso is not a function\. Correct/,
			) as string,
		});
	});

	it('a typo is refused in every item where no field of the item is meant', async () => {
		const items = given([{ id: 'a' }, { id: 'b' }]);
		await addAs({ scheduleAt: '={{ $now.pluss({ hours: 1 }) }}' }, items);

		expect(simulator.requests).toEqual([]);
	});

	it('the other fields are refused as well', async () => {
		const outcome = await addAs(
			{
				crmRecordId: '={{ $json.id.trim() }}',
				priority: '={{ $json.p.trim() }}',
				rank: '={{ $json.r.trim() }}',
			},
			given([
				{ id: 5, p: 5, r: 5 },
				{ id: 'b', p: 'low', r: '5' },
			]),
		);

		expect(errorsOf(outcome.items)[0]).toMatchObject({
			message: ['CRM Record ID', 'Priority', 'Rank']
				.map((label) => `${label} has no value: its expression failed`)
				.join('; '),
			fieldErrors: [{ field: 'crmRecordId' }, { field: 'priority' }, { field: 'rank' }],
		});
		expect(sentBatches().flat()[0]).toEqual({ crmRecordId: 'b', priority: 'LOW', rank: 5 });
	});
});

it('an item whose expression failed does not count as mapped, but empty', async () => {
	const outcome = await addAs({ scheduleAt: '={{ $json.at.trim() }}' }, [
		{ id: 'a', at: 5 },
		{ id: 'b' },
	]);

	expect(hintLines(outcome)).toContainEqual(
		expect.stringMatching(/^Items where Schedule At is mapped, but empty: 1\./),
	);
});

it.each([
	['DateTime', FROM_FORMAT],
	['Date', '={{ new Date($json.at) }}'],
])('a %s that is not valid says so', async (kind, scheduleAt) => {
	const outcome = await addAs({ scheduleAt }, [{ id: 'a', at: 'soon' }]);

	expect(errorsOf(outcome.items)[0]).toMatchObject({
		message: expect.stringMatching(
			new RegExp(`^Schedule At is a ${kind} that is not valid: .* not in the format`),
		) as string,
	});
});
