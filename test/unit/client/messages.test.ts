import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, noAnswer } from '../helpers/replies';

/** What users read of a refusal, in full: the wording is held on to here only. */
type Text = [message: string, description: string];

const read = (refusal: object): Text => {
	const { message, description = '' } = (refusal as NoSuccess).failure;
	return [message, description];
};

const adding = (reply: Reply) => read(judgeAddRecords(reply, recordsOf('a'), NOW));

const starting = (reply: Reply) =>
	read(judgeChange(reply, { verb: 'start', from: ['READY'], change: { action: 'START' } }, NOW));

const KEY =
	'Check the API key in the credential: it starts with eght_. 8x8 Admin Console shows it under API Keys, a menu that needs the permission "Application Credentials". The key may have been revoked, or its app deleted. An API Product that was just added to the app takes effect after some minutes.';

const LOST =
	'If it happens again, raise the option "Timeout", and check the network and proxy between n8n and 8x8.';

const anyRequest: Array<[string, Reply, Text]> = [
	[
		'a stopped execution',
		noAnswer('cancelled', 'cancelled'),
		['The execution was stopped', 'Nothing more was sent.'],
	],
	[
		'no connection',
		noAnswer('unreachable', 'ENETDOWN'),
		[
			'8x8 could not be reached',
			'Check "Base URL" in the credential, and that this n8n instance can reach it through its network and proxy. If they are right, run it again later. Technical code: ENETDOWN.',
		],
	],
	[
		'a connection that is not allowed',
		noAnswer('blocked', 'SsrfError'),
		[
			'The connection to 8x8 is not possible',
			'Check "Base URL" in the credential, the certificate of that host, and which hosts this n8n instance may call. Technical code: SsrfError.',
		],
	],
	[
		'a lost answer',
		noAnswer('lost', 'ECONNRESET'),
		['The answer from 8x8 did not arrive', `${LOST} Technical code: ECONNRESET.`],
	],
	[
		'a lost answer, for whatever reason',
		noAnswer('lost', 'no answer'),
		['The answer from 8x8 did not arrive', LOST],
	],
	[
		'a success without a body',
		answer(200),
		[
			'The answer reports success, but is empty',
			'8x8 answers with what it has stored or changed. A proxy may have removed that: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
		],
	],
	[
		'a success that cannot be read',
		answer(200, '<title>Request Rejected</title>Your support ID is: 5'),
		[
			'The answer cannot be read, although it reports success',
			'A page or a text came that says "Request Rejected". A proxy may have changed it or cut it off: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
		],
	],
	[
		'a redirect',
		answer(302),
		[
			'The base URL answered with a redirect',
			'Redirects are not followed, so that the key stays with 8x8. Check "Base URL" in the credential.',
		],
	],
	[
		'401',
		answer(401, { title: 'Unauthorized', detail: 'Invalid API key' }),
		['8x8 does not accept the API key', `8x8 answered 401 Unauthorized: Invalid API key. ${KEY}`],
	],
	[
		'401 without a word',
		answer(401),
		[
			'The API key was not accepted (HTTP 401)',
			`${KEY} The answer gives no reason: if the key is right, check "Base URL" in the credential, and the proxy between n8n and 8x8.`,
		],
	],
	[
		'401 that is not from 8x8',
		answer(401, 'Sign in to the network'),
		[
			'Something between n8n and 8x8 refused the request (HTTP 401)',
			'A page or a text came that says "Sign in to the network". The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
		],
	],
	[
		'403',
		answer(403, { detail: 'The tenant is not the key’s' }),
		[
			'8x8 does not allow this with the API key',
			'8x8 answered 403 The tenant is not the key’s. Check three things. In 8x8 Admin Console, under API Keys (a menu that needs the permission "Application Credentials"), the app of the key has the API Product "Contact Center Campaigns"; a product that was just added takes effect after some minutes. The role behind the key permits it. The tenant in the credential belongs to the key.',
		],
	],
	[
		'403 that is not from 8x8',
		answer(403, '<html>Access denied</html>'),
		[
			'Something between n8n and 8x8 refused the request (HTTP 403)',
			'A page or a text came that says "Access denied". The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
		],
	],
	[
		'400 of a gateway that speaks of something else than the content',
		answer(
			400,
			'<html><head><title>400 Request Header Or Cookie Too Large</title></head><body><center><h1>400 Bad Request</h1></center><hr><center>nginx</center></body></html>',
		),
		[
			'The request was refused for how it was sent, not for its content (HTTP 400)',
			'A page or a text came that says "Request Header Or Cookie Too Large". Check the tenant, the API key, the customer site and "Base URL" in the credential, and the proxy and the firewall between n8n and 8x8. If they are right, contact 8x8 support.',
		],
	],
	[
		'407',
		answer(407),
		[
			'A proxy between n8n and 8x8 asks for a sign-in (HTTP 407)',
			'Give n8n the user name and password of the proxy, or a way to 8x8 without it.',
		],
	],
	[
		'410',
		answer(410),
		[
			'8x8 no longer takes requests of this form (HTTP 410)',
			'Update n8n-nodes-8x8-campaigns and n8n. If they are up to date, check "Base URL" in the credential.',
		],
	],
	[
		'404',
		answer(404),
		[
			'8x8 does not know this campaign',
			'Check three things, for which 8x8 gives the same answer: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile) and the customer site.',
		],
	],
	[
		'404 that is not from 8x8',
		answer(404, '<h1>404 Not Found</h1>'),
		[
			'The campaign was not found (HTTP 404)',
			'A page or a text came that says "Not Found". Check four things: the campaign ID, and in the credential the tenant (Configuration Manager, Home > Profile), the customer site, and "Base URL", since the answer is not in the form of the Campaigns API.',
		],
	],
	[
		'405',
		answer(405),
		[
			'The base URL answered with HTTP status 405, which 8x8 does not use',
			'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
		],
	],
	[
		'405 of one campaign',
		answer(405, { detail: 'Not for this campaign' }),
		[
			'8x8 refuses this for the campaign (HTTP 405)',
			'8x8 answered 405 Not for this campaign. Look at the type, the state and the settings of the campaign in Configuration Manager. If all is right, contact 8x8 support.',
		],
	],
	[
		'429',
		answer(429),
		[
			'8x8 is receiving too many requests',
			'The node waited for room, up to five minutes. Run it again later. If several executions share the key, let them run one after the other, or set the option "Requests per Minute".',
		],
	],
	[
		'500',
		answer(500),
		[
			'8x8 could not process the request (HTTP 500)',
			'Run it again later; if this continues, contact 8x8 support.',
		],
	],
];

