/** The node as the tool of an agent: what a model hands over, as n8n's agent runs it (from version 3 on). */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { byId, errorsOf, mapBelow, savedCredential } from '../../scripts/engine/campaignsNode';
import { nodeCredentials } from '../../scripts/engine/credentials';
import { source } from '../../scripts/engine/nodeTypes';
import { connect, node } from '../../scripts/engine/runNode';
import { runWorkflow } from '../../scripts/engine/runWorkflow';
import { campaign, simulator } from './simulatedCampaign';

const TOOL = 'n8n-nodes-8x8-campaigns.eightByEightCampaignsTool';

/** One call, with these arguments. */
async function call(parameters: INodeParameters, args: IDataObject) {
	const credential = savedCredential(simulator.url);
	const outcome = await runWorkflow({
		nodes: [
			node('Agent', 'source'),
			node('Tool', TOOL, { credentials: nodeCredentials(credential), parameters }),
		],
		connections: connect(['Agent', 'Tool']),
		startNode: 'Agent',
		nodeTypes: { source: source([args]), [TOOL]: new EightByEightCampaigns() },
		credentials: [credential],
	});
	expect(outcome.status).toBe('success');
	const [items = []] = outcome.nodes.Tool?.outputs ?? [];
	expect(items).toHaveLength(1);
	return { json: items[0]!.json, error: errorsOf(items)[0] };
}

/** One call that adds a record whose fields are made from the arguments in this way. */
const addAs = async (fields: IDataObject, args: IDataObject) =>
	await call(
		{
			resource: 'record',
			operation: 'add',
			campaignId: byId(campaign.id),
			fields: await mapBelow(fields),
			options: {},
		},
		args,
	);

const add = async (args: IDataObject) =>
	await addAs(
		{
			crmRecordId: '={{ $json.id }}',
			scheduleAt: '={{ $json.at }}',
			priority: '={{ $json.priority }}',
			rank: '={{ $json.rank }}',
		},
		args,
	);

const act = async (args: IDataObject, operation = 'start') =>
	await call(
		{
			resource: 'campaign',
			operation,
			campaignId: byId('={{ $json.campaign }}'),
			options: {
				enabled: '={{ $json.enabled }}',
				maxWait: '={{ $json.maxWait }}',
				buildOnStart: '={{ $json.build }}',
			},
		},
		{ campaign: campaign.id, ...args },
	);

const bodies = () => simulator.requests.map(({ body }) => body as IDataObject);

const sentRecord = () => (bodies()[0]?.records as IDataObject[] | undefined)?.[0];

