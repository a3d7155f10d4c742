import { act, add } from './calls';
import {
	startSimulator,
	type Dialect,
	type RecordAnswer,
	type Simulator,
} from '../../simulator/index';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterEach(() => {
	simulator.dialect = {};
});
afterAll(() => simulator.close());

const speaks = (readings: Partial<Dialect>) => {
	simulator.dialect = readings;
};

test.each([200, 201] as const)('answers an add with %i', async (addedStatus) => {
	speaks({ addedStatus });
	expect((await add(simulator, simulator.createCampaign(), ['a'])).status).toBe(addedStatus);
});

test.each([409, 400] as const)('answers a duplicate with %i', async (duplicateStatus) => {
	speaks({ duplicateStatus });
	const reply = await add(simulator, simulator.createCampaign({ records: ['a'] }), ['a']);
	expect(reply.json?.status).toBe(duplicateStatus);
	expect(reply.status).toBe(duplicateStatus);
});

test.each([
	['named', 'Campaign already contains record for Id: b'],
	['listed', 'Campaign already contains record for Id(s): b, d'],
	['reworded', 'Record "b" exists'],
	['sample', 'Campaign already contains record for Id: b'],
	['opaque', 'The request was not accepted'],
] as const)('speaks of duplicates as %s', async (duplicateText, detail) => {
	speaks({ duplicateText });
	const campaign = simulator.createCampaign({ records: ['d', 'b'] });
	const { json } = await add(simulator, campaign, ['a', 'b', 'c', 'd']);
	expect(json?.detail).toBe(detail);
	expect(json?.errors).toEqual(
		duplicateText === 'sample'
			? [{ field: 'crmRecordId', code: 'NotBlank', message: 'must not be blank' }]
			: undefined,
	);
	expect(campaign.recordCount).toBe(2);
});

test.each([
	['indexed', ['records[1].priority', 'records[2].crmRecordId']],
	['plain', ['priority', 'crmRecordId']],
	['opaque', undefined],
] as const)('speaks of invalid records as %s', async (invalidText, fields) => {
	speaks({ invalidText });
	const records = ['a', { crmRecordId: 'b', priority: 'URGENT' }, ''];
	const { json } = await add(simulator, simulator.createCampaign(), records);
	const errors = json?.errors as Array<{ field: string }> | undefined;
	expect(errors?.map(({ field }) => field)).toEqual(fields);
	expect(JSON.stringify(json).includes('records[')).toBe(invalidText === 'indexed');
});

test.each([409, 400] as const)(
	'answers an illegal transition with %i',
	async (transitionStatus) => {
		speaks({ transitionStatus });
		const campaign = simulator.createCampaign({ state: 'COMPLETE' });
		expect((await act(simulator, campaign, { action: 'START' })).status).toBe(transitionStatus);
		const disabled = simulator.createCampaign({ state: 'READY', enabled: false });
		expect((await act(simulator, disabled, { action: 'START' })).status).toBe(transitionStatus);
	},
);

test.each([409, 400] as const)('answers an add in the wrong state with %i', async (stateStatus) => {
	speaks({ stateStatus });
	const campaign = simulator.createCampaign({ state: 'COMPLETE' });
	expect((await add(simulator, campaign, ['a'])).status).toBe(stateStatus);
});

test('can leave out why a campaign refuses', async () => {
	speaks({ campaignText: 'opaque' });
	const complete = simulator.createCampaign({ state: 'COMPLETE', enabled: false });
	const fixed = simulator.createCampaign({ dynamic: false });
	const replies = [
		await add(simulator, complete, ['a']),
		await act(simulator, complete, { action: 'START' }),
		await add(simulator, fixed, ['a']),
	];
	for (const { text } of replies) expect(text).not.toMatch(/COMPLETE|START|disabled|dynamic/i);
});

test('answers records in any order', async () => {
	const sent = Array.from({ length: 50 }, (_, index) => `id${index}`);
	const order = async (answerOrder: Dialect['answerOrder']) => {
		speaks({ answerOrder });
		const campaign = simulator.createCampaign();
		const { json } = await add(simulator, campaign, sent);
		// Whatever is answered, the ledger keeps the order of the request.
		expect(campaign.crmRecordIds()).toEqual(sent);
		return (json?.records as RecordAnswer[]).map(({ crmRecordId }) => crmRecordId);
	};
	expect(await order('request')).toEqual(sent);
	expect(await order('reversed')).toEqual([...sent].reverse());
	const shuffled = await order('shuffled');
	expect(shuffled).not.toEqual(sent);
	expect(new Set(shuffled)).toEqual(new Set(sent));
});

test.each([
	['html', /^<html>/, 'text/html'],
	['empty', /^$/, null],
] as const)('answers every refusal with a body of %s', async (errorBody, body, type) => {
	speaks({ errorBody });
	const campaign = simulator.createCampaign({ records: ['a'] });
	for (const reply of [
		await add(simulator, campaign, ['a']),
		await add(simulator, campaign, []),
		await act(simulator, campaign, { action: 'BUILD' }),
		await add(simulator, campaign, ['a'], { headers: { 'x-api-key': 'eght_no' } }),
	]) {
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(reply.text).toMatch(body);
		expect(reply.headers.get('content-type')).toBe(type);
	}
	expect((await add(simulator, campaign, ['b'])).status).toBe(200);
});

test('takes readings at the start, and goes back to them for those left out', async () => {
	const other = await startSimulator({ dialect: { addedStatus: 201, duplicateText: undefined } });
	try {
		other.dialect = { duplicateStatus: 400 };
		expect(other.dialect).toMatchObject({
			addedStatus: 201,
			duplicateStatus: 400,
			duplicateText: 'named',
		});
		other.dialect = { addedStatus: 200 };
		expect(other.dialect).toMatchObject({ addedStatus: 200, duplicateStatus: 409 });
	} finally {
		await other.close();
	}
});

test('refuses readings that it does not know', async () => {
	const wrong = { addedStatus: 202 } as unknown as Partial<Dialect>;
	expect(() => speaks(wrong)).toThrow('"addedStatus" of a dialect must be one of 200, 201');
	await expect(startSimulator({ dialect: { adedStatus: 200 } as object })).rejects.toThrow(
		'no "adedStatus"',
	);
});
