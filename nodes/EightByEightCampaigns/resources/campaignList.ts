import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL } from '../client/connection';
import { campaignNames, folded } from './campaignNames';
import { thrownText } from './errors';

/**
 * The campaigns that the credential names, for the field "Campaign" in the mode `list`. 8x8's API
 * lists none. Lines that cannot be read come last, whatever is searched for: what cannot be found
 * may be on one of them.
 *
 * @param filter a part of a name or of an ID, in any case
 * @throws NodeOperationError when there is no usable credential, or no line in it. n8n shows the
 *   message in place of the list, with a blank for each dash, and without a sentence that asks to
 *   check the credential.
 */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const read = await this.getCredentials(CREDENTIAL).then(
		(credential) => campaignNames(credential.campaigns),
		(error: unknown) => thrownText(error),
	);
	if (typeof read === 'string') {
		throw new NodeOperationError(
			this.getNode(),
			`The names of campaigns come from the credential, which cannot be used: ${read}`,
		);
	}
	const { campaigns, unclear } = read;
	if (campaigns.length === 0 && unclear.length === 0)
		throw new NodeOperationError(this.getNode(), NONE);

	const wanted = folded(filter.trim());
	const found = campaigns
		.filter(({ name, id }) => folded(name).includes(wanted) || id.includes(wanted))
		.map(({ name, id }) => ({ name, value: id }));
	// n8n shows one entry for each value. The field refuses these, since they are no campaign IDs.
	const told = unclear.map(({ line, problem }) => ({
		name: `Line ${line} of Campaigns in the credential: ${problem}`,
		value: `line ${line}`,
	}));
	return { results: [...found, ...told] };
}

const NONE =
	'The credential names no campaigns yet. Open it, and write a name and a campaign ID on each line of "Campaigns": Spring sale = the ID. Or choose "By ID" here.';
