import {
	judgeAddRecords,
	type Stored,
} from '../../../nodes/EightByEightCampaigns/client/addRecords';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, answer, type ProblemBody } from '../helpers/replies';

const SENT = recordsOf('1', 'CRM-12345', '32');

const judge = (status: number, body: unknown, sent = SENT) =>
	judgeAddRecords(
		answer(status, typeof body === 'string' ? body : JSON.stringify(body)),
		sent,
		NOW,
	);

const stored = (status: number, records: unknown, sent = SENT) =>
	judge(status, { records }, sent) as Stored;

describe('success', () => {
	it.each([200, 201, 202, 207])('with %i gives the records by id, in whatever order', (status) => {
		const records = [
			{ crmRecordId: '32', state: 'PENDING', rank: 2 },
			{ crmRecordId: '1', state: 'REJECTED', stateReason: 'DNC', other: [1] },
		];
		const result = stored(status, records);
		expect(result.verdict).toBe('stored');
		expect(result.records.get('1')).toEqual(records[1]);
		expect(result.records.get('32')).toEqual(records[0]);
		expect(result.records.size).toBe(2);
		expect(result.refused).toBeUndefined();
	});

	const odd = [null, 5, 'CRM-12345', [], {}, { crmRecordId: null }, { crmRecordId: 'other' }];

	it('passes over what is no record of the request', () => {
		expect([...stored(201, [...odd, { crmRecordId: '1' }]).records.keys()]).toEqual(['1']);
	});

	it.each([[[]], [odd]])('that lists no record of the request tells nothing: %j', (records) => {
		for (const status of [200, 201, 207]) {
			const refusal = judge(status, { records });
			expect(refusal).toMatchObject({
				verdict: 'lost',
				failure: {
					code: 'unexpectedAnswer',
					message: '8x8 reported success, but its answer does not list this record',
				},
			});
		}
	});

	it.each(['__proto__', 'constructor', 'toString'])('takes the id %s like any other', (id) => {
		const sent = recordsOf('1', id);
		expect([...stored(201, [{ crmRecordId: id }], sent).records.keys()]).toEqual([id]);
		expect(stored(201, [{ crmRecordId: '1' }], sent).records.get(id)).toBeUndefined();
	});

	it.each([
		['data', { data: [{ crmRecordId: '32' }] }],
		['items', { items: [{ crmRecordId: '32' }], total: 1 }],
		['content', { content: [{ crmRecordId: '32' }], pageable: {} }],
		['_embedded', { _embedded: { campaignRecords: [{ crmRecordId: '32' }] }, _links: {} }],
		['data.records', { data: { records: [{ crmRecordId: '32' }] } }],
		[
			'items, behind an object of another name',
			{ data: { page: 1 }, items: [{ crmRecordId: '32' }] },
		],
		['items, behind an empty list', { added: [], items: [{ crmRecordId: '32' }] }],
		['nothing', [{ crmRecordId: '32' }]],
		['records, in another case of its fields', { records: [{ crm_record_id: '32' }] }],
		['Records', { Records: [{ CrmRecordId: '32' }] }],
	])('is read from a list under the name of %s', (_, body) => {
		const result = judge(200, body) as Stored;
		expect(result.verdict).toBe('stored');
		expect([...result.records]).toMatchObject([['32', { crmRecordId: '32' }]]);
	});

	it.each([
		['that holds another record', { data: [{ crmRecordId: '32' }, { crmRecordId: 'other' }] }],
		['of something else', { data: [{ crmRecordId: '32' }, { id: 'x' }] }],
		['under a name that says no', { skipped: [{ crmRecordId: '32' }] }],
		['that is empty', { items: [] }],
		['far below', { data: { data: { data: { data: [{ crmRecordId: '32' }] } } } }],
	])('is not read from another list %s', (_, body) => {
		expect(judge(200, body)).toMatchObject({ verdict: 'lost' });
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
		'{"status":"ACCEPTED","jobId":"7"}',
	])('with the body %j may have been stored', (body) => {
		for (const status of [200, 201, 202, 204]) {
			expect(judge(status, body)).toMatchObject({
				verdict: 'lost',
				failure: { code: 'unexpectedAnswer', httpCode: String(status) },
			});
		}
	});

	it('is not assumed for a refusal that holds records', () => {
		expect(judge(400, { records: [{ crmRecordId: '1' }] })).toMatchObject({ verdict: 'split' });
	});
});

