import { KEY_WITHOUT_PRODUCT } from '../../simulator';
import { ACCESS, NAMED_CAMPAIGNS } from './simulator';

/** All that a person needs to make a credential for the simulator by hand, field by field. */
export function simulatorSheet(url: string): string {
	const { apiKey, tenant, customerSite } = ACCESS;
	const campaigns = NAMED_CAMPAIGNS.map((line) => `  ${line}`).join('\n');
	return `For a credential of your own (the example has one already):

  API Key         ${apiKey}   (${KEY_WITHOUT_PRODUCT} lacks the API product: 403)
  Tenant          ${tenant}
  Customer Site   ${customerSite}
  Base URL        ${url}
  Campaigns       the lines below; they are the names that the node offers under "From list"

${campaigns}

What the simulator saw: ${url}/_simulator. What else it can do: docs/simulator.md`;
}
