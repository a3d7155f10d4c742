import { checkCrmRecordId } from '../../../nodes/EightByEightCampaigns/delivery/fields';
import { NEVER_A_VALUE, NO_VALUE } from '../helpers/values';

const SMILEY = '\u{1F600}';

describe('crmRecordId', () => {
	it.each([
		['CRM-12345'],
		['0'],
		['00123'],
		['a'.repeat(32)],
		[SMILEY.repeat(16)],
		[' outer blanks '],
		['Zoë, "O\'Brien" \\ (.*)+'],
		['line\nbreak'],
		['__proto__'],
		['constructor'],
		['Null Island'],
		['12e5'],
		['00123'],
		['#7'],
		['Nancy'],
		['N/A-1'],
		['000000000000001'],
		['\uD800 alone'],
		['e\u0301'],
	])('%j is taken as it is', (value) => {
		expect(checkCrmRecordId(value)).toBe(value);
	});

	it.each([
		[123, '123'],
		[0, '0'],
		[-0, '0'],
		[-7, '-7'],
		[1.5, '1.5'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[Number.MIN_SAFE_INTEGER, '-9007199254740991'],
	])('the number %d becomes the text %j', (value, text) => {
		expect(checkCrmRecordId(value)).toBe(text);
	});

	it.each([2 ** 53, 2 ** 53 + 2, -(2 ** 53), 1e21, 1e300])(
		'the number %d may name another person',
		(value) => {
			expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'Precision' }] });
		},
	);

	it.each([NaN, Infinity, -Infinity])('%d is not a number', (value) => {
		expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'Type' }] });
	});

	it.each([
		['1.58204E+10'],
		['1,58204E+10'],
		['1.58204e10'],
		['-2E+5'],
		['1e-7'],
		[' 1.58204E+10 '],
	])('the text %j has lost digits', (value) => {
		expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'Precision' }] });
	});

	it.each(['undefined', 'NULL', '#N/A', ' nan\u200b', '—', '0'.repeat(32)])(
		'the text %j stands for no one',
		(value) => {
			expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'NoValue' }] });
		},
	);

	it.each(['5f3b2c1e-9d6a-ec11-8c62-000d3a0b1c2d', '{5F3B2C1E-9D6A-EC11-8C62-000D3A0B1C2D}'])(
		'the GUID %s is too long, and is not cut',
		(value) => {
			expect(checkCrmRecordId(value)).toMatchObject({
				fieldErrors: [{ code: 'Size', message: expect.stringMatching(/GUID.*Dynamics/) as string }],
			});
		},
	);

	it.each(NO_VALUE)('is missing as %s', (_, value) => {
		expect(checkCrmRecordId(value)).toMatchObject({
			fieldErrors: [{ field: 'crmRecordId', code: 'Required' }],
		});
	});

	it.each([
		['33 letters', 'a'.repeat(33), 33],
		['17 characters of two UTF-16 units', SMILEY.repeat(17), 34],
		['16 such characters and a letter', `${SMILEY.repeat(16)}a`, 33],
		['32 letters and a blank', `${'a'.repeat(32)} `, 33],
		['a very long text', 'a'.repeat(1_000_000), 1_000_000],
	])('is too long, and is not cut: %s', (_, value, length) => {
		const message = expect.stringContaining(`(${length})`) as string;
		expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'Size', message }] });
	});

	it.each([...NEVER_A_VALUE, ['a Date', new Date()]])('cannot be %s', (_, value) => {
		expect(checkCrmRecordId(value)).toMatchObject({ fieldErrors: [{ code: 'Type' }] });
	});
});
