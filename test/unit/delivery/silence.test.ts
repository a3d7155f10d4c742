import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { createSilence } from '../../../nodes/EightByEightCampaigns/delivery/silence';
import { entriesOf } from '../helpers/entries';

const REFUSAL: NoSuccess = {
	verdict: 'split',
	failure: { code: 'refusedUnexplained', message: 'It gives no reason' },
	signature: '400',
};

const ENTRIES = entriesOf(...Array.from({ length: 1_000 }, (_, n) => `id${n}`));

describe.each([
	['counts', true],
	['does not count', false],
])('where order %s, after another answer', (_, ordered) => {
	it('single records are tried once 1,000 in a row were refused alike', () => {
		const silence = createSilence(ordered);
		silence.broken();
		for (const entry of ENTRIES.slice(1)) silence.refused(REFUSAL, entry);
		expect(silence.isDue(true)).toBe(false);
		silence.refused(REFUSAL, ENTRIES[0]);
		expect(silence.isDue(true)).toBe(true);
	});

	it('refused batches do not count as single records', () => {
		const silence = createSilence(ordered);
		silence.broken();
		for (let n = 0; n < 1_000; n++) silence.refused(REFUSAL);
		expect(silence.isDue(true)).toBe(false);
	});
});
