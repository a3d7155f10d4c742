/** Fields that are put together from texts and codes, of which a code gives nothing. */
import type { IDataObject } from 'n8n-workflow';
import { errorsOf, mapBelow } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, sentBatches, simulator } from './simulatedCampaign';

const addAs = (fields: IDataObject, items: IDataObject[]) =>
	add({ items, fields: mapBelow(fields), onError: 'continueRegularOutput' });

const refused = (message: RegExp | string) => ({
	code: 'invalidRecord',
	message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
});

/** Each with the right one behind it, which is sent. */
const RIGHT = { region: 'EU', n: 5, id: 7 };

const NOTHING = [{}, { id: null }, { id: '' }, { id: '  ' }, { id: [] }] as IDataObject[];

describe('a CRM Record ID is refused where one of its codes gives nothing', () => {
	it.each([
		['=CRM-{{ $json.id }}', /^CRM Record ID is "CRM- *", in which {{ \$json\.id }} is empty$/],
		['=00{{ $json.id }}', /is "00 *", in which/],
		['={{ $json.id }}-DE', /is " *-DE", in which/],
		['={{ $json.region }}{{ $json.id }}', /is "EU *", in which {{ \$json\.id }} is empty$/],
		['={{ $json["id"] }}{{ $json.n }}', /is " *5", in which {{ \$json\["id"\] }} is empty$/],
		['={{ $json.region }}-{{ $json.id }}-{{ $json.n }}', /is "EU- *-5", in which/],
		['={{ $json.region.trim() }}{{ $json.id?.toFixed?.(0) }}', /"EU", in which .* gives nothing$/],
		["=CRM-{{ $('Source').item.json.id }}", /in which .*\$\('Source'\).* is empty$/],
		["={{ $('Source').item.json.id }}{{ $json.n }}", /is " *5", in which/],
	])('%s', async (crmRecordId, message) => {
		const items = NOTHING.map((item): IDataObject => ({ ...RIGHT, id: undefined, ...item }));
		const outcome = await addAs({ crmRecordId }, [...items, RIGHT]);

		expect(errorsOf(outcome.items)).toEqual([
			...items.map(() => expect.objectContaining(refused(message)) as unknown),
			undefined,
		]);
		expect(sentBatches().flat()).toHaveLength(1);
	});

	it('because the code fails', async () => {
		const crmRecordId = '=ACC{{ $json.id.toString().padStart(6,"0") }}';
		const outcome = await addAs({ crmRecordId }, [{ n: 1 }, { id: 5 }]);

		expect(errorsOf(outcome.items)[0]).toMatchObject(
			refused(
				'CRM Record ID is "ACC", in which {{ $json.id.toString().padStart(6,"0") }} gives nothing',
			),
		);
		expect(sentBatches()).toEqual([[{ crmRecordId: 'ACC000005' }]]);
	});

	it('also among many items, which n8n evaluates together', async () => {
		const isWhole = (n: number) => n % 3 !== 0 && n % 7 !== 0;
		const items = Array.from({ length: 60 }, (_, n) => ({
			n,
			a: n % 3 === 0 ? ' ' : `a${n}`,
			...(n % 7 !== 0 && { b: `b${n}` }),
		}));
		const crmRecordId = '={{ $json.a.trim() }}{{ $json.b.toUpperCase() }}';
		const outcome = await addAs({ crmRecordId }, items);

		expect(sentBatches().flat()).toEqual(
			items.filter(({ n }) => isWhole(n)).map(({ n }) => ({ crmRecordId: `a${n}B${n}` })),
		);
		expect(errorsOf(outcome.items)[3]).toMatchObject(refused(/"B3", in which {{ \$json\.a\.trim/));
		expect(errorsOf(outcome.items)[21]).toMatchObject(refused('CRM Record ID is empty'));
	});
});

it('a refusal tells what to do, and that is not refused', async () => {
	const items = [{ id: 'a' }, { id: 'b', prefix: 'EU' }, { id: 'c', prefix: null }];
	const outcome = await addAs({ crmRecordId: '={{ $json.prefix }}{{ $json.id }}' }, items);
	const { description = '' } = errorsOf(outcome.items)[0]!;
	const [crmRecordId] = /{{.*}}/.exec(description)!;
	expect(sentBatches()).toEqual([[{ crmRecordId: 'EUb' }]]);

	await addAs({ crmRecordId: `=${crmRecordId}` }, items);
	expect(sentBatches()[1]).toEqual(['a', 'EUb', 'c'].map((id) => ({ crmRecordId: id })));
});

describe('a time is refused where one of its codes gives nothing', () => {
	it.each([
		'={{ $json.date }} {{ $json.time }}',
		'={{ $json.date }}T{{ $json.time }}',
		'={{ $json.date }} {{ $json.time.slice(0,5) }}',
		'={{ $json.date.trim() }} {{ $json.time.slice(0,5) }}',
	])('%s', async (scheduleAt) => {
		const items = [
			{ id: 'a', date: '2030-01-31', time: '09:00' },
			{ id: 'b', date: '2030-01-31', time: '' },
			{ id: 'c', date: '2030-01-31' },
			{ id: 'd', time: '09:00' },
			{ id: 'e', date: null, time: '09:00' },
		] as IDataObject[];
		const outcome = await addAs({ crmRecordId: '={{ $json.id }}', scheduleAt }, items);

		expect(errorsOf(outcome.items)).toEqual([
			undefined,
			...items
				.slice(1)
				.map(({ id }): unknown =>
					expect.objectContaining({ ...refused(/^Schedule At is ".*, in which/), crmRecordId: id }),
				),
		]);
		expect(sentBatches()).toMatchObject([[{ crmRecordId: 'a' }]]);
	});

	it('because the code fails with a time that a sheet gives as a number', async () => {
		const outcome = await addAs(
			{
				crmRecordId: '={{ $json.id }}',
				scheduleAt: '={{ $json.date }} {{ $json.time.slice(0,5) }}',
			},
			[{ id: 'a', date: '2030-01-31', time: 0.375 }],
		);

		expect(errorsOf(outcome.items)[0]).toMatchObject(
			refused('Schedule At is "2030-01-31 ", in which {{ $json.time.slice(0,5) }} gives nothing'),
		);
		expect(simulator.requests).toEqual([]);
	});
});

it('priority and rank are refused too, and all fields are named', async () => {
	const outcome = await addAs(
		{
			crmRecordId: '={{ $json.id }}',
			priority: '={{ $json.a }}{{ $json.b }}',
			rank: '=1{{ $json.b }}',
		},
		[
			{ id: 'x', a: 'HIGH' },
			{ id: 'y', a: 'L', b: 'OW' },
		],
	);

	const [error, other] = errorsOf(outcome.items);
	expect(error).toMatchObject({
		...refused(
			'Priority is "HIGH", in which {{ $json.b }} is empty; Rank is "1", in which {{ $json.b }} is empty',
		),
		fieldErrors: [{ field: 'priority' }, { field: 'rank' }],
	});
	expect(other).toMatchObject(refused('Rank is "1OW", not a number'));
});

it('a long text is refused without its part, and taken with it', async () => {
	const blanks = ' '.repeat(20_000);
	const outcome = await addAs(
		{ crmRecordId: '={{ $json.id }}', priority: '={{ $json.a }}{{ $json.b }}' },
		[
			{ id: 'x', a: `${blanks}LOW`, b: blanks },
			{ id: 'y', a: `${blanks}LO`, b: 'W' },
		],
	);

	expect(errorsOf(outcome.items)[0]).toMatchObject(refused(/in which {{ \$json\.b }} is empty$/));
	expect(sentBatches()).toEqual([[{ crmRecordId: 'y', priority: 'LOW' }]]);
});

describe('a field is empty, and not refused for it, where all that it has gives nothing', () => {
	it.each([
		'={{ $json.date }} {{ $json.time }}',
		'={{ $json.date }}{{ $json.time }} ',
		'={{ $json.date.trim() }} {{ $json.time.slice(0,5) }}',
		'= {{ $json.date }}',
	])('%s', async (scheduleAt) => {
		const items = [{ id: 'a' }, { id: 'b', date: null, time: '' }, { id: 'c', date: ' ' }];
		const outcome = await addAs({ crmRecordId: '={{ $json.id }}', scheduleAt }, items);

		expect(sentBatches()).toEqual([items.map(({ id }) => ({ crmRecordId: id }))]);
		expect(hintLines(outcome)).toContainEqual(
			expect.stringMatching(/^Items where Schedule At is mapped, but empty: 3\./),
		);
	});

	it('as CRM Record ID, which is then missing', async () => {
		const outcome = await addAs({ crmRecordId: '={{ $json.region }} {{ $json.id }}' }, [{ n: 1 }]);

		expect(errorsOf(outcome.items)[0]).toMatchObject(refused('CRM Record ID is empty'));
	});

	it('as an item without fields, which says so', async () => {
		const outcome = await addAs({ crmRecordId: '=CRM-{{ $json.id }}' }, [{}]);

		expect(errorsOf(outcome.items)[0]).toMatchObject(refused(/the item has no fields at all$/));
	});
});

it.each([
	['=CRM-{{ $json.id }}', { id: 0 }, 'CRM-0'],
	['=CRM-{{ $json.id }}', { id: false }, 'CRM-false'],
	['={{ $json.a }}{{ $json.b }}', { a: 0, b: 1 }, '01'],
	['={{ $json.a }}-{{ $json.b }}', { a: '-', b: '-1' }, '---1'],
	['={{ $json.a }}--{{ $json.b }}', { a: '1', b: '-2' }, '1---2'],
	['={{ $json.a }} {{ $json.b }}', { a: ' 1', b: '2 ' }, ' 1 2 '],
	['={{ $json.a }}.{{ $json.b }}', { a: '1', b: '2' }, '1.2'],
	['={{ $json.a.b }}{{ $json.b }}', { a: { b: 'x' }, b: '2' }, 'x2'],
	['={{ $json.a }}{{ $json.b }}', { a: ['x', 'y'], b: '2' }, 'x,y2'],
])('%s is not refused with %j', async (crmRecordId, item, id) => {
	const outcome = await addAs({ crmRecordId }, [item]);

	expect(errorsOf(outcome.items)).toEqual([undefined]);
	expect(sentBatches()).toEqual([[{ crmRecordId: id }]]);
});

it('a refused item does not count as mapped, but empty', async () => {
	const outcome = await addAs(
		{ crmRecordId: '={{ $json.id }}', scheduleAt: '={{ $json.date }} {{ $json.time }}' },
		[{ id: 'a', date: '2030-01-31' }, { id: 'b' }],
	);

	expect(hintLines(outcome)).toContainEqual(
		expect.stringMatching(/^Items where Schedule At is mapped, but empty: 1\./),
	);
});

it('a message does not take on what n8n acts on in the name of a field', async () => {
	const outcome = await add({
		items: [{ n: 1 }],
		fields: mapBelow({ crmRecordId: '=C-{{ $json.canceled_id }}' }),
	});

	expect(outcome.status).toBe('error');
	expect(outcome.error?.message).toMatch(/is "C-", in which an expression is empty/);
});
