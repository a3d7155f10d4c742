import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import {
	byId,
	errorsOf,
	jsonOf,
	mapAutomatically,
	mapBelow,
	savedCredential,
} from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { connect, node } from '../../scripts/engine/runNode';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { hintLines } from './hintLines';
import { add, addMapped, campaign, sentBatches, simulator } from './simulatedCampaign';

const OURS = 'n8n-nodes-8x8-campaigns.eightByEightCampaigns';

const FILE = { data: '', mimeType: 'text/csv' };

/** Whole items; `add` takes their json only. */
async function addItems(items: INodeExecutionData[], fields?: Promise<INodeParameters>) {
	const credential = savedCredential(simulator.url);
	return await runWorkflow({
		nodes: [
			node('Source', 'source'),
			node('Tested', OURS, {
				credentials: nodeCredentials(credential),
				parameters: {
					resource: 'record',
					operation: 'add',
					campaignId: byId(campaign.id),
					fields: await (fields ?? mapBelow({ crmRecordId: '={{ $json.id }}' })),
				},
			}),
		],
		connections: connect(['Source', 'Tested']),
		startNode: 'Source',
		nodeTypes: {
			source: { description: plainDescription('source'), execute: () => Promise.resolve([items]) },
			[OURS]: new EightByEightCampaigns(),
		},
		credentials: [credential],
	});
}

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

it('says nothing of names that stand for something else', async () => {
	const row = { 'Call Notes': 'x', Calls: 3, Caller: 'Ann', Contact: 'Bo', Frank: 1, Order: 7 };
	const outcome = await addMapped([{ crmRecordId: 'a', ...row, Duration: 9 }]);

	expect(hintLines(outcome, 'warning')).toEqual([]);
});

describe('an item with a time under another name than other items', () => {
	const T = '2030-06-01T09:00:00Z';

	it.each([
		['beside the exact name', { scheduleAt: T }, { schedule_at: T }, ['a']],
		[
			'beside the exact name, which is empty',
			{ scheduleAt: T },
			{ scheduleAt: '', schedule_at: T },
			['a'],
		],
		['beside the exact name, which is null', {}, { scheduleAt: null, 'Schedule At': T }, ['a']],
		['of two similar names', { 'Schedule At': T }, { schedule_at: T }, []],
	])('is not called at once (%s)', async (_what, first, second, ids) => {
		const outcome = await addMapped([
			{ crmRecordId: 'a', ...first },
			{ crmRecordId: 'b', ...second },
		]);

		expect(campaign.crmRecordIds()).toEqual(ids);
		expect(errorsOf(outcome.items)[1]).toMatchObject({
			code: 'invalidRecord',
			crmRecordId: 'b',
			message: expect.stringMatching(
				/^Schedule At is unclear: .*no value in "scheduleAt", but "[Ss]chedule[_ ][Aa]t"$/,
			) as string,
		});
	});

	it('is called at once where that field is empty, and at the right time where both are there', async () => {
		await addMapped([
			{ crmRecordId: 'a', scheduleAt: T },
			{ crmRecordId: 'b', schedule_at: ' ' },
			{ crmRecordId: 'c', schedule_at: 'tomorrow', scheduleAt: T },
		]);

		expect(sentBatches()).toEqual([
			[
				{ crmRecordId: 'a', scheduleAt: T },
				{ crmRecordId: 'b' },
				{ crmRecordId: 'c', scheduleAt: T },
			],
		]);
	});
});

it.each<[object, object, RegExp]>([
	[{ rank: 1 }, { Rank: 2 }, /no value in rank, but "Rank", which was not taken/],
	[{}, { scheduledAt: '2030-06-01' }, /"scheduledAt" was not taken for it: 8x8 may call them/],
	[{}, { Prio: 'LOW' }, /"Prio" was not taken for it: 8x8 takes HIGH/],
	[{ priority: '' }, { priority: '', Priority: 'LOW' }, /no value in priority, but "Priority"/],
	[{}, { 'Next Call': '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { nextAttemptAfter: '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { 'Call back at': '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { callback: '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { 'Call After': '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { 'Due date': '2030-06-01' }, /was not taken for it: 8x8 may call them/],
	[{}, { 'Call Priority': 'Low' }, /"Call Priority" was not taken for it: 8x8 takes HIGH/],
	[{}, { 'Call Rank': 3 }, /"Call Rank" was not taken/],
])('a field that may be meant and is not taken is told: %j, %j', async (first, second, message) => {
	const outcome = await addMapped([
		{ crmRecordId: 'a', ...first },
		{ crmRecordId: 'b', ...second },
	]);

	expect(outcome.tested?.hints).toContainEqual(
		expect.objectContaining({
			type: 'warning',
			message: expect.stringMatching(message) as unknown,
		}),
	);
});

describe('an id that the input has elsewhere', () => {
	const contacts = [{ id: '1', crmRecordId: '1' }, { id: '2' }];
	const webhook = (body: IDataObject) => ({ headers: {}, params: {}, query: {}, body });

	it.each([
		['in a list', webhook({ contacts }), /list at "body\.contacts".*"Split Out"/],
		['in an object', webhook({ crm_record_id: '1', id: '1' }), /it at "body\.(crm_record_)?id"/],
		['in a list of something else', { data: [{ Contact: 1 }] }, /list at "data".*"Split Out"/],
		['in a column that was not cut off', { '\ufeff"ID";CRM Record ID': '1' }, /";".*"Delimiter"/],
	])('is found %s', async (_place, item, advice) => {
		for (const fields of [mapAutomatically(), undefined]) {
			const { error } = await add({ items: [item], fields });

			expect(error?.description).toMatch(advice);
			expect(error?.description).not.toContain('Always Output Data');
		}
		expect(simulator.requests).toEqual([]);
	});

	it.each([
		'={{ $json.body.id }}',
		'={{ $json.body.contacts.id }}',
		'={{ $json.body.data[0].id }}',
	])('is asked for with a path that no item has: %s', async (crmRecordId) => {
		const fields = mapBelow({ crmRecordId });
		const { error } = await add({ items: [webhook({ contacts })], fields });

		expect(error?.message).toMatch(/no input field is called "body\..*id"; the input has "h/);
		expect(error?.description).toMatch(/list at "body\.contacts"/);
	});

	it('is in the file, where the item holds nothing else', async () => {
		for (const fields of [mapAutomatically(), undefined]) {
			const { error } = await addItems([{ json: {}, binary: { data: FILE } }], fields);

			expect(error?.message).toMatch(/holds a file, and no fields$/);
			expect(error?.description).toMatch(/"Extract from File"/);
		}
	});

	it('may be in the file, where the item has fields about the file', async () => {
		const json = { fileName: 'contacts.csv' };
		const { error } = await addItems([{ json, binary: { data: FILE } }], mapAutomatically());

		expect(error?.description).toMatch(/"Extract from File"/);
	});

	it('is lost where the item is an error of an earlier node', async () => {
		const failed = { error: 'The service refused the connection' };
		for (const [items, fields] of [
			[[failed, { crmRecordId: 'a' }], mapAutomatically()],
			[[failed], mapAutomatically()],
			[[failed, { id: 'b' }], undefined],
		] as const) {
			const outcome = await add({ items: [...items], fields, onError: 'continueRegularOutput' });

			expect(errorsOf(outcome.items)[0]).toMatchObject({
				code: 'invalidRecord',
				message: expect.stringMatching(/error of an earlier node: "The service refused/) as string,
			});
		}
		expect(campaign.crmRecordIds()).toEqual(['a', 'b']);
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