describe('an id that the answer writes in another way', () => {
	const other = { crmRecordId: 'other' };
	const found = (answered: unknown, ...sent: string[]) =>
		[
			...stored(200, [{ crmRecordId: answered, rank: 1 }, other], recordsOf(...sent, 'other'))
				.records,
		].flatMap(([id, { crmRecordId }]) => (id === 'other' ? [] : [[id, crmRecordId]]));

	it.each<[string, unknown, string]>([
		['as a number', 10003629, '10003629'],
		['as a number without its zeros', 42, '0042'],
		['trimmed', 'a b', ' a b '],
		['in another case', 'CRM-A', 'crm-a'],
		['in another form of Unicode', 'Zoe\u0308', 'Zo\u00eb'],
	])('%s is that of the item', (_, answered, sent) => {
		expect(found(answered, 'x', sent)).toEqual([[sent, sent]]);
	});

	it.each<[string, unknown, string[]]>([
		['in the case of none of them', 'Ab', ['AB', 'ab']],
		['as a number that two are', 7, ['7', '07']],
		['trimmed', 'a', [' a', 'a ']],
		['as no text and no number', true, ['true']],
		['as a part', 'a', ['ab']],
		['as a number at the end of one', 7, ['a7']],
		['as a number at the beginning of one', 7, ['7a']],
		['as a number in hexadecimal', 7, ['0x7']],
		['as a number with an exponent', 700, ['7e2']],
	])('is nobody’s if two may be meant, or none: %s', (_, answered, sent) => {
		expect(found(answered, ...sent)).toEqual([]);
	});

	it('leaves both in doubt where two come back alike, one of them refused', () => {
		const answered = [{ crmRecordId: 'A' }, { crmRecordId: 'A', status: 409 }];
		const { records, refused } = stored(207, [...answered, other], recordsOf('a', 'A', 'other'));
		expect([[...records.keys()], refused]).toEqual([['other'], undefined]);
	});

	it('belongs to the one that is written the same way', () => {
		expect(found('A', 'a', 'A')).toEqual([['A', 'A']]);
	});

	it('does not take the place of the one that is written the same way', () => {
		const answered = [
			{ crmRecordId: 'a', rank: 1 },
			{ crmRecordId: 'A', rank: 2 },
		];
		for (const records of [answered, answered.toReversed()]) {
			expect(stored(200, records, recordsOf('a')).records.get('a')).toMatchObject({ rank: 1 });
		}
	});
});

