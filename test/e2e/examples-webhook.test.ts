import { randomUUID } from 'node:crypto';
import type { CampaignSpec } from '../../simulator';
import { importExample, readExample, setUp } from './exampleWorkflows';
import { publish, rest, url, type Json } from './n8n';
import { credential, simulator } from './simulated';

const CAMPAIGN = 'c0ffee00-2222-4222-8333-444455556666';
const KEY = { name: 'X-CRM-Key', value: randomUUID() };

let workflow: { id: string; versionId: string };

beforeAll(async () => {
	const type = 'httpHeaderAuth';
	const name = `CRM ${randomUUID()}`;
	const { id } = await rest<{ id: string }>('POST', '/credentials', { name, type, data: KEY });
	workflow = await importExample(
		setUp(readExample('webhook-any-crm.json'), {
			campaignId: CAMPAIGN,
			credential,
			credentials: { [type]: { id, name } },
		}),
	);
	await publish(workflow.id, workflow.versionId);
});
afterAll(() => rest('POST', `/workflows/${workflow.id}/deactivate`));

/** What a CRM gets for an answer. */
async function send(
	campaign: CampaignSpec,
	body: unknown,
	headers: Record<string, string> = { [KEY.name]: KEY.value },
): Promise<{ status: number; body: unknown }> {
	simulator.createCampaign({ id: CAMPAIGN, ...campaign });
	const response = await fetch(`${url}/webhook/8x8-records`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, body: response.ok ? JSON.parse(text) : text };
}

const held = () => simulator.campaign(CAMPAIGN).crmRecordIds();

const isIn = (id: string, result: string, state = '') => ({
	id,
	inCampaign: true,
	result,
	state,
	reason: '',
});
const isNotIn = (id: unknown, result: string) => ({
	id,
	inCampaign: false,
	result,
	state: '',
	reason: expect.stringMatching(/\w/) as unknown,
});

it('adds the records, and answers 200 with what happened to each', async () => {
	const records = [
		{ id: 'W-1', priority: 'low', scheduleAt: '2027-05-18T17:00:00Z' },
		{ id: 15820400141 },
		{ id: 'W-there' },
	];
	expect(await send({ records: ['W-there'] }, { records })).toEqual({
		status: 200,
		body: {
			records: [
				isIn('W-1', 'added', 'PENDING'),
				isIn('15820400141', 'added', 'PENDING'),
				isIn('W-there', 'alreadyInCampaign'),
			],
		},
	});
	expect(held()).toEqual(['W-there', 'W-1', '15820400141']);
	expect(simulator.campaign(CAMPAIGN).record('W-1')).toMatchObject({
		priority: 'LOW',
		nextAttemptAfter: '2027-05-18T17:00:00.000Z',
	});
});

it('answers 207 when some are in, each at its place', async () => {
	const records = [{ id: 'W-1' }, { id: '' }, { priority: 'high' }, { id: 'W-2' }];
	const { status, body } = await send({}, { records });
	expect(status).toBe(207);
	expect(body).toEqual({
		records: [
			isIn('W-1', 'added', 'PENDING'),
			isNotIn('', 'invalidRecord'),
			isNotIn('', 'invalidRecord'),
			isIn('W-2', 'added', 'PENDING'),
		],
	});
	expect(held()).toEqual(['W-1', 'W-2']);
});

it('answers 422 when none is in, with the reason', async () => {
	const { status, body } = await send({ state: 'COMPLETE' }, { records: [{ id: 'W-1' }] });
	expect(status).toBe(422);
	expect(JSON.parse(body as string)).toEqual({ records: [isNotIn('W-1', 'campaignState')] });
	expect(held()).toEqual([]);
});

it('answers 503 when the same may work later', async () => {
	simulator.fault({ kind: 'status', status: 429, retryAfter: 600 });
	const { status, body } = await send({}, { records: [{ id: 'W-1' }, { id: 'W-2' }] });
	expect(status).toBe(503);
	expect((JSON.parse(body as string) as { records: Json[] }).records).toHaveLength(2);
	expect(held()).toEqual([]);
});

it.each([{}, { records: [] }, { records: 'W-1' }, [{ id: 'W-1' }]])(
	'answers 400 to %j',
	async (body) => {
		const answer = await send({}, body);
		expect(answer.status).toBe(400);
		expect(answer.body).toMatch('records');
		expect(held()).toEqual([]);
	},
);

it('lets in nobody without the key', async () => {
	const answer = await send({}, { records: [{ id: 'W-1' }] }, {});
	expect(answer.status).toBe(403);
	expect(held()).toEqual([]);
});
