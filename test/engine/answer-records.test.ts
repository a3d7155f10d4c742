import { errorsOf, itemsWithIds } from '../../scripts/engine/campaignsNode';
import { startGateway, unchanged, type Gateway, type Passing } from './gateway';
import { add, campaign, holdingBefore, outcomesOf, simulator } from './simulatedCampaign';

const continues = { onError: 'continueRegularOutput' } as const;
holdingBefore(['x3']);

let gateway: Gateway | undefined;
afterEach(async () => {
	await gateway?.close();
	gateway = undefined;
});

/** Adds 20 records. One of them is refused, and the refusal says something else on its way back. */
async function addTwenty(change: (passing: Passing) => unknown) {
	gateway = await startGateway(simulator.url, change);
	const { items } = await add({ url: gateway.url, items: itemsWithIds(20), ...continues });
	return items;
}

const instead = (status: number, body: Record<string, unknown>) => (passing: Passing) => {
	if (passing.status < 300) return unchanged(passing);
	passing.response.writeHead(status, { 'content-type': 'application/json' });
	passing.response.end(JSON.stringify(body));
};

it.each<[number, string, string]>([
	[404, 'The customer was not found in the CRM for Id: x3', 'invalidRecord'],
	[403, 'Contact for Id: x3 is on the do-not-call list', 'refusedUnexplained'],
	[423, 'Record for Id: x3 is locked', 'refusedUnexplained'],
	[400, 'Contact attempt rate limit exceeded for Id: x3', 'refusedUnexplained'],
	[400, 'Too many requests for record "x3"', 'refusedUnexplained'],
	[403, 'Record for Id: x3 was throttled', 'refusedUnexplained'],
	[409, 'Duplicate customers found in the CRM for Id: x3', 'refusedUnexplained'],
	[409, 'Contact for Id: x3 exists and has no valid number', 'refusedUnexplained'],
	[
		409,
		'Record "x3" already exists in campaign 99999999-9999-4999-8999-999999999999',
		'refusedUnexplained',
	],
	[
		409,
		'Cannot add record for Id: x3: the record is COMPLETE in this campaign',
		'refusedUnexplained',
	],
	[409, 'Campaign contains record for Id: x3 in state COMPLETE', 'alreadyInCampaign'],
])('%i "%s" is about that record alone', async (status, detail, outcome) => {
	const output = await addTwenty(instead(status, { title: 'No', status, detail }));

	expect(outcomesOf(output)).toEqual(
		itemsWithIds(20).map(({ id }) => (id === 'x3' ? outcome : 'added')),
	);
	expect(campaign.recordCount).toBe(20);
	const error = errorsOf(output)[3];
	if (error) expect(error.description).toContain(detail);
	// The batch, and the others without the named one.
	expect(simulator.requests.length).toBeLessThanOrEqual(3);
});

it('a state that only a field error names is that of the campaign', async () => {
	const errors = [{ field: 'state', code: 'INVALID_STATE', message: 'Campaign is COMPLETE' }];
	const output = await addTwenty(instead(409, { title: 'Conflict', errors }));

	expect(new Set(outcomesOf(output))).toEqual(new Set(['campaignState']));
	expect(simulator.requests).toHaveLength(1);
});

it('a conflict with another request is sent again as it was', async () => {
	const output = await addTwenty((passing) =>
		(passing.number === 1
			? instead(409, { detail: 'Modified by another request. Please try again.' })
			: unchanged)(passing),
	);

	expect(outcomesOf(output)).toEqual(
		itemsWithIds(20).map(({ id }) => (id === 'x3' ? 'alreadyInCampaign' : 'added')),
	);
	expect(simulator.requests).toHaveLength(3);
	const [first, second] = simulator.requests;
	expect(second?.body).toEqual(first?.body);
});

it('a success that lists no record is a lost answer, and cleared up by sending again', async () => {
	const empty = simulator.createCampaign();
	gateway = await startGateway(simulator.url, (passing) =>
		unchanged(passing.number === 1 ? { ...passing, body: Buffer.from('{"records":[]}') } : passing),
	);
	const { items: output } = await add({
		url: gateway.url,
		campaignId: empty.id,
		items: itemsWithIds(3),
		...continues,
	});

	expect(new Set(outcomesOf(output))).toEqual(new Set(['addedUnconfirmed']));
	expect(empty.crmRecordIds()).toEqual(['x0', 'x1', 'x2']);
	const [first, second] = simulator.requests;
	expect(second?.body).toEqual(first?.body);
});

it.each<[string, Record<string, unknown>, string]>([
	['status 400', { status: 400 }, 'addedUnconfirmed'],
	['code 409', { code: 409, message: 'Some records could not be added' }, 'addedUnconfirmed'],
	['an error', { error: 'Duplicate customer for Id: x3' }, 'alreadyInCampaign'],
	['the status FAILED', { status: 'FAILED', message: 'Duplicate customer' }, 'addedUnconfirmed'],
])(
	'a success that stores a part and gives the whole %s has added that part',
	async (_, whole, outcome) => {
		simulator.dialect = { atomic: false };
		gateway = await startGateway(simulator.url, (passing) => {
			const { records } = JSON.parse(passing.body.toString()) as {
				records: Array<{ id?: string }>;
			};
			const stored = records.filter(({ id }) => id !== undefined);
			const body = Buffer.from(JSON.stringify({ ...whole, records: stored }));
			const isPart = stored.length > 0 && stored.length < records.length;
			unchanged(isPart ? { ...passing, body } : passing);
		});
		const { items: output } = await add({ url: gateway.url, items: itemsWithIds(5), ...continues });

		expect(outcomesOf(output)).toEqual(['added', 'added', 'added', outcome, 'added']);
		expect(campaign.recordCount).toBe(5);
	},
);
