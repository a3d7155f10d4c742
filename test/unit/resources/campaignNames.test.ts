import {
	campaignNames,
	type UnclearLine,
} from '../../../nodes/EightByEightCampaigns/resources/campaignNames';
import { CAMPAIGN, OTHER_CAMPAIGN } from '../helpers/entries';

const named = (name: string, id = CAMPAIGN) => ({ campaigns: [{ name, id }], unclear: [] });
const unclear = (problem: string, line = 1): { campaigns: []; unclear: UnclearLine[] } => ({
	campaigns: [],
	unclear: [{ line, problem }],
});

describe('a line names a campaign', () => {
	it.each([
		['as the hint has it', `Spring sale = ${CAMPAIGN}`],
		['without blanks', `Spring sale=${CAMPAIGN}`],
		['with many', `   Spring \t  sale  =   ${CAMPAIGN}  `],
		['with blanks that do not break', `\u00A0Spring\u00A0sale = ${CAMPAIGN}\u00A0`],
		['with a tab, as sheets copy columns', `Spring sale\t${CAMPAIGN}`],
		['with only a blank', `Spring sale ${CAMPAIGN}`],
		['with a colon', `Spring sale: ${CAMPAIGN}`],
		['with a comma', `Spring sale,${CAMPAIGN}`],
		['with an arrow', `Spring sale => ${CAMPAIGN}`],
		['with a dash', `Spring sale - ${CAMPAIGN}`],
		['with quotes around the name', `"Spring sale" = ${CAMPAIGN}`],
		['with quotes around both', `'Spring sale' = '${CAMPAIGN}'`],
		['with quotes of a word processor', `“Spring sale” = “${CAMPAIGN}”`],
		['as JSON', `"Spring sale": "${CAMPAIGN}",`],
		['with brackets around the ID', `Spring sale (${CAMPAIGN})`],
		['with a comma at the end', `Spring sale = ${CAMPAIGN},`],
		['with a comment at the end', `Spring sale = ${CAMPAIGN} # the big one`],
		['with the ID in capitals', `Spring sale = ${CAMPAIGN.toUpperCase()}`],
		['behind a byte order mark', `\uFEFFSpring sale = ${CAMPAIGN}`],
		['with an invisible character in front of the ID', `Spring sale = \u200B${CAMPAIGN}`],
	])('%s', (_, line) => {
		expect(campaignNames(line)).toEqual(named('Spring sale'));
	});

	it.each([
		['with = in it', 'A = B'],
		['with a comma in it', 'Spring, UK'],
		['with a colon in it', 'UK: spring'],
		['with quotes in it', 'The "big" one'],
		['with an apostrophe in it', "Ada's"],
		['that starts with #', '#1 in spring'],
		['with letters and signs of any language', 'Été 春 🌞 (50 %)'],
		['that looks like an expression', '{{ $json.name }}'],
		['that looks like HTML', '<b>Spring</b>'],
		['with a part of an ID', '123e4567-e89b'],
	])('whose name is one %s', (_, name) => {
		expect(campaignNames(`${name} = ${CAMPAIGN}`)).toEqual(named(name));
	});

	it.each([
		CAMPAIGN,
		`  ${CAMPAIGN}`,
		`= ${CAMPAIGN}`,
		`"${CAMPAIGN}"`,
		`${CAMPAIGN} = ${CAMPAIGN}`,
	])('%j is named by its ID', (line) => {
		expect(campaignNames(line)).toEqual(named(CAMPAIGN));
	});
});

describe('a line is told as unclear', () => {
	it.each([
		['no ID', 'Spring sale'],
		['no ID', 'Spring sale ='],
		['no ID', `Spring sale = ${CAMPAIGN.slice(1)}`],
		['no ID', `Spring sale = ${CAMPAIGN}0`],
		['no ID', `Spring sale = 0${CAMPAIGN}`],
		['no ID', `Spring sale = ${CAMPAIGN.replaceAll('-', '')}`],
		['no ID', `Spring sale = ${CAMPAIGN.replaceAll('-', '–')}`],
		['no ID', `#1 in spring`],
		['several IDs', `A = ${CAMPAIGN} B = ${OTHER_CAMPAIGN}`],
		['several IDs', `${OTHER_CAMPAIGN} = ${CAMPAIGN}`],
		['text after the ID', `${CAMPAIGN} = Spring sale`],
		['text after the ID', `Spring sale = ${CAMPAIGN} UK`],
		['text after the ID', `Spring sale = ${CAMPAIGN}/edit`],
		['no "=" before the ID', `Spring-${CAMPAIGN}`],
		['no "=" before the ID', `Spring sale = https://vcc.example/campaigns/${CAMPAIGN}`],
	])('%s: %j', (problem, line) => {
		expect(campaignNames(line)).toEqual(unclear(problem));
	});

	it('by its number in the text box, where empty lines and comments count', () => {
		const text = `# Spring\r\n\r\nA = ${CAMPAIGN}\r\nB\r\n\n// Autumn\rC`;
		expect(campaignNames(text)).toEqual({
			campaigns: [{ name: 'A', id: CAMPAIGN }],
			unclear: [
				{ line: 4, problem: 'no ID' },
				{ line: 7, problem: 'no ID' },
			],
		});
	});
});

