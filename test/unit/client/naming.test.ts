import fc from 'fast-check';

import type { Problem } from '../../../nodes/EightByEightCampaigns/client/api';
import { namedIds, readIds } from '../../../nodes/EightByEightCampaigns/client/naming';
import { recordsOf } from '../helpers/entries';

const named = (problem: Partial<Problem>, ...ids: string[]) =>
	namedIds({ errors: [], ...problem }, recordsOf(...ids));

describe('an id counts as named', () => {
	const texts: Array<[detail: string, ids: string[], expected: string[]]> = [
		['Campaign already contains record for Id: b', ['a', 'b', 'c'], ['b']],
		['Campaign already contains record for Id: b.', ['a', 'b', 'c'], ['b']],
		['Cannot add record for Id: b: it is invalid', ['a', 'b', 'c'], ['b']],
		['Cannot add record for Id: b:c', ['a', 'b', 'c'], []],
		['Record CRM-1 was DELETED from the campaign', ['x', 'CRM-1'], ['CRM-1']],
		['CRM record ID 10003629 is unknown', ['x', '10003629'], ['10003629']],
		['Customer x250 not found', ['x25', 'x250'], ['x250']],
		['Customer x25 not found', ['x2', 'x25'], ['x25']],
		['Customer  x250 not found', ['x250'], ['x250']],
		['recordId x250 not found', ['x250'], ['x250']],
		['Customer with id 10003642 not found', ['x', '10003642'], ['10003642']],
		['Customer with the ID=10003642 not found', ['x', '10003642'], ['10003642']],
		['crmRecordId: 10003642 not found', ['x', '10003642'], ['10003642']],
		['crmRecordId 10003642 does not exist', ['x', '10003642'], ['10003642']],
		['crm_record_id=10003642 does not exist', ['x', '10003642'], ['10003642']],
		['Contact[id=10003642] does not exist', ['x', '10003642'], ['10003642']],
		['Contact [10003642] does not exist', ['x', '10003642'], ['10003642']],
		['Customer (10003642) not found', ['x', '10003642'], ['10003642']],
		['Customer(id: 10003642) not found', ['x', '10003642'], ['10003642']],
		['CRM record not found: 10003642', ['x', '10003642'], ['10003642']],
		['Customers not found: 10003642, 10003643', ['10003642', '10003643'], ['10003642', '10003643']],
		['Customer not found for Id: a', ['x', 'a'], ['a']],
		['Campaign already contains record for ID:b', ['a', 'b', 'c'], ['b']],
		['Campaign already contains record for Id : b', ['a', 'b', 'c'], ['b']],
		['Campaign already contains records for Id(s): c, a', ['a', 'b', 'c'], ['a', 'c']],
		['Campaign already contains records for Ids: a,b', ['a', 'b', 'c'], ['a', 'b']],
		['Campaign already contains records for Ids: [a, b].', ['a', 'b', 'c'], ['a', 'b']],
		['Campaign already contains records for Ids: a and c', ['a', 'b', 'c'], ['a', 'c']],
		['Campaign already contains records for Ids: a, b, and c', ['a', 'b', 'c'], ['a', 'b', 'c']],
		['Campaign already contains records for Ids: a,and c', ['a', 'b', 'c'], ['a', 'c']],
		['Record "b" exists', ['a', 'b', 'c'], ['b']],
		["Record 'b' exists", ['a', 'b', 'c'], ['b']],
		['Record `b` exists', ['a', 'b', 'c'], ['b']],
		['Record "CRM-1" exists', ['CRM-1'], ['CRM-1']],
		["Record 'CRM-1' exists", ['CRM-1'], ['CRM-1']],
		['Record `CRM-1` exists', ['CRM-1'], ['CRM-1']],
		['Ids: ["a", "c"] exist', ['a', 'b', 'c'], ['a', 'c']],
		['records[1].crmRecordId exists', ['a', 'b', 'c'], ['b']],
		['records[0] and records[2] exist', ['a', 'b', 'c'], ['a', 'c']],
		['Already there, Id: Doe, John', ['x', 'Doe, John'], ['Doe, John']],
		['Already there, Id: Doe, John', ['Doe, John', 'Doe', 'John'], ['Doe, John']],
		['Already there, Id: Doe, John', ['Doe', 'John', 'Doe, John'], ['Doe, John']],
		['Already there, Id: ends.', ['x', 'ends.'], ['ends.']],
		['Already there, Id: O"Brien', ['x', 'O"Brien'], ['O"Brien']],
		["Already there, Id: O'Brien", ['x', "O'Brien"], ["O'Brien"]],
		['Already there, Id: two words', ['x', 'two words'], ['two words']],
		['Already there, Id: (.*)+$[', ['x', '(.*)+$['], ['(.*)+$[']],
		['Already there, Id: Zoë-日本-\u{1F600}', ['x', 'Zoë-日本-\u{1F600}'], ['Zoë-日本-\u{1F600}']],
		['Already there, Id: __proto__', ['x', '__proto__'], ['__proto__']],
		['Already there, Id: line\nbreak', ['x', 'line\nbreak'], ['line\nbreak']],
		['The campaign can\'t take "b": it\'s there', ['a', 'b'], ['b']],
	];
	it.each(texts)('in %j', (detail, ids, expected) => {
		expect(named({ detail }, ...ids)).toEqual(expected);
	});

	it('in the title too', () => {
		expect(named({ title: 'Conflict on Id: b' }, 'a', 'b')).toEqual(['b']);
	});

	it('in the message of an error', () => {
		const errors = [{ field: 'crmRecordId', message: 'exists, Id: b' }];
		expect(named({ errors }, 'a', 'b')).toEqual(['b']);
	});

	it('by its place in the field of an error', () => {
		const errors = [{ field: 'records[1].priority', code: 'Enum', message: 'is not valid' }];
		expect(named({ errors }, 'a', 'b')).toEqual(['b']);
	});

	it('by a place beyond the tenth', () => {
		const ids = Array.from({ length: 100 }, (_, index) => `CRM-${index}`);
		expect(named({ detail: 'records[99].rank and records[10].rank' }, ...ids)).toEqual([
			'CRM-10',
			'CRM-99',
		]);
	});
});