describe('a record that a success reports as refused', () => {
	const refusedIn = (body: unknown, status = 207) => {
		const { verdict, records, refused } = judge(status, body) as Stored;
		expect(verdict).toBe('stored');
		return {
			added: [...records.keys()],
			refused: Object.fromEntries([...(refused ?? [])].map(([id, { code }]) => [id, code])),
		};
	};
	const ok = { crmRecordId: '32', state: 'PENDING' };

	it.each<[string, Record<string, unknown>, string]>([
		[
			'status and message, as the legacy API',
			{ status: 409, message: 'Duplicate customer' },
			'duplicateRecord',
		],
		[
			'a status as text',
			{ status: '404', message: 'The customer-id has not been found.' },
			'invalidRecord',
		],
		['the status ERROR', { status: 'ERROR', message: 'Duplicate customer' }, 'duplicateRecord'],
		['httpStatus', { httpStatus: 409, message: 'Duplicate customer' }, 'duplicateRecord'],
		['an error', { error: 'Invalid customer-id' }, 'invalidRecord'],
		['an error that is true', { error: true }, 'refusedUnexplained'],
		['an errorCode', { errorCode: 'X7' }, 'refusedUnexplained'],
		['an errorMessage', { errorMessage: 'Duplicate customer' }, 'duplicateRecord'],
		['an error beside a state of null', { state: null, error: 'No' }, 'refusedUnexplained'],
		['an object as its error', { error: { code: 'X', message: 'No' } }, 'refusedUnexplained'],
		['errors of fields', { errors: [{ field: 'rank', message: 'is too high' }] }, 'invalidRecord'],
		['success: false', { success: false }, 'refusedUnexplained'],
	])('by %s of its own has failed with that', (_, own, code) => {
		const result = refusedIn({ records: [ok, { crmRecordId: 'CRM-12345', ...own }] });
		expect(result).toEqual({ added: ['32'], refused: { 'CRM-12345': code } });
	});

	it.each<[string, unknown]>([
		[
			'errors with its id',
			{ errors: [{ crmRecordId: 'CRM-12345', message: 'Duplicate customer' }] },
		],
		[
			'errors with its position',
			{ errors: [{ field: 'records[1].crmRecordId', message: 'already exists' }] },
		],
		['errors as text', { errors: ['Campaign already contains record for Id: CRM-12345'] }],
		['failed', { failed: [{ id: 'CRM-12345', reason: 'Duplicate customer' }] }],
		['failed, in another case', { failed: [{ id: 'crm-12345', reason: 'Duplicate customer' }] }],
		['rejected', { rejected: [{ crm_record_id: 'CRM-12345', error: 'Duplicate customer' }] }],
		['skipped', { skipped: [{ crmRecordId: 'CRM-12345', reason: 'Already in the campaign' }] }],
		['duplicates', { duplicates: ['CRM-12345'] }],
		['existing', { existing: [{ crmRecordId: 'CRM-12345' }] }],
	])('in a list apart has failed with that: %s', (_, apart) => {
		const result = refusedIn({ records: [ok], ...(apart as object) }, 200);
		expect(result).toEqual({ added: ['32'], refused: { 'CRM-12345': 'duplicateRecord' } });
	});

	it('is quoted', () => {
		const body = { crmRecordId: 'CRM-12345', status: 409, message: 'Duplicate customer' };
		const { refused } = stored(207, [body]);
		expect(refused?.get('CRM-12345')).toMatchObject({
			httpCode: '409',
			description: expect.stringContaining('8x8 answered 409 Duplicate customer.') as unknown,
		});
	});

	it('is quoted from a list apart, with its field', () => {
		const failed = [{ crmRecordId: 'CRM-12345', field: 'rank', message: 'is too high' }];
		const { refused } = judge(200, { failed }) as Stored;
		expect(refused?.get('CRM-12345')).toMatchObject({
			code: 'invalidRecord',
			fieldErrors: [{ field: 'rank', message: 'is too high' }],
		});
	});

	it('is nobody’s in a list of what the campaign has that names another', () => {
		expect(judge(207, { records: [ok], duplicates: ['other'] })).not.toHaveProperty('refused');
	});

	it('is quoted from a list apart, where the reason is about no field', () => {
		const { refused } = judge(200, {
			failed: [{ crmRecordId: 'CRM-12345', message: 'Rule 7' }],
		}) as Stored;
		expect(refused?.get('CRM-12345')).toMatchObject({
			code: 'refusedUnexplained',
			description: expect.stringContaining('8x8 answered 200 Rule 7.') as unknown,
		});
	});

	it('is looked for in a list of three for each record of the largest batch', () => {
		const others = Array.from({ length: 299 }, () => 'x');
		const refused = { 'CRM-12345': 'refusedUnexplained' };
		const failed = [...others, 'CRM-12345'];
		expect(refusedIn({ records: [ok], failed })).toEqual({ added: ['32'], refused });
		expect(refusedIn({ records: [ok], failed: ['x', ...failed] }).refused).toEqual({});
	});

	it('may be all that the answer tells', () => {
		expect(refusedIn({ failed: ['CRM-12345'] }, 200)).toEqual({
			added: [],
			refused: { 'CRM-12345': 'refusedUnexplained' },
		});
	});
});

describe('a record of which a success says two things is neither added nor refused', () => {
	it.each<[string, { records: unknown[]; failed?: unknown[] }]>([
		['a state and an error', { records: [{ crmRecordId: '1', state: 'PENDING', error: 'no' }] }],
		[
			'REJECTED and an error, without an id of 8x8',
			{ records: [{ crmRecordId: '1', state: 'REJECTED', error: 'no' }] },
		],
		['listed in both', { records: [{ crmRecordId: '1' }], failed: [{ crmRecordId: '1' }] }],
		['a failure of the server', { records: [{ crmRecordId: '1', status: 500 }] }],
		[
			'a failure of the server in a list apart',
			{ records: [], failed: [{ crmRecordId: '1', status: 503 }] },
		],
		['a status that may mean anything', { records: [{ crmRecordId: '1', status: 'SKIPPED' }] }],
		['a remark, but no state', { records: [{ crmRecordId: '1', message: 'Already known' }] }],
		['a reason, but no state', { records: [{ crmRecordId: '1', reason: 'Already known' }] }],
		['a code, but no state', { records: [{ crmRecordId: '1', code: 'X7' }] }],
		[
			'two things about one id',
			{ records: [{ crmRecordId: '1' }, { crmRecordId: '1', status: 409 }] },
		],
		[
			'a refusal and a failure of the server about one id',
			{
				records: [
					{ crmRecordId: '1', status: 409 },
					{ crmRecordId: '1', status: 503 },
				],
			},
		],
		['only the moment', { records: [{ crmRecordId: '1', status: 429 }] }],
	])('%s', (_, body) => {
		expect(judge(207, body)).toMatchObject({ verdict: 'lost' });
		const more = { ...body, records: [...body.records, { crmRecordId: '32' }] };
		const { records, refused } = judge(207, more) as Stored;
		expect([[...records.keys()], refused]).toEqual([['32'], undefined]);
	});
});

