import {
	changeCampaign,
	judgeChange,
	type Changed,
} from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { CampaignChange } from '../../../nodes/EightByEightCampaigns/client/api';
import type { ApiRequest } from '../../../nodes/EightByEightCampaigns/client/send';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { CAMPAIGN } from '../helpers/entries';
import { HTML, NOW, answer, noAnswer, type ProblemBody } from '../helpers/replies';

const RULE = { verb: 'start', from: ['READY'] } as const;

const ASKED = { ...RULE, change: { action: 'START' } } as const;

const judge = (status: number, body: ProblemBody | string = '') =>
	judgeChange(answer(status, body), ASKED, NOW);

describe('success', () => {
	it.each([200, 201, 202])('with %i is the campaign as 8x8 answers it', (status) => {
		const campaign = { id: CAMPAIGN, state: 'SOMETHING_NEW', recordCounts: [], more: { a: 1 } };
		expect(judge(status, campaign)).toEqual({ verdict: 'changed', campaign });
	});

	it.each([{ id: CAMPAIGN }, { state: 'READY' }])('may tell as little as %j', (campaign) => {
		expect(judge(200, campaign)).toEqual({ verdict: 'changed', campaign });
	});

	it.each([
		{ error: { code: 'CONFLICT' } },
		{ error: 'Not allowed' },
		{ errors: [{ message: 'Not allowed' }] },
		{ fault: { faultstring: 'No' } },
		{ success: false },
	])('is not assumed where the answer carries %j', (rest) => {
		expect(judge(200, { id: CAMPAIGN, state: 'READY', ...rest })).toMatchObject({
			verdict: 'lost',
			failure: { code: 'unexpectedAnswer' },
		});
	});

	it.each(['RUN_ERROR', 'BUILD_ERROR'])('may tell why the campaign is in %s', (state) => {
		const failed = { id: CAMPAIGN, state, errorMessage: 'No agents' };
		expect(judge(200, failed)).toEqual({ verdict: 'changed', campaign: failed });
	});

	const campaign = { id: CAMPAIGN, state: 'RUNNING' };

	it.each<[string, unknown]>([
		['a list', [campaign]],
		['data', { data: campaign }],
		['campaign', { campaign }],
		['response and Data', { response: { Data: [campaign] }, success: true }],
	])('is read inside of %s', (_, body) => {
		expect(judge(200, JSON.stringify(body))).toEqual({ verdict: 'changed', campaign });
	});

	it.each<[string, unknown]>([
		['several campaigns', [campaign, campaign]],
		['a wrapper that failed', { success: false, data: campaign }],
		['a campaign that failed', { data: { ...campaign, error: 'No' } }],
		['something else', { data: { status: 'OK' } }],
		['nothing', []],
		['two wrappers at once', { data: campaign, result: campaign }],
		['far below', { data: { data: { data: { data: campaign } } } }],
		['far below in lists', [[[{ campaign }]]]],
	])('is not read from %s', (_, body) => {
		expect(judge(200, JSON.stringify(body)).verdict).toBe('lost');
	});

	it('is not assumed where the answer is about another campaign', async () => {
		const headers = { 'x-ratelimit-remaining': '2', 'x-ratelimit-reset-after': '7' };
		const changed = (id: unknown) =>
			changeCampaign(
				() => Promise.resolve(answer(200, { id, state: 'RUNNING' }, headers)),
				CAMPAIGN,
				{ action: 'START' },
				{ rule: RULE, timeout: 1_000, now: () => NOW },
			);
		expect(await changed('99999999-9999-4999-8999-999999999999')).toMatchObject({
			verdict: 'lost',
			failure: { code: 'unexpectedAnswer', message: 'The answer is about another campaign' },
			rateLimit: { left: 2, endsIn: 7_000 },
		});
		// What is no UUID says nothing of which campaign it is.
		for (const id of [CAMPAIGN.toUpperCase(), '7', ['99999999-9999-4999-8999-999999999999']]) {
			expect((await changed(id)).verdict).toBe('changed');
		}
	});

	it.each([{ error: null }, { errors: [] }, { error: '' }, { success: true }])(
		'may carry %j',
		(rest) => {
			expect(judge(200, { id: CAMPAIGN, ...rest }).verdict).toBe('changed');
		},
	);

	it.each([400, 409, 500])('is not assumed for a %i whose body is a campaign', (status) => {
		expect(judge(status, { id: CAMPAIGN, state: 'READY' }).verdict).not.toBe('changed');
	});

	it.each(['', HTML, '[]', 'null', '"READY"', '{"id":"1', '{}', '{"error":"maintenance"}'])(
		'with the body %j may have taken effect',
		(body) => {
			expect(judge(200, body)).toMatchObject({
				verdict: 'lost',
				failure: { code: 'unexpectedAnswer' },
			});
		},
	);
});

