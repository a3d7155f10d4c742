import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHttpServer } from '../../scripts/process/httpServer';
import type { FaultSpec } from '../../simulator';
import { execute, type Execution } from './execution';
import { folder, saveCredential, type Json } from './n8n';
import { byHand, byId, MARKED_KEY as KEY, simulator, thisNode } from './simulated';

/** The forms in which a text may hold the key. */
const FORMS = [KEY, encodeURIComponent(KEY), Buffer.from(KEY).toString('base64').slice(0, -4)];

/** Everything that n8n has stored and printed: its database with the executions, its logs, its events. */
function placesOfKey(): string[] {
	const found: string[] = [];
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
		(entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
	);
	expect(files.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['database.sqlite', 'n8n.log']),
	);
	for (const { name, parentPath } of files) {
		const content = readFileSync(join(parentPath, name)).toString('latin1');
		for (const form of FORMS) {
			const at = content.indexOf(form);
			if (at >= 0) found.push(`${name}: ${content.slice(Math.max(0, at - 200), at + 80)}`);
		}
	}
	return found;
}

async function run(
	baseUrl: string,
	resource: 'campaign' | 'record',
	onError: string,
	parameters: Json = {},
): Promise<Execution> {
	const { id: campaign } = simulator.createCampaign({ records: ['old'] });
	const credential = await saveCredential(baseUrl, KEY);
	return await execute(
		thisNode(
			{
				resource,
				operation: resource === 'record' ? 'add' : 'pause',
				campaignId: byId(campaign),
				...(resource === 'record' && { fields: byHand({ crmRecordId: '={{ $json.id }}' }) }),
				options: { maxRetries: 1, timeout: 500 },
				...parameters,
			},
			{ onError },
			credential,
		),
		[{ id: 'new' }, { id: 'old' }],
	);
}

/** An error that is thrown, and one that is an item. */
const MODES = ['stopWorkflow', 'continueErrorOutput'];

const runAll = (...[baseUrl, resource]: [string, 'campaign' | 'record']) =>
	Promise.all(MODES.map((onError) => run(baseUrl, resource, onError)));

const FAULTS: Array<[string, FaultSpec | undefined]> = [
	['nothing wrong', undefined],
	['a key that is not known', { kind: 'status', status: 401 }],
	['a key without the product', { kind: 'status', status: 403, body: 'html' }],
	['an unknown campaign', { kind: 'status', status: 404 }],
	['a refusal', { kind: 'status', status: 400 }],
	// One that is waited for takes minutes.
	['a limited rate', { kind: 'status', status: 429, retryAfter: 301 }],
	['a server that fails', { kind: 'status', status: 503, body: 'html' }],
	['a connection that breaks', { kind: 'resetAfter' }],
	['an answer that is cut off', { kind: 'cutBody' }],
	['an answer that never comes', { kind: 'hangAfter' }],
];

describe.each(['record', 'campaign'] as const)('the key shows nowhere, for a %s:', (resource) => {
	it.each(FAULTS)('%s', async (_what, fault) => {
		if (fault) simulator.fault({ times: 'always', ...fault });
		const executions = JSON.stringify(await runAll(simulator.url, resource));
		for (const form of FORMS) expect(executions).not.toContain(form);
		expect(placesOfKey()).toEqual([]);
	});

	it.each([
		['nobody listens', 'http://127.0.0.1:9'],
		['the certificate is wrong', 'https://127.0.0.1:1'],
		['the address is not allowed', 'http://example.invalid'],
		['the address holds a path', 'https://example.invalid/path?x=1'],
	])('%s', async (_what, baseUrl) => {
		await runAll(baseUrl, resource);
		expect(placesOfKey()).toEqual([]);
	});

	it('a redirect, which nobody follows', async () => {
		let visits = 0;
		const elsewhere = await startHttpServer((_request, response) => {
			visits++;
			response.end('{}');
		});
		simulator.fault({ kind: 'redirect', times: 'always', location: `${elsewhere.url}/stolen` });
		await runAll(simulator.url, resource);
		await elsewhere.close();
		expect(visits).toBe(0);
		expect(placesOfKey()).toEqual([]);
	});

	it.each([200, 400, 409, 502])(
		'a gateway that prints what it was sent, with %i',
		async (status) => {
			let visits = 0;
			const gateway = await startHttpServer((request, response) => {
				visits++;
				const said = JSON.stringify(request.headers);
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(
					JSON.stringify({
						id: said,
						title: said,
						detail: said,
						errors: [{ field: 'rank', message: said }],
						records: [{ crmRecordId: 'new', stateReason: said }],
					}),
				);
			});
			await runAll(gateway.url, resource);
			await gateway.close();
			expect(visits).toBeGreaterThan(0);
			expect(placesOfKey()).toEqual([]);
		},
	);
});

it('the search would find it', async () => {
	await run(simulator.url, 'record', 'continueRegularOutput', { note: KEY });
	expect(placesOfKey()).not.toEqual([]);
});