describe('a record that 8x8 has stored', () => {
	it.each<[string, Record<string, unknown>]>([
		['REJECTED', { state: 'REJECTED', stateReason: 'DNC' }],
		['ERROR', { state: 'ERROR', stateReason: 'No number' }],
		['ERROR with an error', { id: 'c8', state: 'ERROR', error: 'No number' }],
		['a status that is no error', { status: 201, message: 'Created' }],
		['a status in words', { status: 'SUCCESS' }],
		['a statusCode that is no error', { statusCode: 201, message: 'Created' }],
		['an httpStatus that is no error', { httpStatus: 201, message: 'Created' }],
		['a code that is no error', { code: 'OK', message: 'Created' }],
		['added: true', { added: true, message: 'Created' }],
		['a code that ends like a status', { state: 'PENDING', code: 'E404' }],
		['a code that begins like a status', { state: 'PENDING', code: '4041' }],
		['a remark beside a state', { state: 'PENDING', message: 'Added' }],
		['a field that nobody knows', { shard: 7 }],
		['empty complaints', { error: null, errors: [], success: true, errorCode: '' }],
		['complaints that say no', { error: false, errorCode: 0 }],
	])('stays added: %s', (_, own) => {
		const { records, refused } = stored(200, [{ crmRecordId: '1', ...own }]);
		expect(records.get('1')).toEqual({ crmRecordId: '1', ...own });
		expect(refused).toBeUndefined();
	});
});

describe('an error in a success', () => {
	const exists = 'Campaign already contains record for Id: CRM-12345';

	it.each<[ProblemBody, string, string]>([
		[{ status: 409, title: 'Conflict', detail: exists }, 'split', 'duplicateRecord'],
		[{ status: '400', title: 'Bad Request' }, 'split', 'refusedUnexplained'],
		[{ statusCode: 401, message: 'No' }, 'stopRun', 'unauthorized'],
		[{ error: { code: 403, message: 'No' } }, 'stopRun', 'forbidden'],
		[{ status: 404, title: 'Not Found' }, 'stopCampaign', 'notFound'],
		[{ status: 503 }, 'lost', 'serverError'],
		[{ status: 400, records: [{ crmRecordId: '1' }] }, 'split', 'refusedUnexplained'],
		[{ success: false, message: exists }, 'split', 'duplicateRecord'],
		[{ errors: [{ field: 'records[1].rank', message: 'is bad' }] }, 'split', 'invalidRecord'],
		[{ error: 'Campaign is in state COMPLETE' }, 'stopCampaign', 'campaignState'],
	])('is not taken for one: %j', (body, verdict, code) => {
		expect(judge(200, body)).toMatchObject({ verdict, failure: { code } });
	});

	it.each([{ error: 'maintenance' }, { success: false }, { fault: { faultstring: 'x' } }])(
		'without a status and a known reason may have come after storing: %j',
		(body) => {
			expect(judge(200, body)).toMatchObject({
				verdict: 'lost',
				failure: { code: 'unexpectedAnswer' },
			});
		},
	);

	it('makes nobody added where it lists records', () => {
		const records = [{ crmRecordId: '1' }];
		expect(judge(200, { success: false, records })).toMatchObject({ verdict: 'lost' });
	});

	it('is quoted', () => {
		const { failure } = judge(200, { error: 'maintenance' }) as NoSuccess;
		expect(failure.description).toContain('8x8 answered 200 maintenance.');
	});
});

