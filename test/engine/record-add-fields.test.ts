import { mapAutomatically, mapBelow } from '../../scripts/engine/campaignsNode';
import { add, sentBatches, simulator } from './simulatedCampaign';

/** The records that were sent, in order. */
const records = () => sentBatches().flat();

const EMPTY = [undefined, null, '', '  '];

describe('fields defined below', () => {
	it('are expressions of any kind, evaluated for each item', async () => {
		await add({
			items: [
				{ crm: { id: 'a' }, day: '2030-01-31', level: 'low', place: 2 },
				{ crm: { id: 'b' }, day: '2030-02-28', level: 'HIGH', place: 1.5 },
			],
			fields: mapBelow({
				crmRecordId: '={{ $json.crm.id }}-{{ $itemIndex }}',
				scheduleAt: "={{ DateTime.fromISO($json.day, { zone: 'utc' }).plus({ days: 1 }) }}",
				priority: "={{ $('Source').item.json.level }}",
				rank: '={{ $json.place }}',
			}),
		});

		expect(records()).toMatchObject([
			{ crmRecordId: 'a-0', priority: 'LOW', rank: 2 },
			{ crmRecordId: 'b-1', priority: 'HIGH', rank: 1.5 },
		]);
		expect(records().map(({ scheduleAt }) => new Date(scheduleAt as string))).toEqual([
			new Date('2030-02-01T00:00:00Z'),
			new Date('2030-03-01T00:00:00Z'),
		]);
	});

	const item = {
		id: 'plain',
		'CRM ID': 'in brackets',
		"it's": 'with an apostrophe',
		crm: { id: 'nested', 'the key': { id: 'deep' } },
		list: [{ id: 'first' }, { id: 'second' }],
	};
	it.each([
		['={{ $json.id }}', 'plain'],
		['={{$json.id}}', 'plain'],
		['={{ $json["id"] }}', 'plain'],
		['={{ $json["CRM ID"] }}', 'in brackets'],
		["={{ $json['CRM ID'] }}", 'in brackets'],
		['={{ $json["it\'s"] }}', 'with an apostrophe'],
		['={{ $json.crm.id }}', 'nested'],
		['={{ $json.crm["the key"].id }}', 'deep'],
		['={{ $json.list[1].id }}', 'second'],
		['={{ $input.item.json.id }}', 'plain'],
		['={{ $json.id.toUpperCase() }}', 'PLAIN'],
		['={{ $json.id }} ', 'plain '],
		['=crm-{{ $json.id }}', 'crm-plain'],
		['={{ $json.id }}{{ $json.crm.id }}', 'plainnested'],
		['={{ $json.missing ?? "fallback" }}', 'fallback'],
		['always the same', 'always the same'],
	])('such as %s give %s', async (expression, crmRecordId) => {
		await add({ items: [item], fields: mapBelow({ crmRecordId: expression }) });

		expect(records()).toEqual([{ crmRecordId }]);
	});

	it.each(['={{ $json.missing }}', '={{ $json.missing.id }}', '={{ $json.list[7].id }}'])(
		'such as %s that lead nowhere make the item invalid',
		async (expression) => {
			const outcome = await add({ items: [item], fields: mapBelow({ crmRecordId: expression }) });

			expect(outcome.status).toBe('error');
			expect(simulator.requests).toEqual([]);
		},
	);

	it('are not sent where an expression leaves them empty', async () => {
		await add({
			items: EMPTY.map((value, index) => ({ id: `x${index}`, value })),
			fields: mapBelow({
				crmRecordId: '={{ $json.id }}',
				scheduleAt: '={{ $json.value }}',
				priority: '={{ $json.value }}',
				rank: '={{ $json.value }}',
			}),
		});

		expect(records()).toEqual(EMPTY.map((_, index) => ({ crmRecordId: `x${index}` })));
	});
});

describe('fields mapped automatically', () => {
	it('are those of the item with the same names, and no others', async () => {
		await add({
			items: [
				{
					crmRecordId: 'a',
					scheduleAt: '2030-01-31T09:00:00+01:00',
					priority: 'MEDIUM',
					rank: 3,
					name: 'Ada',
					records: [],
				},
				{ crmRecordId: 'b', Priority: 'LOW' },
			],
			fields: mapAutomatically(),
		});

		expect(records()).toEqual([
			{
				crmRecordId: 'a',
				scheduleAt: '2030-01-31T09:00:00+01:00',
				priority: 'MEDIUM',
				rank: 3,
			},
			{ crmRecordId: 'b' },
		]);
	});

	it('are not sent where the item leaves them empty', async () => {
		await add({
			items: EMPTY.map((value, index) => ({
				crmRecordId: `x${index}`,
				scheduleAt: value,
				priority: value,
				rank: value,
			})),
			fields: mapAutomatically(),
		});

		expect(records()).toEqual(EMPTY.map((_, index) => ({ crmRecordId: `x${index}` })));
	});

	it('make an item without crmRecordId invalid', async () => {
		const outcome = await add({ items: [{ id: 'a' }], fields: mapAutomatically() });

		expect(outcome.status).toBe('error');
		expect(simulator.requests).toEqual([]);
	});
});
