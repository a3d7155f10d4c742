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

const anyRequest: Array<[string, Reply, Text]> = [
	[
		'a stopped execution',
		noAnswer('cancelled', 'cancelled'),
		['The execution was stopped', 'Nothing more was sent.'],
	],
	[
		'no connection',
		noAnswer('refused', 'ECONNREFUSED'),
		[
			'8x8 could not be reached',
			'Check "Base URL" in the credential, and that this n8n instance can reach it through its network and proxy. (ECONNREFUSED)',
		],
	],
	[
		'a connection that is not allowed',
		noAnswer('blocked', 'CERT_HAS_EXPIRED'),
		[
			'The connection to 8x8 is not possible',
			'Check "Base URL" in the credential, the certificate of that host, and which hosts this n8n instance may call. (CERT_HAS_EXPIRED)',
		],
	],
	[
		'a lost answer',
		noAnswer('lost', 'ECONNRESET'),
		['The answer of 8x8 got lost', 'The request may have taken effect all the same. (ECONNRESET)'],
	],
	[
		'a success that cannot be read',
		answer(200),
		[
			'8x8 answered success with an unreadable body',
			'A proxy may have changed or cut off the answer.',
		],
	],
	[
		'a redirect',
		answer(302),
		[
			'The address of 8x8 answered with a redirect',
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
		answer(403),
		[
			'The API key has no access to 8x8 campaigns',
			'The key is valid, but its app lacks the API Product "Contact Center Campaigns": add it to the app in 8x8 Admin Console, under API Keys.',
		],
	],
	[
		'404',
		answer(404),
		[
			'8x8 does not know this campaign',
			'8x8 answers alike for three causes: the campaign ID is wrong, the tenant in the credential is wrong, or the customer site in the credential is wrong.',
		],
	],
	[
		'405',
		answer(405),
		[
			'The address answered 405, which 8x8 never does',
			'Something between n8n and 8x8 answered, or the base URL does not belong to the Campaigns API. Check "Base URL" in the credential.',
		],
	],
	[
		'429',
		answer(429),
		[
			'8x8 receives too many requests',
			'Run it again later, or send less at once: lower "Concurrency", or raise "Max Retries".',
		],
	],
	[
		'500',
		answer(500),
		[
			'8x8 could not process the request (HTTP 500)',
			'Run it again later; if it stays, contact 8x8 support.',
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
				'8x8 answered 409 Campaign already contains record for Id: a. Set "On Duplicate" to "Skip" to count it as done.',
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
				'8x8 answered 409 Campaign is BUILDING. Set "Max Wait" to let the node wait until it is ready.',
			],
		],
		[
			'with a field that 8x8 does not take',
			answer(400, { errors: [{ field: 'priority', message: 'is not known' }] }),
			[
				'8x8 rejects the record',
				'Fields: priority is not known. Correct the fields that it names.',
			],
		],
		[
			'for no reason that 8x8 gives',
			answer(400),
			[
				'8x8 refuses the record without saying why',
				'It may be in the campaign already, or have a field that 8x8 does not accept; or the campaign may take no records now.',
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
				'8x8 does not accept the request to start the campaign',
				'Fields: buildOnStart must be null. Check the options of this operation.',
			],
		],
		[
			'that is in another state',
			answer(409),
			[
				'The campaign cannot be started in its present state',
				'It works from READY. While a campaign is disabled only Build and Reset work; the option "Enabled" can enable it with the same request.',
			],
		],
	];
	it.each(texts)('%s', (_, reply, text) => {
		expect(starting(reply)).toEqual(text);
	});
});
