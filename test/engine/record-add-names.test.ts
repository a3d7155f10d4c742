import type { IDataObject } from 'n8n-workflow';
import { errorsOf, jsonOf, mapAutomatically, mapBelow } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, addMapped, campaign, sentBatches, simulator } from './simulatedCampaign';

const three = (name: string) =>
	['a', 'b', 'c'].map((id): IDataObject => ({ [name]: id, other: 1 }));

describe('a field with nearly the name of crmRecordId', () => {
	it.each([
		'\ufeffcrmRecordId',
		'CrmRecordId',
		'crmRecordId ',
		'crm_record_id',
		'crm-record-id',
		'crmrecordid',
		'CRM Record ID',
	])('is taken where it is the only one, and a hint says so: %j', async (name) => {
		const outcome = await addMapped(three(name));

		expect(campaign.crmRecordIds()).toEqual(['a', 'b', 'c']);
		const shown = JSON.stringify(name).replace('\ufeff', '\\ufeff');
		expect(hintLines(outcome)).toContainEqual(expect.stringContaining(`${shown} was taken`));
	});

	it('is not taken where any item has the exact name', async () => {
		const outcome = await addMapped([{ 'CRM Record ID': 'a' }, { crmRecordId: 'b' }]);

		expect(campaign.crmRecordIds()).toEqual(['b']);
		expect(errorsOf(outcome.items)[0]?.message).toMatch(
			/no field "crmRecordId", but "CRM Record ID"$/,
		);
	});

	it('is not taken where there are two, and the message names both', async () => {
		const items = [{ 'CRM Record ID': 'a', crm_record_id: 'b' }];
		const outcome = await add({ items, fields: mapAutomatically() });

		expect(outcome.error?.message).toMatch(/"CRM Record ID", "crm_record_id"/);
		expect(simulator.requests).toEqual([]);
	});
});

describe('a field with nearly the name of another one', () => {
	it('is taken with a hint', async () => {
		const item = {
			crmRecordId: 'a',
			Priority: 'low',
			scheduleat: '2030-06-01T09:00:00Z',
			' Rank': 5,
		};
		const outcome = await addMapped([item]);

		expect(sentBatches()).toEqual([
			[{ crmRecordId: 'a', scheduleAt: '2030-06-01T09:00:00Z', priority: 'LOW', rank: 5 }],
		]);
		const messages = hintLines(outcome);
		for (const name of ['"Priority" was', '"scheduleat" was', '" Rank" was']) {
			expect(messages).toContainEqual(expect.stringContaining(name));
		}
	});

	it('is not taken where there are two, and a warning names both', async () => {
		const outcome = await addMapped([{ crmRecordId: 'a', Priority: 'low', PRIORITY: 'medium' }]);

		expect(sentBatches()).toEqual([[{ crmRecordId: 'a' }]]);
		expect(hintLines(outcome, 'warning')).toContainEqual(
			expect.stringMatching(/"Priority", "PRIORITY".*None was taken/),
		);
	});
});

describe('where no field can be the id', () => {
	const items = Array.from({ length: 150 }, (_, n) => ({ 'Contact ID': n, 'Full Name': 'x' }));

	it('one message names the expected field and those of the input', async () => {
		const outcome = await add({ items, fields: mapAutomatically() });

		expect(outcome.error?.message).toMatch(
			/no input field is called crmRecordId; the input has "Contact ID", "Full Name"$/,
		);
		expect(simulator.requests).toEqual([]);
	});

	it('one hint counts all items in a Continue mode', async () => {
		const outcome = await addMapped(items);

		expect(errorsOf(outcome.items)).toMatchObject(items.map(() => ({ code: 'invalidRecord' })));
		expect(hintLines(outcome)).toContainEqual(
			expect.stringMatching(/^150 items: .*called crmRecordId.*"Contact ID"/),
		);
	});

	it.each([
		['mapped by hand', mapBelow({ crmRecordId: '={{ $json.id }}' })],
		['mapped by another expression', mapBelow({ crmRecordId: '={{ $json.id ?? "" }}' })],
		['mapped automatically', mapAutomatically()],
	])('an item without any field asks for Always Output Data (%s)', async (_how, fields) => {
		const outcome = await add({ items: [{}], fields });

		expect(outcome.error?.message).toMatch(/no fields at all/);
		expect(outcome.error?.description).toContain('"Always Output Data"');
		expect(simulator.requests).toEqual([]);
	});

	it('an item without fields is added where its id comes from elsewhere', async () => {
		await add({
			items: [{}],
			fields: mapBelow({ crmRecordId: "={{ $('Source').all().length + '-a' }}" }),
		});

		expect(campaign.crmRecordIds()).toEqual(['1-a']);
	});

	it('a reference to a field that no item has names those of the input, once for all', async () => {
		const items = [{ ID: 'a' }, { ID: 'b', name: 'x' }];
		const outcome = await add({ items, onError: 'continueRegularOutput' });

		const message = expect.stringMatching(
			/no input field is called "id"; the input has "ID", "name"$/,
		) as string;
		expect(errorsOf(outcome.items)).toMatchObject([{ message }, { message }]);
		expect(simulator.requests).toEqual([]);
	});

	// n8n reads a CSV file so: an empty cell is no field of its item.
	it.each([
		['by hand', undefined, 'id'],
		['automatically', mapAutomatically(), 'crmRecordId'],
	])(
		'an item that lacks the field of the others is empty (mapped %s)',
		async (_how, fields, name) => {
			const items = [{ [name]: 'a' }, { name: 'x' }];
			const outcome = await add({ items, fields, onError: 'continueRegularOutput' });

			expect(jsonOf(outcome.items)[0]).toMatchObject({ outcome: 'added' });
			expect(errorsOf(outcome.items)[1]?.message).toBe('CRM Record ID is empty');
		},
	);
});

it('a value that stayed in the mapper after its field was taken out is not sent', async () => {
	const fields = mapBelow({ crmRecordId: '={{ $json.id }}', rank: 5, priority: '={{ "LOW" }}' });
	await add({
		items: [{ id: 'a' }],
		fields: fields.then((mapper) => {
			const schema = (mapper as { schema: IDataObject[] }).schema.map((field) => ({
				...field,
				removed: field.id === 'rank' || field.id === 'priority',
			}));
			return { ...mapper, schema };
		}),
	});

	expect(sentBatches()).toEqual([[{ crmRecordId: 'a' }]]);
});
