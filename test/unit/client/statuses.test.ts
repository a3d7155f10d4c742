import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { NOW, answer } from '../helpers/replies';

/** What a refusal can be about. Only the first is blamed on records, or on the campaign's state. */
type About = 'content' | 'campaign' | 'credential' | 'client' | 'moment' | 'server';

/** The registry of statuses (IANA, HTTP Status Code Registry, 2025) from 300 on, and some that only gateways know. */
const REGISTRY: Record<About, number[]> = {
	content: [400, 409, 413, 422],
	campaign: [404],
	credential: [401, 403],
	// The client, its version, its address or what stands in between: nothing will cure it in this run.
	client: [
		300, 301, 302, 303, 304, 305, 306, 307, 308, 402, 405, 406, 407, 410, 411, 412, 414, 415, 416,
		417, 418, 423, 424, 426, 428, 431, 451, 501, 505, 511,
	],
	// Surely not processed.
	moment: [421, 425, 429],
	// Perhaps processed.
	server: [408, 499, 500, 502, 503, 504, 506, 507, 508, 510, 520, 524, 530, 599],
};

const VERDICTS: Record<About, string> = {
	content: 'split',
	campaign: 'stopCampaign',
	credential: 'stopRun',
	client: 'stopRun',
	moment: 'tryAgain',
	server: 'lost',
};

const rows = Object.entries(REGISTRY).flatMap(([about, statuses]) =>
	statuses.map((status) => [status, about as About] as const),
);

it.each(rows)('%i is about the %s', (status, about) => {
	const reply = answer(status, { title: 'No' });
	const added = judgeAddRecords(reply, recordsOf('a', 'b'), NOW) as NoSuccess;
	const rule = { verb: 'start', from: ['READY'] as const, change: { action: 'START' as const } };
	const changed = judgeChange(reply, rule, NOW) as NoSuccess;

	expect(added.verdict).toBe(VERDICTS[about]);
	if (about !== 'content') {
		// So it never waits for the campaign, which helps only against its state.
		expect(changed.verdict).toBe(VERDICTS[about]);
		expect(changed.failure).toEqual(added.failure);
		expect([
			'invalidRecord',
			'duplicateRecord',
			'refusedUnexplained',
			'campaignState',
		]).not.toContain(added.failure.code);
	}
});

it('decides each status once', () => {
	const statuses = rows.map(([status]) => status);
	expect(new Set(statuses).size).toBe(statuses.length);
});
