import { CREDENTIAL_TYPE, get, NODE_TYPE, rest } from './n8n';

/** n8n adds it to every node with a credential: it leads to the HTTP Request node. */
const N8NS_OWN_OPERATION = '__CUSTOM_API_CALL__';

/** The parts of n8n's type lists that are looked at. */
interface ListedType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	credentials?: Array<{ name: string }>;
	properties: Array<{
		name: string;
		displayOptions?: { show?: Record<string, unknown[]> };
		options?: Array<{ value: string }>;
		typeOptions?: {
			resourceMapper?: { resourceMapperMethod?: string; localResourceMapperMethod?: string };
		};
	}>;
}

async function listed(list: 'nodes' | 'credentials', name: string): Promise<ListedType> {
	const types = (await (await get(`/types/${list}.json`)).json()) as ListedType[];
	const type = types.find((entry) => entry.name === name);
	if (!type) throw new Error(`n8n does not list ${name}`);
	return type;
}

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

it('lists the eight actions and Add', async () => {
	const { properties } = await listed('nodes', NODE_TYPE);
	const operationsOf = (resource: string) =>
		properties
			.filter(({ name }) => name === 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
			.flatMap(({ options = [] }) => options.map(({ value }) => value))
			.filter((value) => value !== N8NS_OWN_OPERATION);
	expect(operationsOf('campaign').sort()).toEqual([
		'build',
		'cancel',
		'pause',
		'purge',
		'reset',
		'resume',
		'retry',
		'start',
	]);
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
	const { fields } = await rest<{ fields: Array<{ id: string; required: boolean }> }>(
		'POST',
		`/dynamic-node-parameters/${local}resource-mapper-fields`,
		{
			path: 'parameters.fields',
			methodName: method,
			nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
			currentNodeParameters: { resource: 'record', operation: 'add' },
		},
	);
	expect(fields.map(({ id, required }) => [id, required])).toEqual([
		['crmRecordId', true],
		['scheduleAt', false],
		['priority', false],
		['rank', false],
	]);
});
