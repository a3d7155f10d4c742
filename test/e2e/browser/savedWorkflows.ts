import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTACTS } from '../../../scripts/stage/contactsFile';
import { demoWorkflow } from '../../../scripts/stage/demoWorkflow';
import { GOOD_KEY, type Simulator } from '../../../simulator';
import { CREDENTIAL_TYPE, folder, rest } from '../n8n';

/** Some fields are named as 8x8 names them, so that they can be mapped automatically. */
const NEW_CONTACTS = [
	{
		crmRecordId: 'CRM-1001',
		name: 'Ada Okafor',
		nextCall: '2027-03-01T09:00:00Z',
		priority: 'low',
	},
	{ crmRecordId: 'CRM-1002', name: 'Ben Silva', nextCall: '', priority: 'High' },
	{ crmRecordId: 'CRM-1003', name: 'Chloé Martin', nextCall: '', priority: 'medium' },
	{ crmRecordId: 'CRM-1004', name: 'Dev Patel', nextCall: '2027-03-02T14:30:00Z', priority: '' },
];

export const IDS = NEW_CONTACTS.map(({ crmRecordId }) => crmRecordId);

const saved = async (workflow: object): Promise<string> =>
	(await rest<{ id: string }>('POST', '/workflows', workflow)).id;

/** A workflow whose only node is a trigger that gives the contacts. @returns its id */
export async function savedContacts(): Promise<string> {
	const trigger = {
		id: 'new-contacts',
		name: 'New contacts',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return await saved({
		name: 'Call new contacts',
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1' },
		pinData: { [trigger.name]: NEW_CONTACTS.map((json) => ({ json })) },
	});
}

/**
 * examples/demo.json, with an existing file and credential.
 *
 * @returns its id, and what takes the credential away again: n8n gives one of that name to whatever
 *   example is imported later
 */
export async function savedExample({ url }: Simulator, campaignId: string) {
	const file = join(folder, 'files', 'contacts.csv');
	await copyFile(CONTACTS, file);
	const name = '8x8 Contact Center Campaigns account';
	const data = { apiKey: GOOD_KEY, tenant: 'acme', customerSite: 'US1', baseUrl: url };
	const { id } = await rest<{ id: string }>('POST', '/credentials', {
		name,
		type: CREDENTIAL_TYPE,
		data,
	});
	const { nodes, ...workflow } = await demoWorkflow({ file, campaignId, start: true });
	const withCredential = nodes.map((node) =>
		node.credentials ? { ...node, credentials: { [CREDENTIAL_TYPE]: { id, name } } } : node,
	);
	return {
		workflow: await saved({ ...workflow, id: undefined, nodes: withCredential }),
		forgetCredential: () => rest('DELETE', `/credentials/${id}`),
	};
}
