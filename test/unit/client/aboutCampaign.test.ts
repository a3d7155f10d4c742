import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { CAMPAIGN, recordsOf } from '../helpers/entries';
import { NOW, answer, type ProblemBody } from '../helpers/replies';

const adding = (status: number, body: ProblemBody | string) =>
	judgeAddRecords(answer(status, body), recordsOf('x1', 'x2'), NOW) as NoSuccess;
const RULE = { verb: 'pause', from: ['RUNNING'], change: { action: 'PAUSE' } } as const;
const pausing = (status: number, body: ProblemBody | string) =>
	judgeChange(answer(status, body), RULE, NOW) as NoSuccess;

describe('a refusal of one campaign', () => {
	it.each<[number, ProblemBody, string, string]>([
		[410, { detail: 'Campaign has been deleted' }, 'stopCampaign', 'campaignState'],
		[
			410,
			{ title: 'Gone', detail: `Campaign ${CAMPAIGN} was removed` },
			'stopCampaign',
			'campaignState',
		],
		[410, { code: 'CAMPAIGN_GONE', message: 'No' }, 'stopCampaign', 'campaignState'],
		[405, { detail: 'Campaign does not support this' }, 'stopCampaign', 'refusedUnexplained'],
		[405, { detail: 'The campaign is BUILDING' }, 'wait', 'campaignState'],
		[
			402,
			{ detail: 'The minutes of this campaign are used up' },
			'stopCampaign',
			'refusedUnexplained',
		],
		[
			405,
			{ detail: 'Not supported', errors: [{ field: 'campaignId', message: 'of this type' }] },
			'stopCampaign',
			'refusedUnexplained',
		],
		[451, { detail: 'The campaign was blocked' }, 'stopCampaign', 'refusedUnexplained'],
		[501, { detail: 'Not for this campaign' }, 'stopCampaign', 'refusedUnexplained'],
		[412, { detail: 'Campaign must be RUNNING, but is BUILDING' }, 'wait', 'campaignState'],
		[428, { detail: 'The campaign is COMPLETE' }, 'stopCampaign', 'campaignState'],
		[423, { detail: 'Campaign is locked by another user' }, 'tryAgain', 'serverError'],
		[424, { detail: 'The CRM of the campaign timed out' }, 'tryAgain', 'serverError'],
	])('leaves the others of the run alone: %i %j', (status, body, verdict, code) => {
		for (const { verdict: judged, failure } of [adding(status, body), pausing(status, body)]) {
			expect([judged, failure.code]).toEqual([verdict, code]);
			expect(failure.httpCode).toBe(String(status));
			expect(failure.description).not.toMatch(/Update n8n|API key/);
		}
	});

	it('that is deleted says so', () => {
		const body = { title: 'Gone', detail: 'Campaign has been deleted' };
		expect(adding(410, body).failure.message).toBe('The campaign takes no more records');
		expect(pausing(410, body).failure.message).toBe('Cannot pause the campaign: it is DELETED');
		const other = { title: 'Gone', detail: 'No campaign any more' };
		expect(adding(410, other).failure.message).toBe('The campaign no longer exists (HTTP 410)');
	});

	it('may name a record of it', () => {
		const body = { detail: 'Contact for Id: x2 was removed from the campaign' };
		for (const status of [410, 412, 423, 451]) {
			expect(adding(status, body)).toMatchObject({ verdict: 'split', named: ['x2'] });
		}
	});

	it('is found out by sending where it gives no reason', () => {
		const body = { detail: 'The campaign has a rule against it' };
		for (const status of [412, 423, 424, 428]) {
			expect(adding(status, body)).toMatchObject({ verdict: 'split', named: [] });
			expect(pausing(status, body)).toMatchObject({ verdict: 'wait' });
		}
	});
});

describe('a refusal of no campaign ends the run', () => {
	it.each<[number, ProblemBody | string]>([
		[410, { detail: 'The Campaigns API version 1 has been retired' }],
		[410, { detail: 'This campaign API is gone' }],
		[410, { detail: 'Gone', instance: '/campaign/7' }],
		[405, { detail: 'Method not allowed: POST /cc/US1/campaigns/v1/7/records' }],
		[405, { detail: 'Method not allowed: POST /campaign/7/records' }],
		[412, { detail: 'Precondition of the proxy failed' }],
		[405, '<title>Campaign not allowed</title>'],
		[423, 'Campaign is locked'],
		[401, { detail: 'Campaign key is wrong' }],
		[426, { detail: 'The campaign needs a newer TLS' }],
		[415, { detail: 'Campaign of this media type' }],
	])('%i %j', (status, body) => {
		expect(adding(status, body).verdict).toBe('stopRun');
		expect(pausing(status, body).verdict).toBe('stopRun');
	});
});