describe('a success that gives the whole an error, and lists what it has stored', () => {
	const kept = (id: string, own: object = {}) => ({
		id: `r-${id}`,
		crmRecordId: id,
		state: 'PENDING',
		...own,
	});
	const two = [kept('1'), kept('32')];
	const told = (body: object) => {
		const { verdict, records, refused } = judge(207, body) as Stored;
		return [
			verdict,
			[...(records?.keys() ?? [])],
			[...(refused ?? [])].map(([id, { code }]) => [id, code]),
		];
	};

	it.each<[string, object]>([
		['status 400', { status: 400 }],
		['code 409', { code: 409, message: 'Some records could not be added' }],
		['a status of the server', { status: 503 }],
		['a status of the key', { statusCode: 401, message: 'No' }],
		['a limit of the rate', { status: 429, message: 'Too many requests' }],
		['an inner status', { error: { code: 409, message: 'Conflict' } }],
		['success: false', { success: false, message: '1 of 3 failed: Duplicate customer' }],
		['an error', { error: 'Duplicate customer' }],
		['the status FAILED', { status: 'FAILED', message: 'Campaign is in state COMPLETE' }],
	])('has added these, and leaves the others open: %s', (_, whole) => {
		expect(told({ ...whole, records: two })).toEqual(['stored', ['1', '32'], []]);
		expect(told({ ...whole, data: { items: two } })).toEqual(['stored', ['1', '32'], []]);
	});

	it('has not added one that it names as its reason', () => {
		const whole = { status: 409, detail: 'Campaign already contains record for Id: CRM-12345' };
		const duplicate = ['CRM-12345', 'duplicateRecord'];
		expect(told({ ...whole, records: two })).toEqual(['stored', ['1', '32'], [duplicate]]);
		const server = { ...whole, status: 503 };
		expect(told({ ...server, records: two })).toEqual(['stored', ['1', '32'], []]);
		// Listed as it stands in the campaign, maybe since long ago.
		const there = kept('CRM-12345', { state: 'COMPLETE' });
		expect(told({ ...whole, records: [...two, there] })).toEqual(['stored', ['1', '32'], []]);
		expect(judge(207, { ...whole, records: [there] })).toMatchObject({
			verdict: 'split',
			named: ['CRM-12345'],
		});
	});

	it('has not added one that it lists with a refusal, or with what was sent only', () => {
		const own = { crmRecordId: 'CRM-12345', status: 400, message: 'Invalid customer-id' };
		const refused = ['CRM-12345', 'invalidRecord'];
		expect(told({ status: 400, records: [...two, own] })).toEqual([
			'stored',
			['1', '32'],
			[refused],
		]);
		const echo = { crmRecordId: 'CRM-12345', priority: 'HIGH' };
		expect(told({ status: 400, records: [...two, echo] })).toEqual(['stored', ['1', '32'], []]);
	});

	it('leaves one open that it lists with two things, and names', () => {
		const whole = { status: 409, detail: 'Campaign already contains record for Id: CRM-12345' };
		const both = kept('CRM-12345', { error: 'Conflict' });
		expect(told({ ...whole, records: [...two, both] })).toEqual(['stored', ['1', '32'], []]);
	});

	it.each(['READY', 'REQUESTED', 'QUEUED', 'AGENT_ACCEPTED', 'COMPLETE', 'REJECTED', 'ERROR'])(
		'also with the state %s',
		(state) => {
			const list = [kept('1', { state })];
			expect(told({ status: 400, records: list })).toEqual(['stored', ['1'], []]);
		},
	);

	it.each<[string, object]>([
		['an id, but no state', { state: undefined }],
		['a state, but no id', { id: undefined }],
		['a state, but an empty id', { id: '' }],
		['the id that was sent, and no other', { id: '1' }],
		['a state that 8x8 does not have', { state: 'SKIPPED' }],
		['the state of one that was taken out', { state: 'DELETED' }],
	])('has added nobody where each has %s', (_, own) => {
		const body = { status: 409, message: 'Conflict', records: [kept('1', own)] };
		expect(judge(207, body)).toMatchObject({
			verdict: 'split',
			failure: { code: 'refusedUnexplained', httpCode: '409' },
		});
	});

	it('is none where the HTTP status is an error', () => {
		expect(judge(400, { records: two })).toMatchObject({ verdict: 'split' });
	});
});
