import fc from 'fast-check';

import { INVISIBLE } from '../../../nodes/EightByEightCampaigns/delivery/shown';
import { campaignNames } from '../../../nodes/EightByEightCampaigns/resources/campaignNames';

const id = fc.uuid();

/** Text of any kind, but with what such a field holds, and what could be taken for it. */
const piece = fc.oneof(
	id,
	id.map((value) => value.toUpperCase()),
	fc.constantFrom(
		'=',
		' = ',
		'\t',
		' ',
		'#',
		'# ',
		'//',
		',',
		'"',
		"'",
		'(',
		')',
		':',
		'-',
		'\uFEFF',
		'\u200D',
		'\u202A',
	),
	fc.string({ unit: 'binary' }),
	fc.string(),
);
const line = fc
	.array(piece, { maxLength: 6 })
	.map((pieces) => pieces.join('').replace(/[\r\n]/g, ' '));
/** No blank: a tab is one, though it is a control character. */
const UNSEEN = new RegExp(String.raw`(?!\s)[${INVISIBLE}]|\uFEFF`, 'gu');

const newline = fc.constantFrom('\n', '\r\n', '\r');

const name = fc.string({ minLength: 1 }).map((text) => `n${text.replace(/\s+/g, ' ').trim()}n`);

it('reads every list of different names and IDs back, in its order', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(name, { selector: (text) => text.toLowerCase() }),
			fc.uniqueArray(id),
			newline,
			(names, ids, end) => {
				const campaigns = names
					.slice(0, ids.length)
					.map((text, i) => ({ name: text, id: ids[i]! }));
				const text = campaigns.map((campaign) => `${campaign.name} = ${campaign.id}`).join(end);
				expect(campaignNames(text)).toEqual({ campaigns, unclear: [] });
			},
		),
	);
});

it('drops no line: each is a campaign, is told, or is empty or a comment', () => {
	fc.assert(
		fc.property(fc.array(line), newline, (lines, end) => {
			const { campaigns, unclear } = campaignNames(lines.join(end));
			const ids = campaigns.map((campaign) => campaign.id);
			const told = new Set(unclear.map(({ line }) => line));
			for (const [index, text] of lines.entries()) {
				const seen = text.replace(UNSEEN, '').trim();
				if (seen === '' || /^(#+|\/\/)(\s|$)/.test(seen) || told.has(index + 1)) continue;
				expect(ids.filter((known) => text.toLowerCase().includes(known))).toHaveLength(1);
			}
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.every((known) => lines.join(end).toLowerCase().includes(known))).toBe(true);
		}),
	);
});

it('tells lines by the number that they have, each once', () => {
	fc.assert(
		fc.property(fc.array(line), newline, (lines, end) => {
			const numbers = campaignNames(lines.join(end)).unclear.map(({ line }) => line);
			expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
			expect(numbers.every((number) => number >= 1 && number <= lines.length)).toBe(true);
		}),
	);
});
