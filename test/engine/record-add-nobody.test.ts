import type { IDataObject } from 'n8n-workflow';
import { errorsOf, jsonOf, mapBelow } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { add, addMapped, campaign, sentBatches, simulator } from './simulatedCampaign';

const idsOf = (...ids: unknown[]) => ids.map((crmRecordId) => ({ crmRecordId }) as IDataObject);

describe('a fixed text that n8n should evaluate', () => {
	it.each(['{{ $json.id }}', ' {{$json.id}}', '$json.id', "$('Source').item.json.id"])(
		'such as %s as CRM Record ID is refused before any request',
		async (crmRecordId) => {
			const outcome = await add({ items: [{ id: 'a' }], fields: mapBelow({ crmRecordId }) });

			expect(outcome.status).toBe('error');
			expect(outcome.error?.message).toMatch(/CRM Record ID.*switch the field.*"Expression"/);
			expect(simulator.requests).toEqual([]);
		},
	);

	// n8n refuses such a node by itself where the workflow holds the form that the editor saves.
	it.each(['scheduleAt', 'priority', 'rank'])(
		'is refused as %s too, in a workflow that was not made in the editor',
		async (field) => {
			const value = { crmRecordId: '={{ $json.id }}', [field]: '{{ $json.x }}' };
			const outcome = await add({
				items: [{ id: 'a' }, { id: 'b' }],
				fields: Promise.resolve({ mappingMode: 'defineBelow', value }),
				onError: 'continueRegularOutput',
			});

			const wrong = {
				code: 'invalidRecord',
				message: expect.stringMatching(/switch .* to "Expression"/) as string,
				fieldErrors: [{ field }],
			};
			expect(errorsOf(outcome.items)).toMatchObject([wrong, wrong]);
			expect(simulator.requests).toEqual([]);
		},
	);

	it('is sent where it is the data of an item, with a warning', async () => {
		const outcome = await addMapped(idsOf('{{ contact.id }}'));

		expect(campaign.crmRecordIds()).toEqual(['{{ contact.id }}']);
		expect(hintLines(outcome, 'warning')).toContainEqual(
			expect.stringMatching(/not filled in: 1\..*"\{\{ contact\.id \}\}", item 0/),
		);
	});
});

describe('an id of nobody', () => {
	const nobody: unknown[] = [
		...['undefined', 'null', 'NaN', '[object Object]', 'None', 'nil', 'NULL', 'N/A', '(null)', '-'],
		...['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '#ERROR!', '#SPILL!'],
		...['#NV', '#BEZUG!', '#¡REF!', 'Err:502', 'Loading...', '#########'],
		...['crm-undefined', '000000000000000AAA', '0'.repeat(32)],
		...['1.58204E+10', '1,58204E+10', '1.58204e10'],
		...['\u200b', '\ufeff\u2060', '\u200e\u00ad'],
	];

	it('is refused, however often it comes, and costs no other item', async () => {
		const items = idsOf('first', ...nobody, ...nobody, 'last');
		const outcome = await addMapped(items);

		expect(errorsOf(outcome.items).map((error) => error?.code)).toEqual([
			undefined,
			...Array<string>(2 * nobody.length).fill('invalidRecord'),
			undefined,
		]);
		expect(sentBatches()).toEqual([idsOf('first', 'last')]);
	});

	it.each([
		['undefined', /is "undefined", which stands for a missing value/],
		['#REF!', /is "#REF!", which is an error of a spreadsheet/],
		['1.58204E+10', /lost digits.*as text/],
		['\u200b', /is empty$/],
		[
			'5f3b2c1e-9d6a-ec11-8c62-000d3a0b1c2d',
			/longer than 32 characters \(36\).*Dynamics 365.*Agent Workspace/,
		],
	])('is told what is the matter with it: %j', async (id, message) => {
		const outcome = await addMapped(idsOf(id));

		expect(errorsOf(outcome.items)[0]).toMatchObject({
			code: 'invalidRecord',
			message: expect.stringMatching(message) as string,
		});
		expect(simulator.requests).toEqual([]);
	});

	it('is counted with its reason in a hint', async () => {
		const outcome = await addMapped(idsOf('a', ...Array<string>(20).fill('#N/A')));

		expect(hintLines(outcome, 'warning')).toContainEqual(
			expect.stringMatching(/^20 items: .*"#N\/A".*spreadsheet/),
		);
	});

	it.each(['0', '00123', '12e5', 'N/A-7', 'Nancy', 'nullable', '#7', 'true-north'])(
		'is not seen in %j',
		async (id) => {
			await addMapped(idsOf(id));

			expect(campaign.crmRecordIds()).toEqual([id]);
		},
	);
});

it('an optional field does not go missing for a text that stands for nothing', async () => {
	const items = ['null', 'undefined', '#N/A', 'none', '-', 'NaN'].flatMap((text) =>
		['scheduleAt', 'priority', 'rank'].map((field) => ({ crmRecordId: 'x', [field]: text })),
	);
	const outcome = await addMapped(items);

	expect(errorsOf(outcome.items).map((error) => error?.code)).toEqual(
		items.map(() => 'invalidRecord'),
	);
	expect(simulator.requests).toEqual([]);
});

it('an optional field is left out where an expression gives null, and a hint counts it', async () => {
	const outcome = await add({
		items: [
			{ id: 'a', p: 'low' },
			{ id: 'b', p: null },
		],
		fields: mapBelow({
			crmRecordId: '={{ $json.id }}',
			priority: "={{ $('Source').item.json.p }}",
		}),
	});

	expect(jsonOf(outcome.items)).toMatchObject([{ outcome: 'added' }, { outcome: 'added' }]);
	expect(sentBatches()).toEqual([[{ crmRecordId: 'a', priority: 'LOW' }, { crmRecordId: 'b' }]]);
	expect(hintLines(outcome)).toContainEqual(
		expect.stringMatching(/^Items where Priority is mapped, but empty: 1\. .*HIGH/),
	);
});
