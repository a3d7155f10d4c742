import {
	reasonsInWords,
	underTheirReasons,
} from '../../../../nodes/EightByEightCampaigns/resources/record/reasons';
import {
	countAll,
	summaryLine,
} from '../../../../nodes/EightByEightCampaigns/resources/record/report';
import type { Outcome } from '../../../../nodes/EightByEightCampaigns/delivery/outcome';
import { NOT_SENT } from '../../../../nodes/EightByEightCampaigns/delivery/part';
import { added, failed } from '../../helpers/outcomes';

const UNKNOWN = failed('notFound', '8x8 does not know it', { description: 'Check the ID.' });
const UNSENT = failed('notSent', `${NOT_SENT}8x8 does not know it`, { description: 'Check.' });
const repeated = (outcome: Outcome, count: number) => new Array<Outcome>(count).fill(outcome);

describe('the reasons in words', () => {
	it('count what was not sent under what stopped it, and say what to do', () => {
		const outcomes = [...repeated(UNSENT, 2), UNKNOWN, added('a'), ...repeated(UNSENT, 142)];
		expect(reasonsInWords(outcomes)).toEqual(['145 items: 8x8 does not know it. Check the ID.']);
	});

	it('are those of several items, largest first, and three at most', () => {
		const outcomes = ['a', 'b', 'c', 'd', 'e'].flatMap((message, n) =>
			repeated(failed('invalidRecord', message), n + 1),
		);
		expect(reasonsInWords(outcomes)).toEqual(['5 items: e.', '4 items: d.', '3 items: c.']);
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
			'2 items, the first of them: Schedule At is "31/01/2027", which is no time.',
		]);
	});

	it('tell what 8x8 refused by its own words', () => {
		const outcomes = ['"a" is unknown', '"b" is unknown'].map((message): Outcome => ({
			kind: 'failed',
			failure: { code: 'invalidRecord', message, httpCode: '400' },
		}));
		expect(reasonsInWords(outcomes)).toEqual([]);
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
