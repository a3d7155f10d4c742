import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import {
	byId,
	byUrl,
	errorsOf,
	mapBelow,
	runCampaigns,
	type CampaignsRun,
} from '../../scripts/engine/campaignsNode';
import { campaign, simulator } from './simulatedCampaign';

/** n8n cannot evaluate it: the workflow has no node of that name. */
const FAILING = "={{ $('Settings').first().json.value }}";

const ITEMS = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

const { properties } = new EightByEightCampaigns().description;

const shownFor = ({ displayOptions }: INodeProperties, resource: string, operation: string) => {
	const show = displayOptions?.show ?? {};
	// Inside a collection n8n wants the slash.
	const operations = show.operation ?? show['/operation'] ?? [operation];
	return (show.resource ?? [resource]).includes(resource) && operations.includes(operation);
};

const named = (name: string, resource: string, operation: string) =>
	properties.find((one) => one.name === name && shownFor(one, resource, operation))?.options ?? [];

const operationsOf = (resource: string) =>
	named('operation', resource, '').map((one) => String((one as { value: unknown }).value));

/** The parameters of a run that works, but for those that are given. */
async function parametersOf(resource: string, operation: string, given: INodeParameters = {}) {
	return {
		resource,
		operation,
		campaignId: byId(campaign.id),
		...(resource === 'record' && { fields: await mapBelow({ crmRecordId: '={{ $json.id }}' }) }),
		options: {},
		...given,
	};
}

interface Case {
	resource: string;
	operation: string;
	parameter: string;
	given: () => Promise<INodeParameters> | INodeParameters;
}

/** Every parameter of every operation, with an expression that fails. */
const cases: Case[] = ['campaign', 'record'].flatMap((resource) =>
	operationsOf(resource).flatMap((operation) => {
		const found: Array<Pick<Case, 'parameter' | 'given'>> = [
			{ parameter: 'campaignId', given: () => ({ campaignId: byId(FAILING) }) },
			{ parameter: 'campaignId (URL)', given: () => ({ campaignId: byUrl(FAILING) }) },
			{ parameter: 'campaignId (as a whole)', given: () => ({ campaignId: FAILING }) },
			...named('options', resource, operation)
				.filter((one) => shownFor(one as INodeProperties, resource, operation))
				.map(({ name }) => ({
					parameter: `options.${name}`,
					given: () => ({ options: { [name]: FAILING } }),
				})),
		];
		if (resource === 'record') {
			for (const field of ['crmRecordId', 'scheduleAt', 'priority', 'rank']) {
				const value = { crmRecordId: 'x', [field]: FAILING };
				found.push({
					parameter: `fields.${field}`,
					given: async () => ({ fields: await mapBelow(value) }),
				});
			}
		}
		return found.map((one) => ({ resource, operation, ...one }));
	}),
);

const run = async (one: Case, onError: CampaignsRun['onError']) =>
	await runCampaigns({
		url: simulator.url,
		parameters: await parametersOf(one.resource, one.operation, await one.given()),
		items: ITEMS,
		onError,
	});

it('knows every operation and option', () => {
	expect(operationsOf('campaign')).toHaveLength(8);
	expect(operationsOf('record')).toEqual(['add']);
	expect(named('options', 'record', 'add').length).toBeGreaterThanOrEqual(9);
	expect(cases.length).toBeGreaterThan(60);
});

describe.each(cases)('$operation, when the expression of $parameter fails', (one) => {
	it('has a failure for each item on the error branch, and sends nothing', async () => {
		const { items, errorItems } = await run(one, 'continueErrorOutput');
		expect(items).toEqual([]);
		expect(errorItems).toMatchObject(
			ITEMS.map((item, index) => ({ json: item, pairedItem: { item: index } })),
		);
		expect(errorsOf(errorItems).map((error) => typeof error?.code)).toEqual(
			ITEMS.map(() => 'string'),
		);
		expect(simulator.requests).toEqual([]);
	});

	it('has a failure for each item on the regular output, and sends nothing', async () => {
		const { items } = await run(one, 'continueRegularOutput');
		expect(items.map(({ json }) => Object.keys(json))).toEqual(ITEMS.map(() => ['error']));
		expect(simulator.requests).toEqual([]);
	});

	it('stops the workflow in Stop mode, and sends nothing', async () => {
		const { status } = await run(one, 'stopWorkflow');
		expect(status).toBe('error');
		expect(simulator.requests).toEqual([]);
	});
});

it.each<[string, unknown]>([
	['null', null],
	['a list', []],
	['a text', 'crmRecordId'],
	['a number', 5],
	['without a value', { mappingMode: 'defineBelow' }],
	['with a text as its value', { mappingMode: 'defineBelow', value: 'x' }],
	['with a list as its value', { mappingMode: 'defineBelow', value: ['x'] }],
	['of an unknown mode', { mappingMode: 'byMagic', value: null }],
])('a mapper that an imported workflow holds as %s maps nothing', async (_, fields) => {
	const parameters = await parametersOf('record', 'add', { fields } as INodeParameters);
	const { items, errorItems } = await runCampaigns({
		url: simulator.url,
		parameters,
		items: ITEMS,
		onError: 'continueErrorOutput',
	});
	expect(items).toEqual([]);
	expect(errorsOf(errorItems)).toMatchObject(ITEMS.map(() => ({ code: 'invalidRecord' })));
	expect(simulator.requests).toEqual([]);
});