it.each(['', '   ', '\n\r\n', '#', '# Spring = sale', `# Old = ${CAMPAIGN}`, '## Spring', '// x'])(
	'%j names nothing, and nothing is wrong with it',
	(text) => {
		expect(campaignNames(text)).toEqual({ campaigns: [], unclear: [] });
	},
);

it.each([undefined, null, 5, true, {}, [CAMPAIGN]])(
	'%j, which is no text, names nothing',
	(text) => {
		expect(campaignNames(text)).toEqual({ campaigns: [], unclear: [] });
	},
);

it('keeps the order of the lines', () => {
	const { campaigns } = campaignNames(`Z = ${CAMPAIGN}\nA = ${OTHER_CAMPAIGN}`);
	expect(campaigns.map(({ name }) => name)).toEqual(['Z', 'A']);
});

it('offers an ID that comes twice under its first name, and tells the second', () => {
	expect(campaignNames(`A = ${CAMPAIGN}\nB = ${CAMPAIGN.toUpperCase()}`)).toEqual({
		campaigns: [{ name: 'A', id: CAMPAIGN }],
		unclear: [{ line: 2, problem: 'same ID as line 1' }],
	});
});

it('shows the IDs of campaigns that share a name, and tells it', () => {
	expect(campaignNames(`Café = ${CAMPAIGN}\n\nCAFE\u0301 = ${OTHER_CAMPAIGN}`)).toEqual({
		campaigns: [
			{ name: `Café (${CAMPAIGN})`, id: CAMPAIGN },
			{ name: `CAFE\u0301 (${OTHER_CAMPAIGN})`, id: OTHER_CAMPAIGN },
		],
		unclear: [{ line: 3, problem: 'same name as line 1' }],
	});
});

it.each([
	['marks of the direction of text', '\u202Aspring sale\u202C'],
	['isolates', '\u2066Spring\u2069 sale'],
	['a joiner at the end', 'Spring sale\u200D'],
	['a joiner that stands alone', 'Spring \u200D sale'],
	['a non-joiner', 'Spring\u200C sale'],
	['a soft hyphen', 'Spr\u00ADing sale'],
	['a variation selector', 'Spring\uFE0F sale'],
	['a tag', 'Spring sale\u{E0041}'],
	['a filler', 'Spring \u3164sale'],
	['a braille blank', 'Spring\u2800 sale'],
	['a grapheme joiner', 'Spr\u034Fing sale'],
	['a control character', 'Spring\u0007 sale'],
	['a byte order mark', 'Spring\uFEFF sale'],
	['a no-break space', 'Spring\u00A0sale'],
])('shows the IDs of campaigns whose names look the same but for %s', (_, twin) => {
	const { campaigns, unclear: told } = campaignNames(
		`Spring sale = ${CAMPAIGN}\n${twin} = ${OTHER_CAMPAIGN}`,
	);
	expect(campaigns.map(({ id }) => id)).toEqual([CAMPAIGN, OTHER_CAMPAIGN]);
	for (const { name, id } of campaigns) expect(name).toContain(`(${id})`);
	expect(told).toEqual([{ line: 2, problem: 'same name as line 1' }]);
});

it.each([
	['an emoji of several', '\u{1F469}\u200D\u{1F4BB} sale'],
	['an emoji in colour', 'Love \u2764\uFE0F'],
	['a Persian word', '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'],
])('leaves %s as it looks', (_, name) => {
	expect(campaignNames(`${name} = ${CAMPAIGN}`)).toEqual(named(name));
});

it.each(['\u202A\u202C', '\u200D', '"\u2800"'])('names by its ID what nobody sees: %j', (name) => {
	expect(campaignNames(`${name} = ${CAMPAIGN}`)).toEqual(named(CAMPAIGN));
});

it.each(['\u200D', '\u202A \u202C', `\u200D# Old = ${CAMPAIGN}`])(
	'tells nothing of a line that looks empty or like a comment: %j',
	(line) => {
		expect(campaignNames(line)).toEqual({ campaigns: [], unclear: [] });
	},
);