describe('whatever is asked of 8x8', () => {
	it.each(anyRequest)('%s', (_, reply, text) => {
		expect(adding(reply)).toEqual(text);
		expect(starting(reply)).toEqual(text);
	});
});

describe('adding records', () => {
	const texts: Array<[string, Reply, Text]> = [
		[
			'that are too large',
			answer(413, { title: 'Payload Too Large' }),
			[
				'The record is too large for 8x8',
				'8x8 answered 413 Payload Too Large. Shorten its fields.',
			],
		],
		[
			'of which even one is too large for a proxy',
			answer(413),
			[
				'Something between n8n and 8x8 refused the request (HTTP 413)',
				'The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
			],
		],
		[
			'that the campaign has',
			answer(409, { detail: 'Campaign already contains record for Id: a' }),
			[
				'The campaign already has a record with this CRM record ID',
				'8x8 answered 409 Campaign already contains record for Id: a. With the option "On Duplicate" set to "Skip", the item counts as done.',
			],
		],
		[
			'to a campaign that is not dynamic',
			answer(400, { detail: '`isDynamic` is `false`' }),
			[
				'Records can only be added to a dynamic campaign',
				'8x8 answered 400 `isDynamic` is `false`. Choose a dynamic campaign, or make this one dynamic in Configuration Manager.',
			],
		],
		[
			'to a campaign that has ended',
			answer(409, { detail: 'Campaign is COMPLETE' }),
			[
				'The campaign takes no more records',
				'8x8 answered 409 Campaign is COMPLETE. A campaign that is complete or deleted stays so: add the records to another campaign.',
			],
		],
		[
			'to a campaign that is being built',
			answer(409, { detail: 'Campaign is BUILDING' }),
			[
				'The campaign takes no records while it is building or starting',
				'8x8 answered 409 Campaign is BUILDING. Add the option "Max Wait", or raise it: the seconds that the node waits for the campaign.',
			],
		],
		[
			'to a campaign that has not started',
			answer(400, { detail: 'The operation is invalid for a campaign that has not started.' }),
			[
				'The campaign takes no records before it has started',
				'8x8 answered 400 The operation is invalid for a campaign that has not started. Start it, or add the option "Max Wait": the seconds that the node waits for the campaign.',
			],
		],
		[
			'to a campaign that is disabled',
			answer(400, { detail: 'The campaign is not enabled.' }),
			[
				'The campaign takes no records while it is disabled',
				'8x8 answered 400 The campaign is not enabled. Enable it in Configuration Manager, or by an action with the option "Enabled".',
			],
		],
		[
			'that the CRM does not know',
			answer(400, { detail: 'The customer-id has not been found.' }),
			[
				'8x8 does not find the record by its CRM record ID',
				'8x8 answered 400 The customer-id has not been found. Check the ID, and that the CRM of the campaign knows it.',
			],
		],
		[
			'for a time that is over',
			answer(400, { detail: 'The subject schedule-date-time is in the past.' }),
			[
				'8x8 refused the schedule time of the record',
				'8x8 answered 400 The subject schedule-date-time is in the past. Choose a time that is ahead, and within the schedule of the campaign.',
			],
		],
		[
			'with a field that 8x8 does not take',
			answer(400, { errors: [{ field: 'priority', message: 'is not known' }] }),
			['8x8 refused the record', 'Fields: priority is not known. Correct the fields named above.'],
		],
		[
			'for a reason that only 8x8 knows',
			answer(400, { detail: 'Rule 7' }),
			[
				'8x8 refused the record',
				'8x8 answered 400 Rule 7. Check whether the campaign has the record already, whether the CRM knows the ID, and whether the campaign takes records now. If all is right, contact 8x8 support.',
			],
		],
		[
			'for no reason that 8x8 gives',
			answer(400),
			[
				'8x8 refused the record without giving a reason',
				'Check whether the campaign has the record already, whether the CRM knows the ID, and whether the campaign takes records now. If all is right, contact 8x8 support.',
			],
		],
	];
	it.each(texts)('%s', (_, reply, text) => {
		expect(adding(reply)).toEqual(text);
	});
});

