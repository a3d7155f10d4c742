import type { IExecuteFunctions } from 'n8n-workflow';

import { noNotices } from '../../../../nodes/EightByEightCampaigns/delivery/notices';
import type { Entry, Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import type { Plan } from '../../../../nodes/EightByEightCampaigns/delivery/plan';
import {
	throwFirstFailure,
	throwIfInvalid,
} from '../../../../nodes/EightByEightCampaigns/resources/record/stopMode';
import { CAMPAIGN, entriesOf } from '../../helpers/entries';
import { IN_CAMPAIGN, added, failed, settledAs } from '../../helpers/outcomes';

const NODE = { id: '1', name: '8x8', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const context = { getNode: () => NODE } as unknown as IExecuteFunctions;

const planOf = (outcomes: Array<Outcome | undefined>, entries: Array<Entry | undefined>): Plan => ({
	loads: [],
	repeats: [],
	notices: noNotices(),
	outcomes: settledAs(outcomes),
	entries: outcomes.map((_, itemIndex) => entries[itemIndex]),
});

function thrownBy(action: () => void) {
	try {
		action();
	} catch (error) {
		return error as Error & { description?: string; context: { itemIndex?: number } };
	}
	return undefined;
}

const entries = entriesOf('a', 'b', 'c', 'd');

describe('before the first request', () => {
	it('goes on when every item is valid', () => {
		expect(thrownBy(() => throwIfInvalid(context, planOf([undefined, undefined], entries)))).toBe(
			undefined,
		);
	});

	it('names the first item that is not, and how many', () => {
		const invalid = failed('invalidRecord', 'rank is wrong', { crmRecordId: 'b' });
		const outcomes = [undefined, invalid, failed('invalidRecord'), undefined];
		const error = thrownBy(() =>
			throwIfInvalid(context, planOf(outcomes, [entries[0], undefined, undefined, entries[3]])),
		);
		expect(error?.message).toBe('Record "b": rank is wrong');
		expect(error?.description).toMatch(
			/^Nothing was sent: 2 of 4 items cannot be added; the first is item 1 \(row 2\)\. To add the others, /,
		);
		expect(error?.context.itemIndex).toBe(1);
	});

	it('speaks of no others when no item is valid', () => {
		const outcomes = new Array<Outcome>(1_200).fill(failed('invalidRecord'));
		const error = thrownBy(() => throwIfInvalid(context, planOf(outcomes, [])));
		expect(error?.description?.trim()).toBe(
			'Nothing was sent: 1,200 of 1,200 items cannot be added; the first is item 0 (row 1).',
		);
	});
});

describe('after the last request', () => {
	it('goes on when no item failed', () => {
		const outcomes = [added('a'), IN_CAMPAIGN];
		expect(thrownBy(() => throwFirstFailure(context, { outcomes, entries }))).toBe(undefined);
	});

	it('names the reason rather than what was not sent for it, and tells what is in', () => {
		const outcomes = [
			failed('notSent'),
			added('b'),
			failed('duplicateRecord', 'It exists', { description: 'Choose.' }),
			failed('notSent'),
		];
		const error = thrownBy(() => throwFirstFailure(context, { outcomes, entries }));
		expect(error?.message).toBe('Record "c": It exists');
		expect(error?.description).toBe(
			'Of 4 items: 1 added, 1 failed (duplicateRecord), 2 not sent; this is item 2 (row 3). Choose.',
		);
		expect(error?.context.itemIndex).toBe(2);
	});

	it('names what was not sent when there is no other reason', () => {
		const outcomes = [added('a'), failed('notSent', 'Was not sent')];
		const error = thrownBy(() => throwFirstFailure(context, { outcomes, entries }));
		expect(error?.message).toBe('Record "b": Was not sent');
	});
});

// n8n acts on these words, wherever in a message they stand.
it.each(['canceled-7', 'ENOENT-7', 'PREEXISTING-1', 'FREEACCESS'])(
	'does not show the id %j in the message',
	(id) => {
		const [entry] = entriesOf(id);
		const outcomes = [failed('duplicateRecord', 'It exists', { crmRecordId: id })];
		const before = thrownBy(() => throwIfInvalid(context, planOf(outcomes, [undefined])));
		const after = thrownBy(() => throwFirstFailure(context, { outcomes, entries: [entry] }));
		expect(before?.message).not.toContain(id);
		expect(after?.message).not.toContain(id);
	},
);

it.each([
	['notFound', `Campaign ${CAMPAIGN}: It is notFound`],
	['campaignState', `Campaign ${CAMPAIGN}: It is campaignState`],
	['campaignNotDynamic', `Campaign ${CAMPAIGN}: It is campaignNotDynamic`],
	['unauthorized', 'It is unauthorized'],
	['forbidden', 'It is forbidden'],
	['unconfirmed', 'Record "a": It is unconfirmed'],
	['serverError', 'Record "a": It is serverError'],
] as const)('names what the reason is about: %s', (code, message) => {
	const error = thrownBy(() => throwFirstFailure(context, { outcomes: [failed(code)], entries }));
	expect(error?.message).toBe(message);
});
