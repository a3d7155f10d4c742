import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, answer, type ProblemBody } from '../helpers/replies';

const RULE = { verb: 'start', from: ['READY'] as const, change: { action: 'START' as const } };
const adding = (status: number, body: ProblemBody | string, ...ids: string[]) =>
	judgeAddRecords(
		answer(status, body),
		recordsOf(...(ids.length ? ids : ['a', 'b'])),
		NOW,
	) as NoSuccess;
const starting = (status: number, body: ProblemBody | string) =>
	judgeChange(answer(status, body), RULE, NOW) as NoSuccess;

const page = (title: string, body: string) =>
	`<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n${body}\r\n</body>\r\n</html>`;

/** As these programs write them. */
const PAGES: Array<[string, number, string]> = [
	[
		'nginx',
		400,
		page(
			'400 Bad Request',
			'<center><h1>400 Bad Request</h1></center>\r\n<hr><center>nginx</center>',
		),
	],
	[
		'nginx, for headers',
		400,
		page(
			'400 Request Header Or Cookie Too Large',
			'<center><h1>400 Bad Request</h1></center>\r\n<center>Request Header Or Cookie Too Large</center>',
		),
	],
	[
		'nginx, for the port',
		400,
		page(
			'400 The plain HTTP request was sent to HTTPS port',
			'<center><h1>400 Bad Request</h1></center>',
		),
	],
	[
		'nginx, for a certificate',
		400,
		page('400 No required SSL certificate was sent', '<center><h1>400 Bad Request</h1></center>'),
	],
	[
		'Apache',
		400,
		page(
			'400 Bad Request',
			'<h1>Bad Request</h1><p>Your browser sent a request that this server could not understand.</p>',
		),
	],
	[
		'HAProxy',
		400,
		'<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request.\n</body></html>\n',
	],
	[
		'IIS',
		400,
		page(
			'Bad Request',
			'<h2>Bad Request - Invalid Hostname</h2><hr><p>HTTP Error 400. The request hostname is invalid.</p>',
		),
	],
	['Go', 400, '400 Bad Request: missing required Host header'],
	[
		'Cloudflare',
		400,
		page(
			'400 Bad Request',
			'<center><h1>400 Bad Request</h1></center><hr><center>cloudflare</center>',
		),
	],
	[
		'CloudFront',
		400,
		page(
			'ERROR: The request could not be satisfied',
			'<h1>400 ERROR</h1><h2>The request could not be satisfied.</h2>',
		),
	],
	[
		'Tomcat',
		400,
		page(
			'HTTP Status 400 – Bad Request',
			'<h1>HTTP Status 400 – Bad Request</h1><h3>Apache Tomcat/10.1</h3>',
		),
	],
	[
		'F5',
		409,
		page(
			'Request Rejected',
			'The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 123',
		),
	],
	['Akamai', 422, page('Access Denied', '<h1>Access Denied</h1>Reference #18.2d351ab8')],
	[
		'a firewall',
		409,
		page('Web Page Blocked', '<p>The page is blocked by your security policy.</p>'),
	],
];

const BODIES: Array<[string, number, ProblemBody]> = [
	[
		'Spring',
		400,
		{ title: 'Bad Request', detail: "Required header 'X-8x8-Tenant' is not present." },
	],
	['a key in JSON', 400, { message: 'Invalid API key' }],
	['a media type in JSON', 422, { error: 'Content-Type application/json is not supported' }],
	[
		'Apigee',
		400,
		{ fault: { faultstring: 'Too big', detail: { errorcode: 'protocol.http.TooBigLine' } } },
	],
	['a tenant', 409, { title: 'Conflict', detail: 'The tenant is suspended' }],
	['a token', 400, { title: 'Bad Request', detail: 'The access token expired' }],
	['the key, in one word', 400, { title: 'Unauthorized' }],
	['the key, as OAuth has it', 400, { error: 'invalid_client' }],
	['the login', 422, { message: 'Authentication failed' }],
	['a key, with advice', 400, { message: 'Invalid API key. Please contact support' }],
	[
		'a token, with advice',
		400,
		{ message: 'The access token expired: contact your administrator' },
	],
	['a tenant of the contact center', 409, { detail: 'The contact center tenant is suspended' }],
	['a header, and what it leads to', 400, { detail: 'Two Host headers lead to this error' }],
];

describe('a refusal that speaks of how the request was sent', () => {
	it.each<[string, number, ProblemBody | string]>([...PAGES, ...BODIES])(
		'ends the run, and is blamed neither on records nor on the campaign: %s',
		(_, status, body) => {
			for (const judged of [adding(status, body), starting(status, body)]) {
				expect(judged).toMatchObject({
					verdict: 'stopRun',
					failure: { code: 'unexpectedAnswer', httpCode: String(status) },
				});
				expect(judged.failure.description).not.toMatch(/[<>]|&\w+;/);
			}
		},
	);
});

