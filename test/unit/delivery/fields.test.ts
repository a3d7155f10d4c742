import { DateTime } from 'luxon';

import type { Failure } from '../../../nodes/EightByEightCampaigns/client/failure';
import {
	checkPriority,
	checkRank,
	checkRecord,
	checkScheduleAt,
} from '../../../nodes/EightByEightCampaigns/delivery/fields';
import { NEVER_A_VALUE, NO_VALUE } from '../helpers/values';

describe('priority', () => {
	it.each([
		['HIGH', 'HIGH'],
		['medium', 'MEDIUM'],
		[' Low\n', 'LOW'],
	])('%j is %s', (value, priority) => {
		expect(checkPriority(value)).toBe(priority);
	});

	it.each(NO_VALUE)('is left out as %s', (_, value) => {
		expect(checkPriority(value)).toBeUndefined();
	});

	it.each([
		...NEVER_A_VALUE,
		['a number', 1],
		['zero', 0],
		['a word', 'URGENT'],
		['the name of a member', 'constructor'],
		['a part of a name', 'HIG'],
		['a dotted capital I', 'H\u0130GH'],
	])('cannot be %s', (_, value) => {
		expect(checkPriority(value)).toMatchObject({
			fieldErrors: [{ field: 'priority', code: 'Value' }],
		});
	});
});

describe('rank', () => {
	it.each([
		[7, 7],
		[0, 0],
		[-1.5, -1.5],
		[1e21, 1e21],
		['7', 7],
		[' 2.5 ', 2.5],
		['-3', -3],
		['+3', 3],
		['.5', 0.5],
		['.25', 0.25],
		['5.', 5],
		['1e3', 1000],
		['1E+3', 1000],
		['25e-1', 2.5],
		['1e10', 1e10],
		['007', 7],
		['9007199254740991', 9_007_199_254_740_991],
		['+9007199254740992', 9_007_199_254_740_992],
		['10000000000000000000000', 1e22],
		['-0', -0],
		['0.3333333333333333', 1 / 3],
		['9007199254740992.5', 9_007_199_254_740_992],
	])('%j is %d', (value, rank) => {
		expect(checkRank(value)).toBe(rank);
	});

	it.each(NO_VALUE)('is left out as %s', (_, value) => {
		expect(checkRank(value)).toBeUndefined();
	});

	it.each([
		...NEVER_A_VALUE,
		['NaN', NaN],
		['Infinity', Infinity],
		['Infinity as text', 'Infinity'],
		['beyond all numbers', '1e400'],
		['hexadecimal', '0x10'],
		['a decimal comma', '1,5'],
		['groups', '1_000'],
		['groups of blanks', '1 000'],
		['a word', 'first'],
		['other digits', '١٢'],
		['a dot', '.'],
		['a sign', '-'],
	])('cannot be %s', (_, value) => {
		expect(checkRank(value)).toMatchObject({ fieldErrors: [{ field: 'rank', code: 'Type' }] });
	});

	it.each(['20270131090000123', '-9007199254740993', '+9007199254740993'])(
		'cannot be %s, which would become the rank of another record',
		(value) => {
			expect(checkRank(value)).toMatchObject({
				fieldErrors: [{ field: 'rank', code: 'Precision' }],
			});
		},
	);
});

describe('scheduleAt', () => {
	it.each(NO_VALUE)('is left out as %s', (_, value) => {
		expect(checkScheduleAt(value, 'UTC')).toBeUndefined();
	});

	it('is a time with offset', () => {
		const time = DateTime.fromISO('2027-01-31T09:00:00', { zone: 'Europe/Berlin' });
		expect(checkScheduleAt(time, 'UTC')).toBe('2027-01-31T09:00:00.000+01:00');
	});

	it.each([
		['as text', '0001-01-01T00:00:00Z'],
		['without offset', '0001-01-01T00:00:00'],
		['as a Date', new Date(0)],
		['as a DateTime', DateTime.fromISO('1899-12-30T09:30:00', { zone: 'Asia/Tokyo' })],
		['with seven decimals', '9999-12-31T23:59:59.9999999Z'],
	])('cannot be a stand-in for no date, %s', (_how, value) => {
		expect(checkScheduleAt(value, 'Asia/Tokyo')).toMatchObject({
			fieldErrors: [
				{
					code: 'NoDate',
					message: expect.stringMatching(/is ".*\d.*", which stands for/) as string,
				},
			],
		});
	});

	it.each(NEVER_A_VALUE)('cannot be %s', (_, value) => {
		expect(checkScheduleAt(value, 'UTC')).toMatchObject({
			fieldErrors: [{ field: 'scheduleAt', code: 'Format' }],
		});
	});
});

describe('a record', () => {
	it('has only the fields that the item brings', () => {
		expect(checkRecord({ crmRecordId: 7 }, 'UTC')).toEqual({ crmRecordId: '7' });
		expect(
			Object.keys(
				checkRecord({ crmRecordId: 'a', scheduleAt: '', priority: null, rank: ' ' }, 'UTC'),
			),
		).toEqual(['crmRecordId']);
	});

	it('keeps the rank 0', () => {
		expect(checkRecord({ crmRecordId: 'a', rank: '0' }, 'UTC')).toEqual({
			crmRecordId: 'a',
			rank: 0,
		});
	});

	it('has all fields as 8x8 wants them', () => {
		const fields = {
			crmRecordId: 7,
			scheduleAt: '2027-01-31T09:00:00',
			priority: 'low',
			rank: '1.5',
		};
		expect(checkRecord(fields, 'Europe/Berlin')).toEqual({
			crmRecordId: '7',
			scheduleAt: '2027-01-31T09:00:00.000+01:00',
			priority: 'LOW',
			rank: 1.5,
		});
	});

	it('tells everything that is wrong at once', () => {
		const fields = { crmRecordId: ' ', scheduleAt: 'soon', priority: 'top', rank: 'first' };
		expect(checkRecord(fields, 'UTC')).toMatchObject({
			fieldErrors: [
				{ field: 'crmRecordId' },
				{ field: 'scheduleAt' },
				{ field: 'priority' },
				{ field: 'rank' },
			],
		});
	});
});

describe('what is wrong', () => {
	it('shows a long value only in part', () => {
		const value = `tomorrow ${'x'.repeat(10_000)}`;
		const { fieldErrors } = checkScheduleAt(value, 'UTC') as Failure;
		const { message } = fieldErrors![0]!;
		expect(message).toContain('tomorrow');
		expect(message!.length).toBeLessThan(150);
	});
});

it.each(['undefined', 'null', 'None', 'N/A', '-', '#N/A', '#REF!', '#NV'])(
	'%s is not left out in silence in an optional field',
	(text) => {
		const failures = [checkPriority(text), checkRank(text), checkScheduleAt(text, 'UTC')];
		for (const failure of failures) {
			expect((failure as Failure).message).toMatch(/missing value|spreadsheet|no letter/);
		}
	},
);
