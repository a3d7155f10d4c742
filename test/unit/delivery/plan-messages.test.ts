import { DateTime } from 'luxon';
import {
	checkCrmRecordId,
	checkPriority,
	checkRank,
	checkScheduleAt,
} from '../../../nodes/EightByEightCampaigns/delivery/fields';
import { plan } from '../../../nodes/EightByEightCampaigns/delivery/plan';
import { CAMPAIGN } from '../helpers/entries';

/** What users read of an item that is not sent, in full: the wording is held on to here only. */
const check = {
	crmRecordId: checkCrmRecordId,
	scheduleAt: (value: unknown) => checkScheduleAt(value, 'UTC'),
	priority: checkPriority,
	rank: checkRank,
};

type Field = keyof typeof check;

/** Longer texts are cut: they would hide the message. */
const FORTY = 'x'.repeat(40);

const NO_TIME = 'which is not a valid date and time such as 2027-01-31T09:00:00Z';

const wrong: Array<[Field, value: unknown, code: string, message: string]> = [
	['crmRecordId', ' ', 'Required', 'is empty'],
	['crmRecordId', NaN, 'Type', 'is not a usable number (NaN or Infinity); check the expression'],
	[
		'crmRecordId',
		2 ** 53,
		'Precision',
		'is a number too large to be exact, so it may name another person; pass it as text',
	],
	['crmRecordId', true, 'Type', 'is a boolean, not text'],
	['crmRecordId', ['a'], 'Type', 'is a list, not text'],
	['crmRecordId', { id: 'a' }, 'Type', 'is an object, not text'],
	['crmRecordId', 'a'.repeat(33), 'Size', 'is longer than 32 characters (33)'],
	[
		'crmRecordId',
		'5f3b2c1e-9d6a-ec11-8c62-000d3a0b1c2d',
		'Size',
		'is longer than 32 characters (36): it is a GUID, as Dynamics 365 has them; map the ID that 8x8 shows on the customer record in Agent Workspace',
	],
	[
		'crmRecordId',
		'1.58204E+10',
		'Precision',
		'is "1.58204E+10", a number in scientific notation, which has lost digits and may name another person; format the column as text before the file is saved',
	],
	['scheduleAt', 'soon', 'Format', `is "soon", ${NO_TIME}`],
	['scheduleAt', 12, 'Format', `is "12", ${NO_TIME}`],
	[
		'scheduleAt',
		46_205.375,
		'Format',
		'is "46205.375", which looks like the day number of a spreadsheet for 2026-07-02; let the sheet give the date as text, such as 2026-07-02 09:00',
	],
	[
		'scheduleAt',
		'1801386000',
		'Format',
		'is "1801386000", which looks like seconds since 1970; multiply them by 1,000',
	],
	[
		'scheduleAt',
		0,
		'Format',
		'is "0", which stands for no date; leave it empty if the call need not wait',
	],
	[
		'crmRecordId',
		'\u200b#N/A',
		'NoValue',
		'is "\\u200b#N/A", which is an error of a spreadsheet; correct its formula',
	],
	[
		'scheduleAt',
		DateTime.invalid('unparsable'),
		'Format',
		'is a DateTime that is not valid: what it was made from is empty, or not in the format that the expression expects',
	],
	[
		'scheduleAt',
		new Date(NaN),
		'Format',
		'is a Date that is not valid: what it was made from is empty, or not in the format that the expression expects',
	],
	['scheduleAt', true, 'Format', `is a boolean, ${NO_TIME}`],
	[
		'scheduleAt',
		'1900-01-01',
		'NoDate',
		'is "1900-01-01", which stands for no date; leave it empty if the call need not wait',
	],
	['priority', 'top', 'Value', 'is "top", not HIGH, MEDIUM or LOW'],
	['priority', ['HIGH'], 'Value', 'is a list, not HIGH, MEDIUM or LOW'],
	['priority', FORTY, 'Value', `is "${FORTY}", not HIGH, MEDIUM or LOW`],
	['priority', `${FORTY}x`, 'Value', `is "${FORTY}…", not HIGH, MEDIUM or LOW`],
	['rank', 'first', 'Type', 'is "first", not a number'],
	[
		'rank',
		'20270131090000123',
		'Precision',
		'is "20270131090000123", a number with too many digits to be exact',
	],
	['rank', {}, 'Type', 'is an object, not a number'],
	['rank', 'a "b"', 'Type', 'is "a \\"b\\"", not a number'],
];

it.each(wrong)('what is wrong with the %s %j', (field, value, code, message) => {
	expect(check[field](value)).toMatchObject({ fieldErrors: [{ field, code, message }] });
});

it.each([
	['crmRecordId', '', 'Map the ID that the CRM has for the customer.'],
	[
		'scheduleAt',
		'soon',
		'For another format: {{ DateTime.fromFormat($json.date, "dd.MM.yyyy HH:mm") }}.',
	],
	['priority', 'top', 'For other words: {{ $json.level === "urgent" ? "HIGH" : "LOW" }}.'],
	['rank', 'first', 'If it is empty, 8x8 appends the record.'],
] as const)('what to do about the %s %j', (field, value, description) => {
	expect(check[field](value)).toMatchObject({ code: 'invalidRecord', description });
});

describe('an item', () => {
	const failures = (...fields: Array<Record<string, unknown>>) =>
		plan(fields.length, (index) => ({ campaignId: CAMPAIGN, fields: fields[index]! }), {
			timeZone: 'UTC',
			onDuplicate: 'error',
			now: 0,
		})
			.outcomes.settled()
			.map((outcome) => (outcome.kind === 'failed' ? outcome.failure : undefined));

	it('that is not valid', () => {
		expect(failures({ crmRecordId: 'a', priority: 'top', rank: 'first' })).toEqual([
			{
				code: 'invalidRecord',
				message: 'Priority is "top", not HIGH, MEDIUM or LOW; Rank is "first", not a number',
				description:
					'For other words: {{ $json.level === "urgent" ? "HIGH" : "LOW" }}. If it is empty, 8x8 appends the record.',
				fieldErrors: [
					{ field: 'priority', code: 'Value', message: 'is "top", not HIGH, MEDIUM or LOW' },
					{ field: 'rank', code: 'Type', message: 'is "first", not a number' },
				],
				crmRecordId: 'a',
				campaignId: CAMPAIGN,
			},
		]);
	});

	it('is told by the names that the form shows', () => {
		const [failure] = failures({ crmRecordId: '', scheduleAt: 'soon' });
		expect(failure?.message).toBe(`CRM Record ID is empty; Schedule At is "soon", ${NO_TIME}`);
		expect(failure?.fieldErrors?.map(({ field }) => field)).toEqual(['crmRecordId', 'scheduleAt']);
	});

	it('that brings an id again', () => {
		expect(failures({ crmRecordId: 'b' }, { crmRecordId: 'a' }, { crmRecordId: 'a' })[0]).toEqual({
			code: 'duplicateRecord',
			message: 'An earlier item has the same CRM record ID "a": item 1 (row 2)',
			description:
				'A campaign holds each ID once. With the option "On Duplicate" set to "Skip", the item counts as done.',
		});
	});
});