describe('a record', () => {
	it.each([0, '0', '', 'none', 'null', null, 'undefined', '`0`'])(
		'has no rank for the argument %j',
		async (rank) => {
			await add({ id: 'A', rank });
			expect(sentRecord()).toEqual({ crmRecordId: 'A' });
		},
	);

	it.each([
		[3, 3],
		['3', 3],
		['"2.5"', 2.5],
	])('has a rank for the argument %j', async (rank, expected) => {
		await add({ id: 'A', rank });
		expect(sentRecord()).toEqual({ crmRecordId: 'A', rank: expected });
	});

	it.each(['', 'None', ' null ', '"undefined"', null])(
		'has no time and no priority for %j',
		async (nothing) => {
			await add({ id: 'A', at: nothing, priority: nothing });
			expect(sentRecord()).toEqual({ crmRecordId: 'A' });
		},
	);

	it.each(['"A"', '`A`', "'A'"])('is found by an ID written as %s', async (id) => {
		await add({ id });
		expect(sentRecord()).toEqual({ crmRecordId: 'A' });
	});

	it.each(['null', 'none', 'undefined', '""'])('is refused where its ID is %j', async (id) => {
		const { error } = await add({ id });
		expect(error?.code).toBe('invalidRecord');
		expect(bodies()).toEqual([]);
	});

	it('is refused without arguments, in words that a model can act on', async () => {
		const { error } = await add({});
		expect(error).toMatchObject({ code: 'invalidRecord', message: 'CRM Record ID is empty' });
	});

	it('is refused with a rank that is no number, which the model reads', async () => {
		const { error } = await add({ id: 'A', rank: '1st' });
		expect(error).toMatchObject({
			code: 'invalidRecord',
			message: expect.stringMatching(/Rank is "1st", not a number/) as string,
		});
		expect(bodies()).toEqual([]);
	});

	it.each<[IDataObject, IDataObject, RegExp]>([
		[
			{ crmRecordId: '=CRM-{{ $json.id }}' },
			{ id: '' },
			/^CRM Record ID is "CRM-", in which {{ \$json\.id }} is empty$/,
		],
		[
			{ crmRecordId: '={{ $json.id }}', scheduleAt: '={{ $json.day }} {{ $json.time }}' },
			{ id: 'A', day: '2030-01-31' },
			/^Schedule At is "2030-01-31 ", in which {{ \$json\.time }} is empty$/,
		],
		[
			{ crmRecordId: '={{ $json.id }}', scheduleAt: '={{ $json.at.trim() }}' },
			{ id: 'A', at: 5 },
			/^Schedule At has no value: its expression failed$/,
		],
	])('is refused where %j lacks a part or fails with %j', async (fields, args, message) => {
		const { error } = await addAs(fields, args);
		expect(error).toMatchObject({
			code: 'invalidRecord',
			message: expect.stringMatching(message) as string,
		});
		expect(bodies()).toEqual([]);
	});

	it('is added with the parts that its arguments give', async () => {
		const fields = {
			crmRecordId: '={{ $json.region }}{{ $json.id }}',
			scheduleAt: '={{ $json.at?.trim() }}',
		};
		await addAs(fields, { region: 'EU', id: 'A' });
		expect(sentRecord()).toEqual({ crmRecordId: 'EUA' });
	});
});

describe('an action', () => {
	beforeEach(() => simulator.updateCampaign(campaign.id, { state: 'READY' }));

	it.each([
		['False', false],
		['no', false],
		['off', false],
		['"false"', false],
		[0, false],
		['yes', true],
		['TRUE', true],
		['1', true],
	])('sends enabled as meant: %j', async (enabled, expected) => {
		await act({ enabled });
		expect(bodies()).toEqual([{ action: 'START', enabled: expected }]);
	});

	it.each(['', 'null', 'none', 'undefined', null])('leaves out what is %j', async (nothing) => {
		await act({ enabled: nothing, build: nothing, maxWait: nothing });
		expect(bodies()).toEqual([{ action: 'START' }]);
	});

	it.each([
		[{ maxWait: 'ten' }, 'The option "Max Wait" is "ten", not a number'],
		[{ enabled: 'maybe' }, 'The option "Enabled" is "maybe", not true or false'],
		[{ build: 'later' }, 'The option "Build on Start" is "later", not true or false'],
		[{ enabled: 2 }, 'The option "Enabled" is "2", not true or false'],
		[{ maxWait: true }, 'The option "Max Wait" is a boolean, not a number'],
		[{ maxWait: 'ten\u200B' }, String.raw`The option "Max Wait" is "ten\u200b", not a number`],
		[
			{ maxWait: 'ten '.repeat(20) },
			`The option "Max Wait" is "${'ten '.repeat(10)}…", not a number`,
		],
	])('is refused with %j, and says why', async (args, message) => {
		const { error } = await act(args);
		expect(error).toMatchObject({
			message,
			description: expect.stringMatching(/or leave the option out/) as string,
		});
		expect(bodies()).toEqual([]);
	});

	it.each([
		(id: string) => `"${id}"`,
		(id: string) => `\`${id}\``,
		(id: string) => `Campaign ${id}`,
		(id: string) => `The campaign's ID is ${id.toUpperCase()}.`,
	])('finds the campaign in a text', async (text) => {
		const { json } = await act({ campaign: text(campaign.id) });
		expect(json).toMatchObject({ id: campaign.id });
	});

	it.each(['the spring campaign', 'null', '', `${'1'.repeat(8)}-1111`])(
		'says what a campaign ID is where the argument is %j',
		async (text) => {
			const { error } = await act({ campaign: text });
			expect(error).toMatchObject({
				code: 'invalidCampaignId',
				description: expect.stringMatching(/looks like 123e4567-/) as string,
			});
			expect(bodies()).toEqual([]);
		},
	);
});
