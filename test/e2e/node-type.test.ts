import { CAMPAIGN_ACTIONS } from '../../simulator';
import { execute } from './execution';
import { CREDENTIAL_TYPE, get, NODE_TYPE, rest } from './n8n';
import { listed, type ListedType } from './listedTypes';
import { byHand, byId, simulator, thisNode } from './simulated';

/** n8n adds it to every node with a credential: it leads to the HTTP Request node. */
const N8NS_OWN_OPERATION = '__CUSTOM_API_CALL__';

async function expectIcons({ iconUrl }: ListedType): Promise<void> {
	const { light, dark } = iconUrl as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const icon of [light, dark]) {
		const response = await get(`/${icon}`);
		expect(response.headers.get('content-type')).toMatch('image/svg+xml');
		expect(await response.text()).toMatch('<svg');
	}
}

it('lists the node under its installed name, with credential and icons', async () => {
	const node = await listed('nodes', NODE_TYPE);
	expect(node.displayName).toBe('8x8 Contact Center Campaigns');
	expect(node.credentials).toEqual([expect.objectContaining({ name: CREDENTIAL_TYPE })]);
	await expectIcons(node);
});

it('lists the actions and Add', async () => {
	const { properties } = await listed('nodes', NODE_TYPE);
	const operationsOf = (resource: string) =>
		properties
			.filter(({ name }) => name === 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
			.flatMap(({ options = [] }) => options.map(({ value }) => value))
			.filter((value) => value !== N8NS_OWN_OPERATION);
	expect(operationsOf('campaign').sort()).toEqual(
		CAMPAIGN_ACTIONS.map((action) => action.toLowerCase()).sort(),
	);
	expect(operationsOf('record')).toEqual(['add']);
});

it('lists the node as a tool for agents', async () => {
	expect(await listed('nodes', `${NODE_TYPE}Tool`)).toMatchObject({
		displayName: '8x8 Contact Center Campaigns Tool',
	});
});

it('lists the credential, with icons', async () => {
	const credential = await listed('credentials', CREDENTIAL_TYPE);
	expect(credential.displayName).toBe('8x8 Contact Center Campaigns API');
	await expectIcons(credential);
});

it('loads the fields of a record into the mapper', async () => {
	const { properties } = await listed('nodes', NODE_TYPE);
	const mapper = properties.find(({ name }) => name === 'fields')?.typeOptions?.resourceMapper;
	const method = mapper?.resourceMapperMethod ?? mapper?.localResourceMapperMethod;
	const local = mapper?.localResourceMapperMethod ? 'local-' : '';
	interface Field {
		id: string;
		displayName: string;
		type: string;
		required: boolean;
		display: boolean;
		options?: Array<{ value: string }>;
	}
	const { fields } = await rest<{ fields: Field[] }>(
		'POST',
		`/dynamic-node-parameters/${local}resource-mapper-fields`,
		{
			path: 'parameters.fields',
			methodName: method,
			nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
			currentNodeParameters: { resource: 'record', operation: 'add' },
		},
	);
	expect(fields.map((field) => [field.id, field.displayName, field.type, field.required])).toEqual([
		['crmRecordId', 'CRM Record ID', 'string', true],
		['scheduleAt', 'Schedule At', 'dateTime', false],
		['priority', 'Priority', 'options', false],
		['rank', 'Rank', 'number', false],
	]);
	expect(fields.every(({ display }) => display)).toBe(true);
	expect(fields.flatMap(({ options = [] }) => options.map(({ value }) => value)).sort()).toEqual([
		'HIGH',
		'LOW',
		'MEDIUM',
	]);
});

it('leaves hints in the execution, which the editor shows above the output', async () => {
	const { id } = simulator.createCampaign({ records: ['there'] });
	const parameters = {
		resource: 'record',
		operation: 'add',
		campaignId: byId(id),
		fields: byHand({ crmRecordId: '={{ $json.id }}' }),
		options: { onDuplicate: 'error' },
	};
	const ids = ['new', 'there', 'DNC-1', ' edge'];
	const execution = await execute(
		thisNode(parameters, { onError: 'continueRegularOutput' }),
		ids.map((recordId) => ({ id: recordId })),
	);

	const hint = (type: string, ...lines: RegExp[]) => ({
		type,
		location: 'outputPane',
		message: expect.stringMatching(
			new RegExp(lines.map(({ source }) => source).join('.*<br>')),
		) as string,
	});
	expect(execution.data.resultData.runData.Node?.[0]?.hints).toEqual([
		hint(
			'warning',
			/^3 added, 1 failed \(duplicateRecord\)\./,
			/In item 1 \(row 2\): The campaign already has a record/,
			/CRM record IDs that start or end with a space: 1/,
			/Added, but in the state REJECTED or ERROR: 1 of the records/,
		),
		hint('info', /^Failed items have their reason in the column "error"/),
	]);
});
