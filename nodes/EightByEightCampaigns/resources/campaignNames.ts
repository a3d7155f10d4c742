import { INVISIBLE } from '../delivery/shown';
import { ANY_ID } from './campaignId';

/** A campaign as the credential names it. */
export interface NamedCampaign {
	name: string;
	/** In lower case. */
	id: string;
}

/** A line of the credential's field "Campaigns" that names no campaign, or not this one alone. */
export interface UnclearLine {
	/** From 1, counted as the text box shows them: empty lines and comments too. */
	line: number;
	/** Short: the list of campaigns shows about 45 characters. */
	problem: string;
}

export interface CampaignNames {
	/** In the order of the lines, each ID once. */
	campaigns: NamedCampaign[];
	unclear: UnclearLine[];
}

/**
 * Reads the credential's field "Campaigns": a name and a campaign ID a line. An ID alone is its own
 * name. Lines that start with `#` or `//` and a blank are comments.
 *
 * Every other line becomes a campaign or is told as unclear: a campaign that is missing in the list
 * would be looked for in vain, and one under the wrong name would be dialled by mistake.
 */
export function campaignNames(text: unknown): CampaignNames {
	const campaigns: NamedCampaign[] = [];
	const unclear: UnclearLine[] = [];
	const lineOfId = new Map<string, number>();
	const linesOfName = new Map<string, number[]>();
	for (const [index, raw] of linesOf(text).entries()) {
		if (folded(raw) === '' || COMMENT.test(folded(raw))) continue;
		const line = index + 1;
		const campaign = campaignOf(raw);
		if (typeof campaign === 'string') {
			unclear.push({ line, problem: campaign });
			continue;
		}
		const known = lineOfId.get(campaign.id);
		if (known !== undefined) {
			unclear.push({ line, problem: `same ID as line ${known}` });
			continue;
		}
		const lines = linesOfName.get(folded(campaign.name)) ?? [];
		if (lines.length > 0) unclear.push({ line, problem: `same name as line ${lines[0]}` });
		lineOfId.set(campaign.id, line);
		linesOfName.set(folded(campaign.name), [...lines, line]);
		campaigns.push(campaign);
	}
	const isShared = (name: string) => (linesOfName.get(folded(name))?.length ?? 0) > 1;
	return {
		campaigns: campaigns.map(({ name, id }) => ({
			name: isShared(name) ? `${name} (${id})` : name,
			id,
		})),
		unclear,
	};
}

const COMMENT = /^(?:#+|\/\/)(?:\s|$)/;

/** Blanks stay, though some of them are control characters; JavaScript takes the byte order mark for one. */
const UNSEEN = new RegExp(String.raw`(?!\s)[${INVISIBLE}]|\uFEFF`, 'gu');

/**
 * They decide how the letters and emoji beside them look: joiners, variation selectors, and the tags of
 * flags. A name keeps them.
 */
const SHAPES = /\p{Join_Control}|\p{Variation_Selector}|[\u{E0020}-\u{E007F}]/u;

const linesOf = (text: unknown) =>
	(typeof text === 'string' ? text : '')
		.split(/\r\n|\r|\n/)
		.map((line) => line.replace(UNSEEN, (unseen) => (SHAPES.test(unseen) ? unseen : '')).trim());

/**
 * As names are compared: the case, how an accent is composed, what nobody sees, and how many blanks
 * stand in a row do not count.
 */
export const folded = (text: string) =>
	text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim().normalize().toLowerCase();

/** What may close the line: quotes and brackets around the ID, a comma, a comment. */
const END = /^["'”’)\]}>]*[,;]?(?:$|\s+(?:#|\/\/|[,;]?$))/;

/** What may open the quotes and brackets around the ID. */
const OPENING = /["'“‘([{<]+$/;

/** What may stand between a name and its ID besides blanks: lists are copied from anywhere. */
const SEPARATOR = /(?:[=-]>|[=:,;|]|(?<=\s)[-–—])$/;

/** The campaign of one line, or what is wrong with it. */
function campaignOf(line: string): NamedCampaign | string {
	const found = [...line.matchAll(ANY_ID)];
	const last = found.at(-1);
	if (!last) return 'no ID';
	const id = last[0].toLowerCase();
	if (found.some(([other]) => other.toLowerCase() !== id)) return 'several IDs';
	if (!END.test(line.slice(last.index + id.length))) return 'text after the ID';

	const before = line.slice(0, last.index).replace(OPENING, '');
	const trimmed = before.trimEnd();
	const separated = trimmed.replace(SEPARATOR, '');
	// Something that runs into the ID may be a part of a longer one.
	if (trimmed !== '' && separated === before) return 'no "=" before the ID';
	const name = unquoted(separated.trim()).replace(/\s+/g, ' ');
	return { name: folded(name) === '' ? id : name, id };
}

const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’)$/;

function unquoted(name: string): string {
	const [, ...inside] = QUOTED.exec(name) ?? [];
	return (inside.find((text) => text !== undefined) ?? name).trim();
}
