import {
	transportRefusal,
	withoutAnswer,
	type NoSuccess,
} from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { jsonOf, type Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import { HTML, NOW, answer, noAnswer, problemOf } from '../helpers/replies';

const refusalOf = (reply: Reply) =>
	reply.kind === 'noAnswer'
		? withoutAnswer(reply)
		: transportRefusal(reply, jsonOf(reply), problemOf(reply), NOW);

type Expected = Partial<Omit<NoSuccess, 'failure'>> & { code: string };

const unreadable = { verdict: 'lost', code: 'unexpectedAnswer' } as const;
const stopped = { verdict: 'stopRun', code: 'unexpectedAnswer' } as const;
const failed = { verdict: 'lost', code: 'serverError' } as const;
const limited = { verdict: 'tryAgain', code: 'rateLimited', limited: true } as const;

/** In the order of the guards. */
const guards: Array<[string, Reply, Expected]> = [
	['a stopped execution', noAnswer('cancelled'), { verdict: 'cancelled', code: 'notSent' }],
	[
		'a refused connection',
		noAnswer('unreachable', 'ECONNREFUSED'),
		{ verdict: 'tryAgain', code: 'network' },
	],
	[
		'an unresolved name',
		noAnswer('unreachable', 'ENOTFOUND'),
		{ verdict: 'tryAgain', code: 'network' },
	],
	[
		'a TLS failure',
		noAnswer('blocked', 'CERT_HAS_EXPIRED'),
		{ verdict: 'stopRun', code: 'network' },
	],
	['a timeout', noAnswer('lost', 'ECONNABORTED'), { verdict: 'lost', code: 'network' }],
	['a reset', noAnswer('lost', 'ECONNRESET'), { verdict: 'lost', code: 'network' }],
	['200 with nothing', answer(200), unreadable],
	['200 with HTML', answer(200, HTML), unreadable],
	['201 that is cut off', answer(201, '{"records":[{"crmRecordId":"a"'), unreadable],
	['204', answer(204), unreadable],
	['300', answer(300), stopped],
	['301', answer(301, HTML, { location: 'https://elsewhere.example/' }), stopped],
	['302', answer(302), stopped],
	['304', answer(304), stopped],
	['307', answer(307), stopped],
	['308', answer(308), stopped],
	['401', answer(401), { verdict: 'stopRun', code: 'unauthorized' }],
	['401 with JSON', answer(401, {}), { verdict: 'stopRun', code: 'unauthorized' }],
	['401 with HTML', answer(401, HTML), stopped],
	['403', answer(403, { title: 'Forbidden' }), { verdict: 'stopRun', code: 'forbidden' }],
	['403 of a gateway', answer(403, { message: 'no' }), { verdict: 'stopRun', code: 'forbidden' }],
	['403 with HTML', answer(403, HTML), stopped],
	['403 with nothing', answer(403), stopped],
	['404', answer(404), { verdict: 'stopCampaign', code: 'notFound' }],
	[
		'404 that names the campaign',
		answer(404, { detail: 'No campaign with id: 123e4567-e89b-12d3-a456-426614174000' }),
		{ verdict: 'stopCampaign', code: 'notFound' },
	],
	['404 with HTML', answer(404, HTML), { verdict: 'stopCampaign', code: 'notFound' }],
	['405', answer(405), stopped],
	['406', answer(406), stopped],
	['415', answer(415), stopped],
	['429', answer(429), { ...limited, retryAfter: undefined }],
	[
		'403 that says so',
		answer(403, { errors: [{ code: 'RATE_LIMIT_EXCEEDED', message: 'Slow down' }] }),
		{ ...limited, retryAfter: undefined },
	],
	[
		'403 that says so in a code of Google',
		answer(403, { errors: [{ code: 'rateLimitExceeded', message: 'Slow down' }] }),
		{ ...limited, retryAfter: undefined },
	],
	['403 with a page that says so', answer(403, '<title>Too many requests</title>'), stopped],
	['503 that says so', answer(503, { detail: 'Too many requests' }), failed],
	...[200, 401, 420].map((status): [string, Reply, Expected] => [
		`${status} that says so`,
		answer(status, { errors: [{ code: 'RATE_LIMIT_EXCEEDED', message: 'Slow down' }] }),
		{ ...limited, retryAfter: undefined },
	]),
	[
		'500 that says so, but may have been handed on',
		answer(500, { message: 'Too many requests' }),
		failed,
	],
	['429 with seconds', answer(429, '', { 'retry-after': '7' }), { ...limited, retryAfter: 7_000 }],
	[
		'429 with a date',
		answer(429, '', { 'retry-after': new Date(NOW + 90_000).toUTCString() }),
		{ ...limited, retryAfter: 90_000 },
	],
	[
		'429 with a date that is over',
		answer(429, '', { 'retry-after': new Date(NOW - 90_000).toUTCString() }),
		{ ...limited, retryAfter: undefined },
	],
	[
		'429 with nonsense',
		answer(429, HTML, { 'retry-after': 'soon' }),
		{ ...limited, retryAfter: undefined },
	],
	['408', answer(408), failed],
	['499, which nginx and Google answer for what was cancelled on the way', answer(499), failed],
	['500', answer(500), failed],
	['502 with HTML', answer(502, HTML), failed],
	['503', answer(503), failed],
	[
		'503 with Retry-After',
		answer(503, '', { 'retry-after': '30' }),
		{ ...failed, retryAfter: 30_000 },
	],
	['504', answer(504), failed],
	['520, which only gateways know', answer(520), failed],
];

it.each(['Too many requests', 'toomanyrequests', 'too manyrequests', 'Request was throttled'])(
	'400 that says %j is a limit of the rate',
	(detail) => {
		expect(refusalOf(answer(400, { detail }))).toMatchObject({
			verdict: 'tryAgain',
			failure: { code: 'rateLimited' },
		});
	},
);

it('400 that says that there are too many requests is a limit of the rate', () => {
	const body = { __type: 'ThrottlingException', message: 'Rate exceeded: throttled' };
	expect(refusalOf(answer(400, body))).toMatchObject({
		verdict: 'tryAgain',
		limited: true,
		failure: { code: 'rateLimited', httpCode: '400' },
	});
});

it.each(guards)('%s', (_, reply, { code, ...expected }) => {
	const refusal = refusalOf(reply);
	expect(refusal).toMatchObject(expected);
	expect(refusal?.failure.code).toBe(code);
});

it.each(guards)('%s: says what to do next', (_, reply) => {
	expect(refusalOf(reply)?.failure.description).toMatch(/\S\.( \([A-Z_]+\))?$/);
});

it.each([
	402, 405, 406, 407, 410, 411, 412, 414, 415, 416, 417, 418, 423, 424, 426, 428, 431, 451, 501,
	505, 511,
])('ends the run for %i, which is about no record and which waiting does not cure', (status) => {
	expect(refusalOf(answer(status))).toMatchObject({
		verdict: 'stopRun',
		failure: { code: 'unexpectedAnswer', httpCode: String(status) },
	});
});

it.each([421, 425])('sends again after %i, which says that nothing was processed', (status) => {
	expect(refusalOf(answer(status))).toMatchObject({ verdict: 'tryAgain' });
	expect(refusalOf(answer(status))?.limited).toBeUndefined();
});

it('leaves a refusal of the content to the endpoint where its JSON can be read', () => {
	const headers = { 'content-type': 'application/json' };
	expect(refusalOf(answer(409, { detail: 'No' }, headers))).toBeUndefined();
});

it.each([400, 409, 413, 422])('leaves %i to the endpoint', (status) => {
	expect(refusalOf(answer(status))).toBeUndefined();
});

it.each([
	[400, ''],
	[409, '{"detail":"Rec'],
	[409, '"Campaign alr'],
	[422, '\u001f\ufffd'],
	[422, 'a\u0000b'],
	[422, 'a\ufffdb'],
])(
	'sends again after %i whose JSON (%j) is broken, since nobody knows what it refuses',
	(status, body) => {
		const headers = { 'content-type': 'application/vnd.campaigns.v1+json; charset=utf-8' };
		expect(refusalOf(answer(status, body, headers))).toMatchObject({
			verdict: 'lost',
			failure: { code: 'unexpectedAnswer', httpCode: String(status) },
		});
		expect(refusalOf(answer(status, body))).toBeUndefined();
		expect(refusalOf(answer(413, body, headers))).toBeUndefined();
	},
);

it.each(['Campaign already contains record for Id: a', '  The record is refused.\r\n'])(
	'leaves a plain text to the endpoint, though it is labelled JSON: %j',
	(body) => {
		const headers = { 'content-type': 'application/json' };
		expect(refusalOf(answer(409, body, headers))).toBeUndefined();
	},
);

it.each([
	[101, /HTTP status 101, which 8x8 does not use/],
	[300, /redirect/],
	[399, /redirect/],
])('says what %i is, which is no success', (status, says) => {
	expect(refusalOf(answer(status))?.verdict).toBe('stopRun');
	expect(refusalOf(answer(status))?.failure.message).toMatch(says);
});

it('does not let a 5xx slow down the whole run', () => {
	expect(refusalOf(answer(503))?.limited).toBeUndefined();
});

it('gives the status, and what 8x8 support asks for', () => {
	const body = {
		title: 'Unauthorized',
		detail: 'Key revoked',
		instance: '/x/1',
		time: '2024-01-15T10:30:00Z',
	};
	const failure = refusalOf(answer(401, body))?.failure;
	expect(failure).toMatchObject({ httpCode: '401', instance: '/x/1', time: body.time });
	expect(failure?.description).toContain('8x8 answered 401 Unauthorized: Key revoked.');
});

it('gives no status where there was no answer', () => {
	expect(refusalOf(noAnswer('lost'))?.failure).not.toHaveProperty('httpCode');
});

it.each(guards)('%s: never speaks of "canceled", which n8n takes for a stop', (_, reply) => {
	const body = { title: 'canceled', detail: 'The request was canceled' };
	const hostile: Reply = reply.kind === 'answer' ? { ...reply, body: JSON.stringify(body) } : reply;
	expect(refusalOf(hostile)?.failure.message).not.toMatch(/canceled/i);
});
