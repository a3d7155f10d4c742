import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { searchCampaigns } from '../../../nodes/EightByEightCampaigns/resources/campaignList';
import { CAMPAIGN, OTHER_CAMPAIGN } from '../helpers/entries';

/** What n8n hands over when the editor asks for the list. */
const list = (getCredentials: () => Promise<unknown>, filter?: string) => {
	const context = { getCredentials, getNode: () => ({ name: 'Campaigns', type: 'x' }) };
	return searchCampaigns.call(context as unknown as ILoadOptionsFunctions, filter);
};

const offered = async (campaigns: unknown, filter?: string) =>
	(await list(() => Promise.resolve({ campaigns }), filter)).results;

const TWO = `Spring sale = ${CAMPAIGN}\nUK: Été = ${OTHER_CAMPAIGN.toUpperCase()}`;
const SPRING = { name: 'Spring sale', value: CAMPAIGN };
const SUMMER = { name: 'UK: Été', value: OTHER_CAMPAIGN };

it('offers the campaigns that the credential names, as they are written', async () => {
	expect(await offered(TWO)).toEqual([SPRING, SUMMER]);
});

it.each([
	['a part of the name', 'ing s', [SPRING]],
	['the name in another case', 'SPRING', [SPRING]],
	['the name with blanks around it', ' spring ', [SPRING]],
	['a letter whose accent is composed otherwise', 'e\u0301TE\u0301', [SUMMER]],
	['a part of the ID', OTHER_CAMPAIGN.slice(0, 9).toUpperCase(), [SUMMER]],
	['a letter of both', 'e', [SPRING, SUMMER]],
	['nothing', '', [SPRING, SUMMER]],
	['blanks', '  ', [SPRING, SUMMER]],
	['what is an expression to a search', '.*', []],
	['another name', 'autumn', []],
])('finds by %s', async (_, filter, found) => {
	expect(await offered(TWO, filter)).toEqual(found);
});

it('tells lines that name no campaign behind the others, whatever is searched for', async () => {
	const told = [
		{ name: 'Line 1 of Campaigns in the credential: no ID', value: 'line 1' },
		{ name: 'Line 4 of Campaigns in the credential: same ID as line 2', value: 'line 4' },
	];
	const text = `Autumn\n${TWO}\nAgain = ${CAMPAIGN}`;
	expect(await offered(text)).toEqual([SPRING, SUMMER, ...told]);
	expect(await offered(text, 'été')).toEqual([SUMMER, ...told]);
	expect(await offered(text, 'autumn')).toEqual(told);
});

it.each(['', ' \n', '# nothing yet', undefined, null, 7])(
	'says what to write when the field holds %j',
	async (campaigns) => {
		await expect(offered(campaigns)).rejects.toThrow(/names no campaigns yet.*on each line/);
		await expect(offered(campaigns, 'spring')).rejects.toThrow(/names no campaigns yet/);
	},
);

it('says that the names come from the credential when it cannot be used, and why', async () => {
	const refused = () => Promise.reject(new Error('Node does not have any credentials set'));
	await expect(list(refused)).rejects.toThrow(
		/come from the credential, which cannot be used: Node does not have any credentials set/,
	);
});

it('throws only what n8n shows in full', async () => {
	const messages = await Promise.all(
		[list(() => Promise.reject(new Error('no access'))), offered('')].map((promise) =>
			promise.catch((error: Error) => error.message),
		),
	);
	for (const message of messages) {
		// The editor cuts a message at dashes, and drops a sentence with these words.
		expect(message).not.toMatch(/[-–—]|check (your )?credential/i);
	}
});
