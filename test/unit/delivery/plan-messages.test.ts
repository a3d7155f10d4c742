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
	['scheduleAt', 'soon', 'Format', `is "soon", ${NO_TIME}`],
	['scheduleAt', 12, 'Format', `is "12", ${NO_TIME}`],
	['scheduleAt', true, 'Format', `is a boolean, ${NO_TIME}`],
	['priority', 'top', 'Value', 'is "top", not HIGH, MEDIUM or LOW'],
	['priority', ['HIGH'], 'Value', 'is a list, not HIGH, MEDIUM or LOW'],
	['priority', FORTY, 'Value', `is "${FORTY}", not HIGH, MEDIUM or LOW`],
	['priority', `${FORTY}x`, 'Value', `is "${FORTY}…", not HIGH, MEDIUM or LOW`],
	['rank', 'first', 'Type', 'is "first", not a number'],
	['rank', {}, 'Type', 'is an object, not a number'],
	['rank', 'a "b"', 'Type', 'is "a \\"b\\"", not a number'],
];

it.each(wrong)('what is wrong with the %s %j', (field, value, code, message) => {
	expect(check[field](value)).toMatchObject({ fieldErrors: [{ field, code, message }] });
});

describe('an item', () => {
	const failures = (...fields: Array<Record<string, unknown>>) =>
		plan(fields.length, (index) => ({ campaignId: CAMPAIGN, fields: fields[index]! }), {
			timeZone: 'UTC',
			onDuplicate: 'error',
		})
			.outcomes.settled()
			.map((outcome) => (outcome.kind === 'failed' ? outcome.failure : undefined));

	it('that is not valid', () => {
		expect(failures({ crmRecordId: 'a', priority: 'top', rank: 'first' })).toEqual([
			{
				code: 'invalidRecord',
				message:
					'The record is not valid: Priority is "top", not HIGH, MEDIUM or LOW; Rank is "first", not a number',
				description: 'It was not sent. Correct the value, or how the field is mapped.',
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
		expect(failure?.message).toBe(
			`The record is not valid: CRM Record ID is empty; Schedule At is "soon", ${NO_TIME}`,
		);
		expect(failure?.fieldErrors?.map(({ field }) => field)).toEqual(['crmRecordId', 'scheduleAt']);
	});

	it('that brings an id again', () => {
		expect(failures({ crmRecordId: 'b' }, { crmRecordId: 'a' }, { crmRecordId: 'a' })[0]).toEqual({
			code: 'duplicateRecord',
			message: 'Item 1 of this run has the same CRM record ID',
			description:
				'It was not sent: a campaign holds each ID once. Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
		});
	});
});
