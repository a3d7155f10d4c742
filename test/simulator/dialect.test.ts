import { act, add, ids, simulator } from './calls';
import {
	startSimulator,
	type CampaignSpec,
	type Dialect,
	type RecordAnswer,
} from '../../simulator';

const speaks = (readings: Partial<Dialect>) => {
	simulator.dialect = readings;
};

const addToNew = () => add(simulator.createCampaign(), ['a']);
const addTwice = () => add(simulator.createCampaign({ records: ['a'] }), ['a']);
const addToComplete = () => add(simulator.createCampaign({ state: 'COMPLETE' }), ['a']);
const start = (campaign: CampaignSpec) => () =>
	act(simulator.createCampaign(campaign), { action: 'START' });

test.each([
	['addedStatus', 'an add', [200, 201], addToNew],
	['duplicateStatus', 'a duplicate', [409, 400], addTwice],
	['stateStatus', 'an add in the wrong state', [409, 400], addToComplete],
	['transitionStatus', 'an illegal transition', [409, 400], start({ state: 'COMPLETE' })],
	[
		'transitionStatus',
		'a disabled campaign',
		[409, 400],
		start({ state: 'READY', enabled: false }),
	],
] as const)('%s: answers %s with one of %j', async (reading, _what, statuses, send) => {
	expect((await send()).status).toBe(statuses[0]);
	speaks({ [reading]: statuses[1] });
	expect((await send()).status).toBe(statuses[1]);
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
	const { json } = await add(campaign, ['a', 'b', 'c', 'd']);
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
	const { json } = await add(simulator.createCampaign(), records);
	const errors = json?.errors as Array<{ field: string }> | undefined;
	expect(errors?.map(({ field }) => field)).toEqual(fields);
	expect(JSON.stringify(json).includes('records[')).toBe(invalidText === 'indexed');
});

test('can leave out why a campaign refuses', async () => {
	speaks({ campaignText: 'opaque' });
	const complete = simulator.createCampaign({ state: 'COMPLETE', enabled: false });
	const fixed = simulator.createCampaign({ dynamic: false });
	const replies = [
		await add(complete, ['a']),
		await act(complete, { action: 'START' }),
		await add(fixed, ['a']),
	];
	for (const { text } of replies) expect(text).not.toMatch(/COMPLETE|START|disabled|dynamic/i);
});

test('answers records in any order', async () => {
	const sent = ids(50);
	const order = async (answerOrder: Dialect['answerOrder']) => {
		speaks({ answerOrder });
		const campaign = simulator.createCampaign();
		const { json } = await add(campaign, sent);
		// Whatever is answered, the campaign keeps the order of the request.
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
		await add(campaign, ['a']),
		await add(campaign, []),
		await act(campaign, { action: 'BUILD' }),
		await add(campaign, ['a'], { headers: { 'x-api-key': 'eght_no' } }),
	]) {
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(reply.text).toMatch(body);
		expect(reply.headers.get('content-type')).toBe(type);
	}
	expect((await add(campaign, ['b'])).status).toBe(200);
});

test('takes readings at the start, and goes back to them for those left out', async () => {
	const other = await startSimulator({ dialect: { addedStatus: 201 } });
	other.dialect = { duplicateStatus: 400 };
	expect(other.dialect).toMatchObject({ addedStatus: 201, duplicateStatus: 400 });
	other.dialect = {};
	expect(other.dialect).toMatchObject({ addedStatus: 201, duplicateStatus: 409 });
	await other.close();
});
