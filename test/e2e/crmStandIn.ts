import { randomUUID } from 'node:crypto';
import { CRM_USER, startCrm, type Crm } from '../../simulator/crm/startCrm';
import { escapeXml } from '../../simulator/crm/xml';
import { readExample } from './exampleWorkflows';
import { rest } from './n8n';

/** The stand-in for 8x8's own CRM, for the test file that imports it; emptied before each test. */
export let crm: Crm;

/** The credential for it, made of the text that the template gives to paste. */
export let crmCredential: { id: string; name: string };

/** The text of the note that tells how to set up the credential, with the values of the stand-in. */
function credentialText(): string {
	const { nodes } = readExample('hubspot-new-contact.json');
	const note = nodes.find(({ name }) => name === 'Set up the CRM API')?.parameters
		.content as string;
	const [, text] = /^`(\{ "body".*\})`$/m.exec(note) ?? [];
	if (text === undefined) throw new Error('The note has no text to paste');
	const { tenant, username, password } = CRM_USER;
	return text
		.replace('your tenant', escapeXml(tenant))
		.replace('your CRM API user', escapeXml(username))
		.replace('its password', () => escapeXml(password));
}

beforeAll(async () => {
	crm = await startCrm();
	const name = `CRM API ${randomUUID()}`;
	const data = { json: `=${credentialText()}` };
	crmCredential = await rest('POST', '/credentials', { name, type: 'httpCustomAuth', data });
});
beforeEach(() => crm.reset());
afterAll(() => crm.close());