/** In the order of the guards. */
const guards: Array<[string, ProblemBody | string, { verdict: string; code: string }]> = [
	[
		'names a field',
		{ title: 'Validation failed', errors: [{ field: 'buildOnStart', message: 'must be null' }] },
		{ verdict: 'stopCampaign', code: 'refusedUnexplained' },
	],
	[
		'names the passing state, and a field',
		{ detail: 'Not allowed in state BUILDING', errors: [{ field: 'action' }] },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'says that there is no such campaign',
		{ detail: 'Campaign not found' },
		{ verdict: 'stopCampaign', code: 'notFound' },
	],
	[
		'names the campaign as a field',
		{ errors: [{ field: 'campaignId', message: 'is unknown' }] },
		{ verdict: 'stopCampaign', code: 'notFound' },
	],
	[
		'names the tenant as a field',
		{ errors: [{ field: 'X-8x8-Tenant', message: 'is unknown' }] },
		{ verdict: 'stopRun', code: 'unexpectedAnswer' },
	],
	[
		'names a final state',
		{ detail: 'Action START is not allowed in state COMPLETE' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'names a transition from a final state',
		{ detail: 'Illegal state transition: DELETED to STARTING' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'names a passing state',
		{ detail: 'Action START is not allowed in state BUILDING' },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'names a state that only a request ends',
		{ detail: 'Action START is not allowed in state PAUSED' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'names a state that passes into one that does not help',
		{ detail: 'Action START is not allowed in state STARTING' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'names the states that it wants',
		{ detail: 'START is only allowed in state READY' },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'says in which state it is not',
		{ detail: 'Campaign is not in READY state' },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'says in which state it is not, of a field',
		{ errors: [{ field: 'action', message: 'Campaign is not READY' }] },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'says in small letters in which state it is not, of a field',
		{ errors: [{ field: 'action', message: 'The campaign is not ready' }] },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'names the state from which the action works',
		{ detail: 'START is for READY campaigns' },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'names a passing state, and the one that it wants',
		{ detail: 'Campaign state is BUILDING but must be READY' },
		{ verdict: 'wait', code: 'campaignState' },
	],
	[
		'says that the campaign is not dynamic',
		{ detail: 'The campaign is not dynamic' },
		{ verdict: 'stopCampaign', code: 'refusedUnexplained' },
	],
	[
		'names the campaign',
		{ detail: `Campaign with id: ${CAMPAIGN} is in state PAUSED` },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'names a state, and the tenant',
		{ detail: 'START is not allowed in state PAUSED for this tenant' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'says that it has ended',
		{ detail: 'The campaign has ended' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	[
		'says disabled',
		{ detail: 'The campaign is disabled' },
		{ verdict: 'stopCampaign', code: 'campaignState' },
	],
	['says nothing', { title: 'Conflict' }, { verdict: 'wait', code: 'campaignState' }],
	['is HTML', HTML, { verdict: 'wait', code: 'campaignState' }],
	['is empty', '', { verdict: 'wait', code: 'campaignState' }],
];

describe.each([400, 409])('a refusal with %i', (status) => {
	it.each(guards)('that %s', (_, body, { verdict, code }) => {
		expect(judge(status, body)).toMatchObject({
			verdict,
			failure: { code, httpCode: String(status) },
		});
	});

	it('does not say that the campaign is in a state from which the action works', () => {
		const { failure } = judge(status, { detail: 'START is for READY campaigns' }) as NoSuccess;
		expect(failure.message).toBe('Cannot start the campaign in its present state');
	});

	it('tells from which states the action works', () => {
		const asked = { ...ASKED, from: ['READY', 'PENDING'] } as const;
		const { failure } = judgeChange(answer(status, { detail: 'No' }), asked, NOW) as NoSuccess;
		expect(failure.message).toContain('Cannot start the campaign');
		expect(failure.description).toMatch(/works in these states: READY, PENDING\./);
	});
});

it.each([
	[401, 'stopRun', 'unauthorized'],
	[403, 'stopRun', 'forbidden'],
	[404, 'stopCampaign', 'notFound'],
	[429, 'tryAgain', 'rateLimited'],
	[503, 'lost', 'serverError'],
	[302, 'stopRun', 'unexpectedAnswer'],
])('%i is judged as for every request', (status, verdict, code) => {
	expect(judge(status, { detail: 'Action is not allowed in state COMPLETE' })).toMatchObject({
		verdict,
		failure: { code },
	});
});

it('never lets the text of 8x8 into the message', () => {
	for (const [, body] of guards) {
		const hostile = typeof body === 'string' ? body : { ...body, title: 'canceled' };
		expect((judge(409, hostile) as NoSuccess).failure.message).not.toMatch(/canceled/);
	}
});

it.each([
	['DISABLED', { action: 'START', enabled: true }, /The option "Enabled" did not help/],
	['DISABLED', { action: 'START', enabled: false }, /Add the option "Enabled"/],
	['PAUSED', { action: 'START', enabled: true }, /use Resume/],
	['CREATED', { action: 'START', buildOnStart: true }, /\. Build it first\.$/],
	['CREATED', { action: 'START', buildOnStart: false }, /add the option "Build on Start"/],
	['PAUSED', { action: 'START', buildOnStart: true }, /use Resume/],
] as const)('in state %s, after %j, the next step fits what was asked', (state, change, says) => {
	const detail = `Action START is not allowed in state ${state}`;
	const { failure } = judgeChange(answer(409, { detail }), { ...RULE, change }, NOW) as NoSuccess;
	expect(failure.description).toMatch(says);
});

it.each(['The campaign has ended', 'The campaign has not started'])(
	'a state counts before the field whose error tells it: %j',
	(message) => {
		const { failure } = judge(400, { errors: [{ field: 'type', message }] }) as NoSuccess;
		expect(failure.code).toBe('campaignState');
	},
);

describe('the state of a refusal', () => {
	const notDone = (change: CampaignChange, detail: string) =>
		(judgeChange(answer(409, { detail }), { ...RULE, change }, NOW) as NoSuccess).notDone;

	it.each<[CampaignChange, string]>([
		[{ action: 'PAUSE' }, 'The campaign is STARTING'],
		[{ action: 'PAUSE' }, 'The campaign is READY'],
		[{ action: 'PAUSE', enabled: false }, 'The campaign is READY'],
		[{ action: 'PAUSE' }, 'The campaign has not started'],
		[{ action: 'START' }, 'The campaign is BUILDING'],
		[{ action: 'START' }, 'The campaign is in state BUILD_ERROR'],
		[{ action: 'START' }, 'The campaign is disabled'],
		[{ action: 'START', enabled: true }, 'Not allowed for a disabled campaign'],
		[{ action: 'CANCEL' }, 'The campaign is in state RUN_ERROR'],
		[{ action: 'RESUME' }, 'The campaign has ended'],
	])('shows that nothing came of %j: %j', (change, detail) => {
		expect(notDone(change, detail)).toBe(true);
	});

	it.each<[CampaignChange, string]>([
		[{ action: 'PAUSE' }, 'The campaign is PAUSED'],
		[{ action: 'PAUSE' }, 'The campaign is not RUNNING'],
		[{ action: 'START' }, 'The campaign must be READY'],
		[{ action: 'START' }, 'No'],
		[{ action: 'START' }, 'The campaign is PENDING'],
		[{ action: 'CANCEL' }, 'The campaign has ended'],
		[{ action: 'PAUSE', enabled: false }, 'The campaign is disabled'],
		[{ action: 'START', enabled: false }, 'The campaign is disabled'],
	])('may come of %j: %j', (change, detail) => {
		expect(notDone(change, detail)).toBe(false);
	});
});

describe('sending', () => {
	const send = async (reply: ReturnType<typeof answer> | ReturnType<typeof noAnswer>) => {
		const sent: ApiRequest[] = [];
		const result = await changeCampaign(
			(request) => {
				sent.push(request);
				return Promise.resolve(reply);
			},
			CAMPAIGN,
			{ action: 'START', enabled: true, buildOnStart: false },
			{ rule: RULE, timeout: 700, now: () => NOW },
		);
		return { sent, result };
	};

	it('patches the campaign with the action and what belongs to it', async () => {
		const { sent, result } = await send(answer(200, { state: 'STARTING' }));
		const [{ body, ...request } = { body: '' }] = sent;
		expect(request).toEqual({ method: 'PATCH', path: `/${CAMPAIGN}`, timeout: 700 });
		expect(JSON.parse(body)).toEqual({ action: 'START', enabled: true, buildOnStart: false });
		expect((result as Changed).campaign).toEqual({ state: 'STARTING' });
	});

	it('judges a refusal by what was asked for', async () => {
		const { result } = await send(answer(409, { detail: 'The campaign is disabled' }));
		expect((result as NoSuccess).failure).toMatchObject({
			message: 'Cannot start the campaign: it is DISABLED',
			description: expect.stringContaining('The option "Enabled" did not help.') as string,
		});
	});

	it('may have taken effect when the answer is lost', async () => {
		expect((await send(noAnswer('lost'))).result.verdict).toBe('lost');
	});
});
