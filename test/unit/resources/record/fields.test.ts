import {
	fieldsReader,
	recordFieldsSchema,
} from '../../../../nodes/EightByEightCampaigns/resources/record/fields';
import { parameterContext } from '../../helpers/context';

describe('mapped automatically', () => {
	const readAll = (items: Array<Record<string, unknown>>) => {
		const raw = { fields: { mappingMode: 'autoMapInputData', value: null } };
		const { context, evaluated } = parameterContext({ raw, items });
		const read = fieldsReader(context);
		return { fields: items.map((_, itemIndex) => read(itemIndex)), evaluated };
	};

	it('takes the equally named fields of each item, and no others', () => {
		const full = {
			crmRecordId: 7,
			scheduleAt: '2027-01-31',
			priority: 'low',
			rank: null,
		};
		const { fields, evaluated } = readAll([
			{ ...full, name: 'Zoë', crmrecordid: 'x' },
			{ rank: 0 },
			{},
		]);
		expect(fields).toEqual([full, { rank: 0 }, {}]);
		expect(evaluated).toEqual([]);
	});

	it('takes nothing that an item does not bring itself', () => {
		const inherited = Object.create({ crmRecordId: 'inherited' }) as Record<string, unknown>;
		expect(readAll([inherited]).fields).toEqual([{}]);
	});
});

describe('defined below', () => {
	const reader = (value: unknown, evaluate?: (name: string, itemIndex: number) => unknown) => {
		const raw = { fields: { mappingMode: 'defineBelow', value } };
		const { context, evaluated } = parameterContext({ raw, evaluate });
		return { read: fieldsReader(context), evaluated };
	};

	it.each([null, undefined, {}])('is empty for %j', (value) => {
		expect(reader(value).read(0)).toEqual({});
	});

	it('evaluates nothing that is fixed', () => {
		const { read, evaluated } = reader({ crmRecordId: 'a', rank: 5, unknown: 'x' });
		expect(read(0)).toEqual({ crmRecordId: 'a', rank: 5 });
		expect(read(1)).toEqual({ crmRecordId: 'a', rank: 5 });
		expect(evaluated).toEqual([]);
	});

	it('reads expressions for each item, next to what is fixed', () => {
		const { read } = reader(
			{ crmRecordId: '={{ $json.a + $json.b }}', priority: 'HIGH', rank: '={{ $json.r * 2 }}' },
			(name, itemIndex) => (name === 'fields.value.rank' ? itemIndex : `id${itemIndex}`),
		);
		expect(read(0)).toEqual({ crmRecordId: 'id0', priority: 'HIGH', rank: 0 });
		expect(read(3)).toEqual({ crmRecordId: 'id3', priority: 'HIGH', rank: 3 });
	});

	it('never reads the mapper as a whole, which n8n would check against an old schema', () => {
		const { read, evaluated } = reader({ crmRecordId: '={{ $json.a + 1 }}' }, () => 'x');
		read(0);
		expect(evaluated.map(([name]) => name)).toEqual(['fields.value.crmRecordId']);
	});

	it('fails where an expression fails', () => {
		const { read } = reader({ crmRecordId: '={{ $json.a + 1 }}' }, () => {
			throw new Error('No such field');
		});
		expect(() => read(0)).toThrow('No such field');
	});
});

it('offers the four fields of a record, of which only the id is required', () => {
	expect(recordFieldsSchema.fields.map(({ id, required }) => [id, required])).toEqual([
		['crmRecordId', true],
		['scheduleAt', false],
		['priority', false],
		['rank', false],
	]);
});