describe('changing a campaign', () => {
	const texts: Array<[string, Reply, Text]> = [
		[
			'with an option that 8x8 does not take',
			answer(400, { errors: [{ field: 'buildOnStart', message: 'must be null' }] }),
			[
				'8x8 refused the request to start the campaign',
				'Fields: buildOnStart must be null. Check the options of this operation.',
			],
		],
		[
			'that is in another state, which 8x8 does not name',
			answer(409),
			[
				'Cannot start the campaign in its present state',
				'This operation works in these states: READY. If the campaign is still building or starting, add the option "Max Wait". A disabled campaign can only be built and reset: the option "Enabled" may enable it with the same request.',
			],
		],
		[
			'that was never built',
			answer(409, { detail: 'Action START is not allowed in state CREATED' }),
			[
				'Cannot start the campaign: it is CREATED',
				'8x8 answered 409 Action START is not allowed in state CREATED. Build it first, or add the option "Build on Start".',
			],
		],
		[
			'that is being built',
			answer(409, { detail: 'Action START is not allowed in state BUILDING' }),
			[
				'Cannot start the campaign: it is BUILDING',
				'8x8 answered 409 Action START is not allowed in state BUILDING. This passes by itself. Add the option "Max Wait", or raise it: the seconds that the node waits for that.',
			],
		],
		[
			'that has ended',
			answer(409, { detail: 'Action START is not allowed in state COMPLETE' }),
			[
				'Cannot start the campaign: it is COMPLETE',
				'8x8 answered 409 Action START is not allowed in state COMPLETE. It has ended and cannot be started again. Use another campaign.',
			],
		],
		[
			'that is disabled',
			answer(400, { detail: 'The campaign is disabled' }),
			[
				'Cannot start the campaign: it is DISABLED',
				'8x8 answered 400 The campaign is disabled. A disabled campaign can only be built and reset. Add the option "Enabled" to enable it with the same request.',
			],
		],
	];
	it.each(texts)('%s', (_, reply, text) => {
		expect(starting(reply)).toEqual(text);
	});
});
