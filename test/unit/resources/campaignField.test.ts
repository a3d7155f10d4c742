import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { campaignIdDescription } from '../../../nodes/EightByEightCampaigns/resources/campaignId';
import { EightByEightCampaigns } from '../../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import { CAMPAIGN, OTHER_CAMPAIGN } from '../helpers/entries';

const { description, methods } = new EightByEightCampaigns();

/** What n8n writes beside the red triangle at the field, and why it does not start. */
function issues(mode: string, value: string): string[] {
	const parameters = { campaignId: { __rl: true, mode, value } };
	const node = { typeVersion: 1, parameters } as unknown as INode;
	const found = NodeHelpers.getParameterIssues(
		campaignIdDescription,
		parameters,
		'',
		node,
		description,
	);
	return Object.values(found.parameters ?? {}).flat();
}

describe.each(['list', 'id', 'url'])('the field Campaign in the mode "%s"', (mode) => {
	it.each([
		CAMPAIGN,
		CAMPAIGN.toUpperCase(),
		`  ${CAMPAIGN}\n`,
		`{${CAMPAIGN}}`,
		`https://vcc.example/campaigns/${CAMPAIGN}/edit?x=1`,
		`{"name": "Spring sale",\n "id": "${CAMPAIGN}"}`,
		`Spring sale = ${CAMPAIGN}`,
		// Which one is meant is told in the run, where the rest of the text counts too.
		`${OTHER_CAMPAIGN}/campaigns/${CAMPAIGN}`,
		'={{ $json.campaign }}',
	])('takes %j', (value) => {
		expect(issues(mode, value)).toEqual([]);
	});

	it.each(['Spring sale', 'line 3', CAMPAIGN.slice(1), `${CAMPAIGN}0`, `a${CAMPAIGN}`, ' '])(
		'does not take %j, which has no campaign ID',
		(value) => {
			expect(issues(mode, value)).toEqual([expect.stringMatching(/campaign ID/)]);
		},
	);

	it('says one thing only when it is empty', () => {
		expect(issues(mode, '')).toEqual(['Parameter "Campaign" is required.']);
	});
});

it('has the modes list, ID and URL, and begins with the ID', () => {
	const { modes, default: initial } = campaignIdDescription;
	expect(modes?.map(({ name }) => name)).toEqual(['list', 'id', 'url']);
	expect(initial).toEqual({ mode: 'id', value: '' });
});

it('gets its list from a method that the node has', () => {
	const [list] = campaignIdDescription.modes ?? [];
	expect(Object.keys(methods.listSearch)).toContain(list?.typeOptions?.searchListMethod);
});
