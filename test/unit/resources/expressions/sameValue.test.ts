import { DateTime } from 'luxon';
import {
	isSameValue,
	kindOf,
} from '../../../../nodes/EightByEightCampaigns/resources/expressions/sameValue';

const at = (iso: string, zone = 'UTC') => DateTime.fromISO(iso, { zone });

it.each<[string, unknown, unknown, boolean]>([
	['two texts', 'a', 'a', true],
	['two other texts', 'a', 'b', false],
	['a number and a text', 1, '1', false],
	['0 and -0', 0, -0, false],
	['NaN twice', NaN, NaN, true],
	['null and undefined', null, undefined, false],
	['undefined twice', undefined, undefined, true],
	['two Dates of one time', new Date(5), new Date(5), true],
	['two Dates', new Date(5), new Date(6), false],
	['two invalid Dates', new Date(NaN), new Date(NaN), true],
	['two DateTimes of one time', at('2027-01-31T09:00'), at('2027-01-31T09:00'), true],
	['two zones', at('2027-01-31T09:00'), at('2027-01-31T10:00', 'Europe/Berlin'), false],
	['a DateTime and a Date', at('2027-01-31T09:00'), at('2027-01-31T09:00').toJSDate(), false],
	['one list', [1], [1], false],
	['a time a moment later', at('2027-01-31T09:00'), at('2027-01-31T09:00:01'), false],
])('%s', (_, value, other, same) => {
	expect(isSameValue(value, other, false)).toBe(same);
});

it.each<[string, unknown, unknown, boolean]>([
	['a DateTime', at('2027-01-31T09:00'), at('2027-01-31T09:00:01'), true],
	['a text', '2027-01-31T09:00:00Z', '2027-01-31T09:00:01Z', true],
	['milliseconds', 1_800_000_000_000, 1_800_000_000_001, true],
	['another day', '2027-01-31', '2027-02-01', false],
	['a count', 1, 2, false],
	['a text without a time', 'a', 'b', false],
])('where the time goes on, %s may be a moment later', (_, value, other, same) => {
	expect(isSameValue(value, other, true)).toBe(same);
});

it.each([[[]], [{}], [() => 1], [Symbol.iterator], [new Map()]])(
	'%p has no kind: it is left to n8n',
	(value) => {
		expect(kindOf(value)).toBeUndefined();
	},
);
