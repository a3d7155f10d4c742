import { homeOfCheckout } from '../n8n/home';
import { readContacts } from '../stage/contactsFile';
import type { Account } from './arguments';
import { execute, importDemo } from './execute';
import { resultTable } from './table';

/** The customer sites that the credential offers by name. */
const KNOWN_SITES = ['US1', 'US2', 'UK3'];

function accountCredential({ apiKey, tenant, site, baseUrl }: Account) {
	const known = KNOWN_SITES.includes(site);
	return {
		id: '8x8AccountKey001',
		name: '8x8 Contact Center Campaigns account',
		type: 'eightByEightCampaignsApi',
		data: {
			apiKey,
			tenant,
			customerSite: known ? site : 'other',
			otherCustomerSite: known ? '' : site,
			baseUrl,
		},
	};
}

/**
 * Adds the records of the person's file to the campaign of their own account. 8x8 has no way to read
 * records back, so that only the node's own counts can be checked.
 *
 * @returns the exit code: 0 only when every row was reported once and none failed.
 */
export async function runForReal(account: Account): Promise<number> {
	const rows = await readContacts(account.file);
	const [first] = rows;
	if (!first || !('Record ID' in first)) {
		throw new Error(`${account.file} has no rows, or no column "Record ID".`);
	}
	const home = await homeOfCheckout();
	const credential = accountCredential(account);
	const workflowId = await importDemo(home, { ...account, credential });
	const count = rows.length.toLocaleString('en');
	console.log(
		`Adding ${count} records to campaign ${account.campaignId}${account.start ? ', then starting it' : ''} …`,
	);
	const { records: reported, started } = await execute(home, workflowId);
	console.log(`\n${resultTable(reported)}`);
	const once = new Set(reported.map(({ row }) => row)).size === rows.length;
	if (!once || reported.length !== rows.length) {
		console.log(`✘ ${rows.length} rows, but ${reported.length} outcomes.`);
		return 1;
	}
	if (started) {
		console.log(started.error ? `✘ ${started.error.message}` : `Campaign: ${started.state}`);
	}
	const failed = reported.some(({ outcome }) => outcome === 'failed');
	return failed || started?.error || (account.start && !started) ? 1 : 0;
}
