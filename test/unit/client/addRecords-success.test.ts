import {
	judgeAddRecords,
	type Stored,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, answer, type ProblemBody } from '../helpers/replies';

const judge = (status: number, body: ProblemBody | string) =>
	judgeAddRecords(answer(status, body), recordsOf('1', 'CRM-12345', '32'), NOW);

describe('success', () => {
	const stored = (status: number, records: unknown) =>
		judge(status, JSON.stringify({ records })) as Stored;

	it.each([200, 201, 202])('with %i gives the records by id, in whatever order', (status) => {
		const records = [
			{ crmRecordId: '32', state: 'PENDING', rank: 2 },
			{ crmRecordId: '1', state: 'REJECTED', stateReason: 'DNC', other: [1] },
		];
		const result = stored(status, records);
		expect(result.verdict).toBe('stored');
		expect(result.records.get('1')).toEqual(records[1]);
		expect(result.records.get('32')).toEqual(records[0]);
		expect(result.records.size).toBe(2);
	});

	it('may name no record', () => {
		expect(stored(201, []).records.size).toBe(0);
	});

	it('passes over what is no record', () => {
		const odd = [null, 5, 'CRM-12345', [], {}, { crmRecordId: null }, { crmRecordId: 32 }];
		expect(stored(201, odd).records.size).toBe(0);
	});

	it.each(['__proto__', 'constructor', 'toString'])('takes the id %s like any other', (id) => {
		expect([...stored(201, [{ crmRecordId: id }]).records.keys()]).toEqual([id]);
		expect(stored(201, []).records.get(id)).toBeUndefined();
	});

	it.each([
		'',
		HTML,
		'{}',
		'[]',
		'null',
		'{"records":{}}',
		'{"records":null}',
		'{"data":{"records":[]}}',
		'{"records":[{"crmRecordId":"1"}',
	])('with the body %j may have been stored', (body) => {
		expect(judge(201, body)).toMatchObject({
			verdict: 'lost',
			failure: { code: 'unexpectedAnswer', httpCode: '201' },
		});
	});

	it('is not assumed for a refusal that holds records', () => {
		expect(judge(400, { records: [{ crmRecordId: '1' }] })).toMatchObject({ verdict: 'split' });
	});
});
