import fc from 'fast-check';

import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../nodes/EightByEightCampaigns/client/noSuccess';
import { recordsOf } from '../helpers/entries';
import { NOW, answer } from '../helpers/replies';

const RULE = { verb: 'start', from: ['READY'] as const, change: { action: 'START' as const } };
const SENT = recordsOf('a', 'b', 'c');
describe('whatever the body is', () => {
	const statuses = fc.oneof(
		fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503),
		fc.integer({ min: 200, max: 599 }),
	);
	const words = fc.constantFrom(
		'Campaign already contains record for Id: b',
		'records[1]',
		'The campaign is in state COMPLETE',
		'tenant',
		'b',
		'ERROR',
		'__proto__',
		'<title>x</title>',
	);
	const keys = fc.constantFrom(
		'title',
		'detail',
		'message',
		'error',
		'errors',
		'fault',
		'status',
		'code',
		'records',
		'data',
		'failed',
		'crmRecordId',
		'field',
		'success',
		'state',
		'timestamp',
		'__proto__',
		'constructor',
	);
	const bodies = fc.oneof(
		fc.json().map((text) => JSON.parse(text) as unknown),
		fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 5 },
				fc.oneof(words, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
				fc.array(tie('value'), { maxLength: 4 }),
				fc
					.array(fc.tuple(keys, tie('value')), { maxLength: 5 })
					.map(
						(pairs) =>
							JSON.parse(
								`{${pairs.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join()}}`,
							) as unknown,
					),
			),
		})).value,
	);
	const texts = fc.oneof(
		bodies.map((body) => JSON.stringify(body)),
		fc.string(),
	);

	/** Statuses that may be about a record, and what names one. */
	const ABOUT_ONE = [403, 404, 410, 423, 424, 451];
	const NAMES_ONE = /Id: b|records\W*\d|crmRecordId|"[abc]"/;
	/** Statuses that are judged as 409 is where the text speaks of the campaign, or of its state. */
	const OF_CAMPAIGN = [412, 423, 424, 428];
	const OF_ITS_STATE = [402, 405, 410, 451, 501];

	it('it is judged without failing, and blamed on the records only by a status about the content, or by its text', () => {
		fc.assert(
			fc.property(statuses, texts, (status, body) => {
				const reply = answer(status, body);
				const added = judgeAddRecords(reply, SENT, NOW);
				const changed = judgeChange(reply, RULE, NOW);
				expect(changed.verdict).not.toBe('split');
				if (added.verdict === 'stored') {
					expect(status).toBeLessThan(300);
					for (const id of [...added.records.keys(), ...(added.refused ?? new Map()).keys()])
						expect(['a', 'b', 'c']).toContain(id);
					return;
				}
				if (added.verdict === 'split' && status >= 300) {
					const byName = NAMES_ONE.test(body) ? ABOUT_ONE : [];
					const speaksOf = /campaign/i.test(body) ? OF_CAMPAIGN : [];
					const ofState = /campaign.*stat(?:e|us)|stat(?:e|us).*campaign/is.test(body)
						? OF_ITS_STATE
						: [];
					expect([400, 409, 413, 422, ...byName, ...speaksOf, ...ofState]).toContain(status);
				}
				for (const { failure } of [added, changed as NoSuccess]) {
					if (!failure) continue;
					expect(failure.message).not.toContain('Campaign already contains');
					expect((failure.description ?? '').length).toBeLessThan(20_000);
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('it may be very deep or very long', () => {
		const deep = `${'{"errors":['.repeat(5_000)}${']}'.repeat(5_000)}`;
		const long = JSON.stringify({ errors: Array.from({ length: 50_000 }, () => 'x'.repeat(100)) });
		for (const body of [
			deep,
			long,
			'<'.repeat(1e6),
			'<script>'.repeat(1e5),
			`["${'x'.repeat(1e6)}"]`,
		]) {
			const { failure } = judgeAddRecords(answer(400, body), SENT, NOW) as NoSuccess;
			expect(failure.description!.length).toBeLessThan(10_000);
		}
	});
});