describe('an id does not count as named', () => {
	const numbers = ['1', '32', '100', '400'];
	it.each([
		'size must be between 1 and 32',
		'size must be between 1 and 32, was 100',
		'length must be <= 32',
		'Request has 100 records, at most 100 are allowed (400)',
		'1',
		'crmRecordId: size must be between 1 and 32',
		'Invalid crmRecordId; size: 1, 32',
		'Something is invalid: 1, 32',
		'Record 1 and customer 32 of 400 are invalid',
		'Records are invalid: 1, 32',
		'The customer (1) was not found',
		'A record may hold 100 characters',
	])('in %j', (detail) => {
		expect(named({ detail }, ...numbers)).toEqual([]);
		expect(named({ errors: [{ field: 'crmRecordId', message: detail }] }, ...numbers)).toEqual([]);
	});

	it('where only a part of the named id is the same', () => {
		expect(named({ detail: 'Already there, Id: CRM-123' }, 'CRM-12', 'CRM', '123')).toEqual([]);
	});

	it('where it is a word behind the word for a record', () => {
		expect(named({ detail: 'The record exists' }, 'exists')).toEqual([]);
	});

	it('in another case', () => {
		expect(named({ detail: 'Already there, Id: ABC' }, 'abc')).toEqual([]);
	});

	it('when its place is beyond the request', () => {
		expect(named({ detail: 'records[7] and records[99999999999999999999]' }, 'a')).toEqual([]);
	});

	it('when it is empty', () => {
		expect(named({ detail: 'Already there, Id: , Id: b' }, '', 'b')).toEqual(['b']);
	});

	it('without any text', () => {
		expect(named({}, 'a', 'undefined', '')).toEqual([]);
	});
});

describe('the words around the ids', () => {
	const known = new Set(['a', 'b', 'not dynamic']);
	it.each([
		['It is refused', [], 'It is refused'],
		['Record "a" exists', ['a'], 'Record  #  exists'],
		['"x" exists', [], '"x" exists'],
		['"a" of # 12', ['a'], ' #  of № 12'],
		['Id: not dynamic', ['not dynamic'], 'Id:  # '],
		['Ids: a, b are refused, as is c', ['a', 'b'], 'Ids:  #  #  are refused, as is c'],
		['Id: a is refused, and b', ['a'], 'Id:  #  is refused, and b'],
		['"a" has the Id: b. Sorry', ['a', 'b'], ' #  has the Id:  # . Sorry'],
	])('of %j are what else it says', (text, ids, words) => {
		expect(readIds(text, known)).toEqual({ ids, words });
	});
});

describe('whatever 8x8 says', () => {
	const id = fc.oneof(
		fc.string({ unit: 'binary', minLength: 1, maxLength: 32 }),
		fc.constantFrom('1', '32', 'id', 'Id: 1', '"', "'", 'a, b', '__proto__', 'records[0]'),
	);
	const ids = fc.uniqueArray(id, { maxLength: 8 });
	const textAbout = (known: string[]) =>
		fc
			.array(
				fc.oneof(
					fc.constantFrom(
						'Id: ',
						'Ids: ',
						'Id(s): ',
						', ',
						'. ',
						'"',
						"'",
						'records[0]',
						' exists',
					),
					fc.constantFrom(...known, 'x'),
					fc.string(),
				),
				{ maxLength: 10 },
			)
			.map((parts) => parts.join(''));
	const cases = ids.chain((known) =>
		fc.record({
			known: fc.constant(known),
			detail: textAbout(known),
			errors: fc.array(fc.record({ field: textAbout(known), message: textAbout(known) }), {
				maxLength: 3,
			}),
		}),
	);

	it('names only records of the request, each once, in their order', () => {
		fc.assert(
			fc.property(cases, ({ known, detail, errors }) => {
				const result = named({ detail, errors }, ...known);
				expect(result).toEqual(known.filter((one) => result.includes(one)));
			}),
		);
	});

	it('finds the one id in the wording of 8x8, whatever the id is', () => {
		fc.assert(
			fc.property(
				id.filter((one) => one === one.trim()),
				(one) => {
					const detail = `Campaign already contains record for Id: ${one}`;
					expect(named({ detail }, one)).toEqual([one]);
				},
			),
		);
	});
});
