import {
	reasonsInWords,
	underTheirReasons,
} from '../../../../nodes/EightByEightCampaigns/resources/record/reasons';
import {
	countAll,
	summaryLine,
} from '../../../../nodes/EightByEightCampaigns/resources/record/report';
import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import { NOT_SENT } from '../../../../nodes/EightByEightCampaigns/delivery/notSent';
import { added, failed } from '../../helpers/outcomes';

const UNKNOWN = failed('notFound', '8x8 does not know it', { description: 'Check the ID.' });
const UNSENT = failed('notSent', `${NOT_SENT}8x8 does not know it`, { description: 'Check.' });
const repeated = (outcome: Outcome, count: number) => new Array<Outcome>(count).fill(outcome);

describe('the reasons in words', () => {
	it('count what was not sent under what stopped it, and say what to do', () => {
		const outcomes = [...repeated(UNSENT, 2), UNKNOWN, added('a'), ...repeated(UNSENT, 142)];
		expect(reasonsInWords(outcomes)).toEqual(['145 items: 8x8 does not know it. Check the ID.']);
	});

	it('are told largest first, five at most, and the others are counted', () => {
		const outcomes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((message, n) =>
			repeated(failed('invalidRecord', message), n + 1),
		);
		expect(reasonsInWords(outcomes)).toEqual([
			'7 items: g.',
			'6 items: f.',
			'5 items: e.',
			'4 items: d.',
			'3 items: c.',
			'Other reasons: 2, in the failed items.',
		]);
	});

	it('are one where only the value differs, with the first as the example', () => {
		const outcomes = ['"urgent" (6)', '"a \\" b" (5)', '"Urgent" (6)'].map((value) =>
			failed('invalidRecord', `Priority is ${value}`),
		);
		expect(reasonsInWords([added('a'), ...outcomes])).toEqual([
			'3 items, the first is item 1 (row 2): Priority is "urgent" (6).',
		]);
	});

	it('name the item where it is only one', () => {
		expect(reasonsInWords([added('a'), failed('invalidRecord', 'it is empty')])).toEqual([
			'In item 1 (row 2): it is empty.',
		]);
	});

	it('tell duplicates as one, whatever items their messages name', () => {
		const outcomes = ['of item 1', 'of item 2'].map((text) => failed('duplicateRecord', text));
		expect(reasonsInWords(outcomes)).toEqual([expect.stringMatching(/^2 items: .*"Skip"\.$/)]);
	});

	it('tell values that are wrong in the same way as one, and quote the first', () => {
		const outcomes = ['"31/01/2027", which is no time', '"1/2/27", which is no time'].map((text) =>
			failed('invalidRecord', `Schedule At is ${text}`),
		);
		expect(reasonsInWords([...outcomes, failed('invalidRecord', 'Rank is "x"')])).toEqual([
			'2 items, the first is item 0 (row 1): Schedule At is "31/01/2027", which is no time.',
			'In item 2 (row 3): Rank is "x".',
		]);
	});

	it('tell what stopped an earlier item, where that is all that is known', () => {
		const outcomes = repeated(failed('notSent', `${NOT_SENT}an earlier item failed`), 2);
		expect(reasonsInWords(outcomes)).toEqual(['2 items: an earlier item failed.']);
	});
});

it('the counts for a person have what was not sent under the code of its reason', () => {
	const outcomes = [UNKNOWN, UNSENT, failed('invalidRecord'), failed('notSent', 'else')];
	expect(summaryLine(countAll(underTheirReasons(outcomes)))).toBe(
		'3 failed (notFound: 2, invalidRecord: 1), 1 not sent',
	);
});
