import fc from 'fast-check';

import { isFailure } from '../../../nodes/EightByEightCampaigns/client/failure';
import { DateTime } from 'luxon';

import { checkRecord, type RawFields } from '../../../nodes/EightByEightCampaigns/delivery/fields';

const hostile = fc.constantFrom<unknown>(
	{
		toISO: () => {
			throw new Error('broken');
		},
	},
	{ toISO: null },
	{
		toString: () => {
			throw new Error('broken');
		},
	},
	{ [Symbol.toPrimitive]: () => ({}) },
	{ [Symbol.toStringTag]: 'Date' },
	Object.create(null),
	Symbol('id'),
	() => 'id',
);

const value = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withBoxedValues: true }),
	fc.string({ unit: 'binary' }),
	fc.string({ minLength: 30, maxLength: 34 }),
	fc.double(),
	fc.integer(),
	fc.date({ noInvalidDate: false }),
	fc.constantFrom('HIGH', 'low', '7', '2027-01-31T09:00:00', '2027-01-31T09:00:00+0000'),
	fc.constantFrom<unknown>('__proto__', '\uD800', 2 ** 53, 1e21, -0, new Date(8.64e15)),
	fc.constantFrom<unknown>('2027-01-31T09:00:00+99:99', '+055840-01-01T00:00:00Z', 1.8e15),
	fc.constantFrom<unknown>(DateTime.now(), DateTime.invalid('test')),
);

/** Mostly one odd field at a time: the others must not hide it. */
const fieldsOf = (field: fc.Arbitrary<unknown>): fc.Arbitrary<RawFields> => {
	const sometimes = fc.oneof(
		{ weight: 3, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: field },
	);
	return fc.record({
		crmRecordId: fc.oneof(
			{ weight: 3, arbitrary: fc.constant('a') },
			{ weight: 1, arbitrary: field },
		),
		scheduleAt: sometimes,
		priority: sometimes,
		rank: sometimes,
	});
};

const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Nowhere/Town');

it('returns a record or a failure, and never throws', () => {
	fc.assert(
		fc.property(fieldsOf(fc.oneof(value, hostile)), zone, (raw, timeZone) => {
			const result = checkRecord(raw, timeZone);
			if (!isFailure(result)) return;
			expect(result.code).toBe('invalidRecord');
			expect(result.fieldErrors).not.toHaveLength(0);
			for (const error of result.fieldErrors!) {
				expect(error).toEqual({
					field: expect.any(String) as string,
					code: expect.any(String) as string,
					message: expect.any(String) as string,
				});
			}
		}),
	);
});

it('lets through only what 8x8 takes', () => {
	fc.assert(
		fc.property(fieldsOf(value), zone, (raw, timeZone) => {
			const result = checkRecord(raw, timeZone);
			if (isFailure(result)) return;
			const { crmRecordId, scheduleAt, priority, rank, ...more } = result;
			expect(more).toEqual({});
			expect(crmRecordId.trim()).not.toBe('');
			expect(crmRecordId.length).toBeLessThanOrEqual(32);
			if (scheduleAt !== undefined) {
				expect(scheduleAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
				expect(Date.parse(scheduleAt)).not.toBeNaN();
			}
			if (priority !== undefined) expect(['HIGH', 'MEDIUM', 'LOW']).toContain(priority);
			if (rank !== undefined) expect(Number.isFinite(rank)).toBe(true);
			expect(JSON.parse(JSON.stringify(result))).toEqual({
				...result,
				...(rank !== undefined && { rank: rank + 0 }),
			});
		}),
		{ numRuns: 1_000 },
	);
});

it('takes a text or exact number as the id that it shows', () => {
	const id = fc.oneof(
		fc
			.tuple(
				fc.string({ unit: 'binary', maxLength: 16 }),
				fc.string({ unit: 'binary', maxLength: 13 }),
			)
			.map(([before, after]) => `${before}b7${after}`)
			// A letter beside a digit: no text like that stands for nothing, but for a long number.
			.filter((text) => /\p{L}\d|\d\p{L}/u.test(text) && !/e[+-]?\d/i.test(text))
			.filter((text) => text.length <= 32),
		fc.maxSafeInteger(),
	);
	fc.assert(
		fc.property(id, (crmRecordId) => {
			expect(checkRecord({ crmRecordId }, 'UTC')).toEqual({ crmRecordId: String(crmRecordId) });
		}),
	);
});

it('never takes a number for which another number looks alike', () => {
	const inexact = fc.oneof(
		fc.integer({ min: 53, max: 1_023 }).map((exponent) => 2 ** exponent),
		fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }).map(Number),
	);
	fc.assert(
		fc.property(inexact, fc.boolean(), (number, negative) => {
			const result = checkRecord({ crmRecordId: negative ? -number : number }, 'UTC');
			expect(result).toMatchObject({ fieldErrors: [{ field: 'crmRecordId', code: 'Precision' }] });
		}),
	);
});
