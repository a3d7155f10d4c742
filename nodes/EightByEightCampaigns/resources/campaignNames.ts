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
		if (raw === '' || COMMENT.test(raw)) continue;
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

/**
 * Characters that come along when text is copied, and that nobody sees. Others that nobody sees, such
 * as the joiners of some scripts, belong to a name.
 */
const COPIED_ALONG = /[\u200B\u200E\u200F\u2060\uFEFF]/g;

const linesOf = (text: unknown) =>
	(typeof text === 'string' ? text : '')
		.split(/\r\n|\r|\n/)
		.map((line) => line.replace(COPIED_ALONG, '').trim());

/** As names are compared: the case, and how an accent is composed, do not count. */
export const folded = (text: string) => text.normalize().toLowerCase();

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
	return { name: unquoted(separated.trim()).replace(/\s+/g, ' ') || id, id };
}

const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’)$/;

function unquoted(name: string): string {
	const [, ...inside] = QUOTED.exec(name) ?? [];
	return (inside.find((text) => text !== undefined) ?? name).trim();
}
