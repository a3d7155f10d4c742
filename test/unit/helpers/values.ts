/** What stands for nothing. */
export const NO_VALUE: Array<[string, unknown]> = [
	['undefined', undefined],
	['null', null],
	['an empty text', ''],
	['blanks', ' \t\n'],
	['non-breaking blanks', '\u00A0\u2003'],
	['invisible characters', '\u200B\u2060\uFEFF\u00AD\u202A\u3164\u2800'],
];

/** What no field of a record takes. */
export const NEVER_A_VALUE: Array<[string, unknown]> = [
	['a boolean', true],
	['a bigint', 5n],
	['a list', ['HIGH']],
	['an empty list', []],
	['an object', { crmRecordId: '1' }],
	['a boxed text', new String('1')],
	['a symbol', Symbol('1')],
	['a function', () => '1'],
	['an object that cannot become text', Object.create(null)],
];
