import { GOOD_KEY, MEDIA_TYPE, startSimulator, type Simulator } from '../../simulator';

/** The simulator of the test file that imports it, emptied after each test. */
export let simulator: Simulator;

/** Moves the clock of the simulator's campaigns, which stands still otherwise. */
export const clock = { now: Date.UTC(2030, 0, 1) };

beforeAll(async () => {
	simulator = await startSimulator({ now: () => clock.now });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

/** An answer as the simulator's tests look at it. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** Undefined when the text is not JSON. */
	json: Record<string, unknown> | undefined;
}

interface Call {
	method?: string;
	/** Default: that of adding records to the campaign. */
	path?: string;
	campaignId?: string;
	headers?: Record<string, string | undefined>;
	/** Sent as JSON, a string as it is. */
	body?: unknown;
	signal?: AbortSignal;
}

/** One request over real HTTP, valid unless told otherwise. Rejects when no answer comes. */
export async function call(request: Call): Promise<Reply> {
	const { method = 'POST', campaignId, body, signal } = request;
	const path = request.path ?? `/cc/US1/campaigns/v1/${campaignId}/records`;
	const headers = {
		'x-api-key': GOOD_KEY,
		'x-8x8-tenant': 'acme',
		'content-type': body === undefined ? undefined : MEDIA_TYPE,
		...request.headers,
	};
	const given = Object.entries(headers).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
	const response = await fetch(simulator.url + path, {
		method,
		headers: given,
		body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
		redirect: 'manual',
		signal,
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** Adds records; a string stands for a record with only that crmRecordId. */
export function add({ id }: { id: string }, records: unknown[], more: Call = {}): Promise<Reply> {
	const list = records.map((entry) => (typeof entry === 'string' ? { crmRecordId: entry } : entry));
	return call({ campaignId: id, body: { records: list }, ...more });
}

/** Adds one record to a campaign of its own; `lost` when no answer came. */
export async function tryToAdd(signal?: AbortSignal) {
	const campaign = simulator.createCampaign();
	const reply = await add(campaign, ['a'], { signal }).catch(() => 'lost' as const);
	return { reply, campaign, status: reply === 'lost' ? reply : reply.status };
}

/** One lifecycle action. */
export function act({ id }: { id: string }, body: unknown): Promise<Reply> {
	return call({ method: 'PATCH', path: `/cc/US1/campaigns/v1/${id}`, body });
}

/** Waits for what happens soon. Gives up well after that, so that a failing run still ends. */
export async function until(holds: () => boolean): Promise<void> {
	const giveUpAt = Date.now() + 20_000;
	while (!holds()) {
		if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}

/** So many ids, such as `x0`, `x1`, … */
export function ids(count: number, prefix = 'x'): string[] {
	return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

function parse(text: string): Reply['json'] {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}