describe('a refusal that may be about the records is found out by sending', () => {
	it.each<[string, number, ProblemBody | string]>([
		['a page that says only the status', 400, page('400 Bad Request', '<h1>400 Bad Request</h1>')],
		[
			'a page of nginx for a status that it has from the server',
			409,
			page('409 Conflict', '<hr><center>nginx</center>'),
		],
		['a page', 409, HTML],
		[
			'a page that speaks of cookies far below',
			400,
			page('400 Bad Request', `<p>${'Please try later. '.repeat(200)}</p>We use cookies.`),
		],
		['nothing', 400, ''],
		['a record and a token', 400, { detail: 'No authentication level for this contact record' }],
		['a record and a tenant', 400, { detail: 'The record does not belong to this tenant' }],
		['the campaign and a tenant', 400, { detail: 'Campaign is not of this tenant' }],
		['the CRM, by its name', 400, { detail: 'Salesforce authentication failed' }],
		['an integration', 400, { detail: 'Integration profile: access token expired' }],
		['a contact', 400, { detail: 'Upstream contact lookup failed: invalid_grant' }],
		['a lead', 400, { detail: 'Unauthorized to read object Lead' }],
		['contacts', 422, { detail: 'Authentication failed while reading contacts' }],
		...['Dynamics 365', 'NetSuite', 'Zendesk', 'Zoho', 'HubSpot', 'ServiceNow'].map(
			(crm): [string, number, ProblemBody] => [crm, 400, { detail: `${crm}: invalid token` }],
		),
		['an id and a header', 400, { detail: 'Header check failed for Id: a' }],
		['a page that names an id', 400, '"b" is not a valid header'],
		['a body that cannot be read', 400, { title: 'Bad Request', detail: 'Failed to read request' }],
		['a fault without a code of the gateway', 400, { fault: { faultstring: 'No', detail: {} } }],
	])('%s', (_, status, body) => {
		expect(adding(status, body)).toMatchObject({ verdict: 'split' });
	});

	it('also where an id is a word of a gateway', () => {
		expect(adding(400, { detail: 'Refused, Id: tenant' }, 'tenant', 'b')).toMatchObject({
			verdict: 'split',
			named: ['tenant'],
		});
	});
});

describe('a request that is too large', () => {
	it.each([
		['a proxy', page('413 Request Entity Too Large', '<hr><center>nginx</center>')],
		['8x8', { title: 'Payload Too Large' }],
	])('is split for %s', (_, body) => {
		expect(adding(413, body)).toMatchObject({ verdict: 'split' });
	});

	it('with one record is not the fault of that record if a proxy says so', () => {
		expect(adding(413, page('413 Request Entity Too Large', ''), 'a')).toMatchObject({
			verdict: 'stopRun',
			failure: { code: 'unexpectedAnswer' },
		});
	});

	it('with one record is the fault of that record if 8x8 says so', () => {
		expect(adding(413, { title: 'Payload Too Large' }, 'a')).toMatchObject({
			verdict: 'split',
			failure: { code: 'invalidRecord' },
		});
	});
});

describe.each([401, 403])('a %i', (status) => {
	it.each<[string, ProblemBody | string]>([
		['a page', page('Sign in', 'Portal')],
		['a text', 'Access denied'],
		["Cloudflare's JSON", { cloudflare_error: true, title: 'Error 1020: Access denied' }],
	])('that is %s is not from 8x8', (_, body) => {
		for (const { failure } of [adding(status, body), starting(status, body)]) {
			expect(failure.code).toBe('unexpectedAnswer');
			expect(failure.message).toMatch(/^Something between n8n and 8x8 refused/);
			expect(failure.description).not.toMatch(/Product|eght_/);
		}
	});

	it("with a fault of 8x8's gateway quotes it, and tells what to check", () => {
		const { failure } = adding(status, {
			fault: {
				faultstring: 'Invalid ApiKey for given resource',
				detail: { errorcode: 'oauth.v2.InvalidApiKeyForGivenResource' },
			},
		});
		expect(failure.code).toBe(status === 401 ? 'unauthorized' : 'forbidden');
		expect(failure.description).toContain(
			`8x8 answered ${status} oauth.v2.InvalidApiKeyForGivenResource: Invalid ApiKey for given resource.`,
		);
		expect(failure.description).toMatch(/API Product/);
		expect(failure.description).toMatch(/"Application Credentials"/);
	});
});
