import {
	fieldsReader,
	recordFieldsSchema,
} from '../../../../nodes/EightByEightCampaigns/resources/record/fields';
import { parameterContext } from '../../helpers/context';

describe('mapped automatically', () => {
	const readAll = (items: Array<Record<string, unknown>>) => {
		const raw = { fields: { mappingMode: 'autoMapInputData', value: null } };
		const { context, evaluated } = parameterContext({ raw, items });
		const { read, names } = fieldsReader(context);
		return { names, fields: items.map((_, itemIndex) => read(itemIndex)), evaluated };
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
			{ crmRecordId: 'b', rank: 0 },
		]);
		expect(fields).toEqual([full, { crmRecordId: 'b', rank: 0 }]);
		expect(evaluated).toEqual([]);
	});

	it('takes nothing that an item does not bring itself', () => {
		const inherited = Object.create({ crmRecordId: 'inherited' }) as Record<string, unknown>;
		expect(readAll([inherited]).fields).toMatchObject([{ code: 'invalidRecord' }]);
		expect(readAll([inherited, { crmRecordId: 'a' }]).fields[0]).toMatchObject({
			code: 'invalidRecord',
		});
	});

	it.each([
		'\ufeffcrmRecordId',
		'CrmRecordId',
		'crmRecordId ',
		'crm_record_id',
		'crm-record-id',
		'crmrecordid',
		'CRM Record ID',
		'CRM\u00a0Record\u200bID',
	])('takes the only field with nearly the name: %j', (name) => {
		const { fields, names } = readAll([{ [name]: 'a', rank: 5 }, { [name]: 'b' }]);
		expect(fields).toEqual([{ crmRecordId: 'a', rank: 5 }, { crmRecordId: 'b' }]);
		expect(names?.names).toEqual({ crmRecordId: name, rank: 'rank' });
	});

	it('takes all four fields by nearly their names', () => {
		const item = { 'CRM Record ID': 'a', 'Schedule At': 'b', PRIORITY: 'c', ' rank': 'd' };
		expect(readAll([item]).fields).toEqual([
			{ crmRecordId: 'a', scheduleAt: 'b', priority: 'c', rank: 'd' },
		]);
	});

	it('takes no similar field where any item has the exact name', () => {
		const { fields } = readAll([
			{ crmRecordId: 'a', Rank: 5 },
			{ crmRecordId: 'b', rank: 7 },
		]);
		expect(fields).toEqual([{ crmRecordId: 'a' }, { crmRecordId: 'b', rank: 7 }]);
	});

	it('takes none of several similar fields', () => {
		const { fields, names } = readAll([
			{ crmRecordId: 'a', Rank: 5 },
			{ crmRecordId: 'b', RANK: 7 },
		]);
		expect(fields).toEqual([{ crmRecordId: 'a' }, { crmRecordId: 'b' }]);
		expect(names?.unclear).toEqual({ rank: ['Rank', 'RANK'] });
	});

	it.each([
		[[{ 'Contact ID': 1, 'Full Name': 'x' }], /called crmRecordId; .*"Contact ID", "Full Name"$/],
		[[{ CRMRecordId: 1, crm_record_id: 2 }], /\("CRMRecordId", "crm_record_id"\)$/],
		[[{}], /no fields at all$/],
	])('tells why no item has an id: %j', (items, message) => {
		const why = { message: expect.stringMatching(message) as string };
		expect(readAll(items).fields).toMatchObject([why]);
	});

	it('tells why one item has none', () => {
		const { fields } = readAll([{ crmRecordId: 'a' }, { CRMRecordID: 'b' }, { Id: 'b' }, {}]);
		expect(fields).toMatchObject([
			{},
			{ message: expect.stringMatching(/no field "crmRecordId", but "CRMRecordID"$/) as string },
			{},
			{ message: expect.stringMatching(/no fields at all/) as string },
		]);
		expect(fields[2]).toEqual({});
	});

	it('names some fields of a wide table only', () => {
		const wide = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}`, n]));
		const { fields } = readAll([wide]);
		expect(fields[0]).toMatchObject({
			message: expect.stringMatching(/"f9" and 50 more$/) as string,
		});
	});
});

describe('defined below', () => {
	const reader = (value: unknown, evaluate?: (name: string, itemIndex: number) => unknown) => {
		const raw = { fields: { mappingMode: 'defineBelow', value } };
		const { context, evaluated } = parameterContext({ raw, evaluate });
		return { ...fieldsReader(context), evaluated };
	};

	it.each([
		'{{ $json.id }}',
		' {{$json.id}} ',
		'crm-{{ $json.id',
		'$json.id',
		"$('Source').item.json.id",
		' $json["id"]',
	])('refuses the fixed text %s, which n8n does not evaluate', (text) => {
		for (const field of ['crmRecordId', 'scheduleAt', 'priority', 'rank']) {
			const { read, evaluated } = reader({ crmRecordId: 'a', [field]: text });
			expect(read(0)).toMatchObject({
				code: 'invalidRecord',
				message: expect.stringMatching(/switch .* to "Expression"/) as string,
				fieldErrors: [{ field, code: 'Expression' }],
			});
			expect(evaluated).toEqual([]);
		}
	});

	it.each([
		'=$json.id',
		'={ $json.id }',
		"= $('Source').item.json.id",
		'=$input.item.json.id',
		'=crm-$json["id"]',
	])('refuses the expression %s, which has no braces', (text) => {
		const { read, evaluated } = reader({ crmRecordId: 'a', scheduleAt: text });
		expect(read(0)).toMatchObject({
			code: 'invalidRecord',
			message: expect.stringMatching(/put two braces around the expression/) as string,
			fieldErrors: [{ field: 'scheduleAt', code: 'Expression' }],
		});
		expect(evaluated).toEqual([]);
	});

	it.each(['=a', '=$5', '={{ $json.id }}', '=$json {{ 1 }}'])(
		'leaves the expression %s to n8n',
		(text) => {
			expect(reader({ crmRecordId: text }, () => 'x').read(0)).toEqual({ crmRecordId: 'x' });
		},
	);

	it.each([
		[{ crmRecordId: 'a', scheduleTime: '={{ $json.at }}', note: '' }, ['scheduleTime']],
		[{ crmRecordId: '={{ $json.id }}', Rank: 5 }, ['Rank']],
		[{ crmRecordId: 'a', rank: 5 }, []],
	])('names what no field of a record has in %j', (value, unknown) => {
		expect(reader(value).unknown).toEqual(unknown);
	});

	it('names the input field of a mapping that no item has', () => {
		const value = { scheduleAt: '={{ $json.due.at }}', rank: '={{ $json.n }}', priority: 'LOW' };
		const raw = { fields: { mappingMode: 'defineBelow', value } };
		const { context } = parameterContext({ raw, items: [{ n: 1 }, { due: {} }] });
		const { absent } = fieldsReader(context);
		expect(absent?.('scheduleAt')).toBe('due.at');
		expect(absent?.('rank')).toBeUndefined();
		expect(absent?.('priority')).toBeUndefined();
	});

	it.each(['$5', 'json.id', '{a}', 'a $json', '$JSON'])(
		'takes the fixed text %s as it is',
		(text) => {
			expect(reader({ crmRecordId: text }).read(0)).toEqual({ crmRecordId: text });
		},
	);

	it('does not read what was taken out of the form', () => {
		const value = { crmRecordId: 'a', rank: 5, priority: '={{ $json.p }}' };
		const schema = [{ id: 'crmRecordId', removed: false }, { id: 'rank', removed: true }, null];
		const raw = { fields: { mappingMode: 'defineBelow', value, schema } };
		const { context } = parameterContext({ raw, evaluate: () => 'LOW' });
		expect(fieldsReader(context).read(0)).toEqual({ crmRecordId: 'a', priority: 'LOW' });
	});

	it.each([
		['={{ $json.id }}', { ID: 'a' }, /field is called "id"; the input has "ID"$/],
		['={{ $json.id }}', {}, /no fields at all$/],
		['={{ $json.a + $json.b }}', {}, /no fields at all$/],
	])('tells why %s gives nothing for %j', (crmRecordId, json, message) => {
		const raw = { fields: { mappingMode: 'defineBelow', value: { crmRecordId } } };
		const { context } = parameterContext({ raw, items: [json], evaluate: () => undefined });
		expect(fieldsReader(context).read(0)).toMatchObject({
			message: expect.stringMatching(message) as string,
		});
	});

	it('leaves it to the checks where another item has the field', () => {
		const raw = {
			fields: { mappingMode: 'defineBelow', value: { crmRecordId: '={{ $json.id }}' } },
		};
		const items = [{ id: 'a' }, { name: 'x' }];
		const { context } = parameterContext({ raw, items, evaluate: () => undefined });
		expect(fieldsReader(context).read(1)).toEqual({ crmRecordId: undefined });
	});

	it('leaves it to the checks where the field is there and empty', () => {
		const raw = {
			fields: { mappingMode: 'defineBelow', value: { crmRecordId: '={{ $json.id }}' } },
		};
		const { context } = parameterContext({ raw, items: [{ id: '' }], evaluate: () => '' });
		expect(fieldsReader(context).read(0)).toEqual({ crmRecordId: '' });
	});

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
