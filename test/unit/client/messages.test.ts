import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { Refusal } from '../../../nodes/EightByEightCampaigns/client/refusal';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';
import { recordsOf } from '../helpers/entries';
import { NOW, answer, noAnswer } from '../helpers/replies';

/** What users read of a refusal, in full: the wording is held on to here only. */
type Text = [message: string, description: string];

const read = (refusal: object): Text => {
	const { message, description = '' } = (refusal as Refusal).failure;
	return [message, description];
};

const adding = (reply: Reply) => read(judgeAddRecords(reply, recordsOf('a'), NOW));

const starting = (reply: Reply) =>
	read(judgeChange(reply, { verb: 'start', participle: 'started', validFrom: 'READY' }, NOW));

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
		'a success that cannot be read',
		answer(200),
		[
			'The answer cannot be read, although it reports success',
			'A proxy may have changed it or cut it off: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
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
		answer(401),
		[
			'8x8 does not accept the API key',
			'Check the API key in the credential: it starts with eght_ and is shown in 8x8 Admin Console, under API Keys. It may have been revoked.',
		],
	],
	[
		'403',
		answer(403, { detail: 'The tenant is not the key’s' }),
		[
			'8x8 does not allow this with the API key',
			'8x8 answered 403 The tenant is not the key’s. Check three things in 8x8 Admin Console, under API Keys: the app of the key has the API Product "Contact Center Campaigns" (a product that was just added counts after some minutes), the role behind the key permits it, and the tenant in the credential belongs to the key.',
		],
	],
	[
		'403 that is not from 8x8',
		answer(403, '<html>Access denied</html>'),
		[
			'Something between n8n and 8x8 refused the request (HTTP 403)',
			'The answer is not from the Campaigns API. Check the proxy and the firewall between n8n and 8x8, and "Base URL" in the credential.',
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
		'405',
		answer(405),
		[
			'The base URL answered with HTTP status 405, which 8x8 does not use',
			'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
		],
	],
	[
		'429',
		answer(429),
		[
			'8x8 is receiving too many requests',
			'Run it again later, or raise the option "Max Retries". When adding records, lower "Concurrency" too.',
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
		['that are too large', answer(413), ['The record is too large for 8x8', 'Shorten its fields.']],
		[
			'that the campaign has',
			answer(409, { detail: 'Campaign already contains record for Id: a' }),
			[
				'The campaign already has a record with this CRM record ID',
				'8x8 answered 409 Campaign already contains record for Id: a. Add the option "On Duplicate" and choose "Skip": the item then counts as done.',
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
			'with a field that 8x8 does not take',
			answer(400, { errors: [{ field: 'priority', message: 'is not known' }] }),
			['8x8 refused the record', 'Fields: priority is not known. Correct the fields named above.'],
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
			'that is in another state',
			answer(409),
			[
				'The campaign cannot be started in its present state',
				'This operation works in these states: READY. If the campaign is still building or starting, add the option "Max Wait". A disabled campaign can only be built and reset: the option "Enabled" may enable it with the same request.',
			],
		],
	];
	it.each(texts)('%s', (_, reply, text) => {
		expect(starting(reply)).toEqual(text);
	});
});
