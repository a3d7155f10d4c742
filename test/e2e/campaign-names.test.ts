import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logIn, restApi, type Rest } from '../../scripts/n8n/rest';
import { GOOD_KEY } from '../../simulator';
import { CREDENTIAL_TYPE, folder, NODE_TYPE, rest, runNode, saveCredential, url } from './n8n';
import { simulator, thisNode } from './simulated';

const SPRING = '5d8f2c40-3f1e-4b7a-9c62-0a1b2c3d4e5f';
const SUMMER = '7b1e9a52-64c8-4d3f-8e07-1f2e3d4c5b6a';
const CAMPAIGNS = `# from the campaign list\r\nSpring = ${SPRING}\nSummer, UK = ${SUMMER.toUpperCase()}\nAutumn`;

const LISTED = [
	{ name: 'Spring', value: SPRING },
	{ name: 'Summer, UK', value: SUMMER },
	{ name: 'Line 4 of Campaigns in the credential: no ID', value: 'line 4' },
];

interface Reference {
	id: string;
	name: string;
}

/** Saves a credential that names campaigns. */
async function naming(campaigns: unknown, as: Rest = rest): Promise<Reference> {
	const name = randomUUID();
	const data = { apiKey: GOOD_KEY, tenant: 'acme', customerSite: 'US1', baseUrl: simulator.url };
	const { id } = await as<Reference>('POST', '/credentials', {
		name,
		type: CREDENTIAL_TYPE,
		data: { ...data, campaigns },
	});
	return { id, name };
}

/** The list as the editor asks for it. */
async function listed(
	credential: Reference | undefined,
	{ filter, as = rest, type = NODE_TYPE }: { filter?: string; as?: Rest; type?: string } = {},
): Promise<unknown> {
	const { results } = await as<{ results: unknown }>(
		'POST',
		'/dynamic-node-parameters/resource-locator-results',
		{
			path: 'parameters.campaignId',
			methodName: 'searchCampaigns',
			nodeTypeAndVersion: { name: type, version: 1 },
			currentNodeParameters: { resource: 'record', operation: 'add' },
			credentials: credential && { [CREDENTIAL_TYPE]: credential },
			filter,
		},
	);
	return results;
}

/** Invites somebody, who accepts. @returns the API as this person, and the project of their own */
async function colleague(): Promise<{ as: Rest; project: string }> {
	const email = `${randomUUID()}@example.com`;
	const password = `Demo1-${randomUUID()}`;
	type Invited = { user: { id: string; inviteAcceptUrl: string } };
	const [invited] = await rest<Invited[]>('POST', '/invitations', [
		{ email, role: 'global:member' },
	]);
	const token = new URL(invited!.user.inviteAcceptUrl).searchParams.get('token');
	const person = { firstName: 'Ada', lastName: 'Okafor', password };
	await rest('POST', '/invitations/accept', { ...person, token });
	const as = restApi(url, await logIn(url, { email, password }));
	const { id: project } = await as<{ id: string }>('GET', '/projects/personal');
	return { as, project };
}

/** As n8n's button "Share" does, which its free edition lacks. */
function share({ id }: Reference, project: string): void {
	const database = new DatabaseSync(join(folder, '.n8n', 'database.sqlite'));
	database
		.prepare(
			"INSERT INTO shared_credentials (credentialsId, projectId, role) VALUES (?, ?, 'credential:user')",
		)
		.run(id, project);
	database.close();
}

it('offers the campaigns of the credential, and tells the line that names none', async () => {
	const credential = await naming(CAMPAIGNS);
	expect(await listed(credential)).toEqual(LISTED);
	expect(await listed(credential, { filter: 'UK' })).toEqual(LISTED.slice(1));
});

it('offers them in the form of the tool too', async () => {
	expect(await listed(await naming(CAMPAIGNS), { type: `${NODE_TYPE}Tool` })).toEqual(LISTED);
});

it('asks 8x8 nothing', async () => {
	await listed(await naming(CAMPAIGNS));
	expect(simulator.requests).toEqual([]);
});

it('offers them to a colleague with whom the credential is shared, and to nobody else', async () => {
	const { as, project } = await colleague();
	const credential = await naming(CAMPAIGNS);
	await expect(listed(credential, { as })).rejects.toThrow(/403/);
	share(credential, project);
	expect(await listed(credential, { as })).toEqual(LISTED);
});

it('offers the owner of n8n those of a credential that a colleague has made', async () => {
	const { as } = await colleague();
	expect(await listed(await naming(CAMPAIGNS, as))).toEqual(LISTED);
});

it('says what to write when the credential names none', async () => {
	const says = /names no campaigns yet\. Open it, and write a name and a campaign ID on each line/;
	await expect(listed(await naming(''))).rejects.toThrow(says);
	// Saved before there was such a field.
	const { id, name } = await saveCredential(simulator.url);
	await expect(listed({ id, name })).rejects.toThrow(says);
});

it('says that the names come from the credential when the node has none', async () => {
	await expect(listed(undefined)).rejects.toThrow(/names of campaigns come from the credential/);
});

it('works on the campaign that was chosen by name', async () => {
	simulator.createCampaign({ id: SUMMER });
	const campaignId = { __rl: true, mode: 'list', value: SUMMER, cachedResultName: 'Summer, UK' };
	const parameters = { resource: 'campaign', operation: 'pause', campaignId, options: {} };
	expect(await runNode(thisNode(parameters))).toMatchObject([{ id: SUMMER, state: 'PAUSED' }]);
});
