import { answer, noAnswer } from '../helpers/replies';
import {
	ACCEPTED,
	LOST,
	UNREACHABLE,
	NOT_FOUND,
	deliverTo,
	exists,
	invalidAt,
	limitedFor,
} from '../helpers/delivery';

describe('what ends the run', () => {
	it('leaves every other record unsent, for that reason', async () => {
		const { sent, failures } = await deliverTo([['a', 'b'], ['x']], [answer(401)], {
			batchSize: 1,
			concurrency: 1,
		});
		const notSent = {
			code: 'notSent',
			message: 'The record was not sent: The API key was not accepted (HTTP 401)',
			description: expect.stringMatching(/Check the API key/) as unknown,
			httpCode: '401',
		};
		expect(sent).toEqual(['a']);
		expect(failures).toMatchObject([{ code: 'unauthorized' }, notSent, notSent]);
	});

	it('does not replace the reason of a campaign that had stopped before', async () => {
		const { failures } = await deliverTo(
			[
				['a', 'b'],
				['x', 'y'],
			],
			[NOT_FOUND, answer(401)],
			{ batchSize: 1, concurrency: 1 },
		);
		expect(failures.map((failure) => failure?.httpCode)).toEqual(['404', '404', '401', '401']);
	});

	describe('is not one campaign that 8x8 forbids', () => {
		const FORBIDDEN = answer(403, { title: 'Forbidden' });
		const campaigns = [['a', 'b'], ['c'], ['d'], ['e'], ['f']];
		const options = { batchSize: 1, concurrency: 1 };

		it.each([
			['the first', [FORBIDDEN], 'a c d e f'],
			['two in a row', [FORBIDDEN, FORBIDDEN], 'a c d e f'],
			[
				'any before and after one that it allows',
				[FORBIDDEN, FORBIDDEN, ACCEPTED, FORBIDDEN, FORBIDDEN],
				'a c d e f',
			],
			['but three in a row', [FORBIDDEN, FORBIDDEN, FORBIDDEN], 'a c d'],
		])('%s', async (_, turns, asked) => {
			const { sent, told } = await deliverTo(campaigns, turns, options);
			expect(sent.join(' ')).toBe(asked);
			expect(told.slice(0, 2)).toEqual(['forbidden', 'notSent']);
			expect(told.filter((one) => one === 'forbidden')).toHaveLength(
				turns.filter((turn) => turn === FORBIDDEN).length,
			);
		});
	});

	it('settles every waiting part of a batch', async () => {
		const { sent, told } = await deliverTo(
			[['a', 'b'], ['p'], ['x']],
			[{ after: 10, reply: exists('b') }, limitedFor(60), { after: 100, reply: answer(401) }],
			{ concurrency: 8 },
		);
		expect(sent).toEqual(['a b', 'p', 'x']);
		expect(told).toEqual(['notSent', 'notSent', 'rateLimited', 'unauthorized']);
	});

	it.each([
		[1, 60_000, 75_000],
		[2, 90_000, 120_000],
	])(
		'is 8x8 that answers nothing for as long as one request with %i retries may take',
		async (maxRetries, least, most) => {
			const ids = Array.from({ length: 50 }, (_, n) => `x${n}`);
			const { duration, told } = await deliverTo([ids], new Array(500).fill(UNREACHABLE), {
				batchSize: 1,
				maxRetries,
				timeout: 30_000,
			});
			expect(told.at(-1)).toBe('notSent');
			expect(duration).toBeGreaterThanOrEqual(least);
			expect(duration).toBeLessThan(most);
		},
	);
});

describe('after a failed item', () => {
	const load = [['a', 'b', 'c', 'd']];
	const duplicate = [exists('a')];

	it('a run in Stop mode finishes the batch, and starts no other', async () => {
		const { sent, told, failures } = await deliverTo(load, duplicate, {
			batchSize: 2,
			stopOnFailure: true,
		});
		expect(sent).toEqual(['a b', 'b']);
		expect(told).toEqual(['duplicateRecord', 'added', 'notSent', 'notSent']);
		expect(failures[3]).toEqual({
			code: 'notSent',
			message: 'The record was not sent: an earlier item failed',
			description: expect.stringMatching(/"On Error"/) as unknown,
		});
	});

	it('a run in Stop mode does not start a batch that waited for a pause', async () => {
		const { sent, told } = await deliverTo(
			[['p'], ['x'], ['a', 'b', 'c']],
			[limitedFor(60), { after: 50, reply: invalidAt(0) }, { after: 10, reply: ACCEPTED }],
			{ batchSize: 1, concurrency: 8, stopOnFailure: true },
		);
		expect(sent).toEqual(['p', 'x', 'a', 'p']);
		expect(told).toEqual(['added', 'invalidRecord', 'added', 'notSent', 'notSent']);
	});

	it('a run in a Continue mode goes on', async () => {
		const { told } = await deliverTo(load, duplicate, { batchSize: 2 });
		expect(told).toEqual(['duplicateRecord', 'added', 'added', 'added']);
	});
});

describe('when the execution is stopped', () => {
	const cancelled = noAnswer('cancelled');

	it('what was under way and what was not sent have no outcome', async () => {
		const given = await deliverTo([['a', 'b', 'c']], [ACCEPTED, cancelled], { batchSize: 1 });
		expect(given.cancelled).toBe(true);
		expect(given.sent).toEqual(['a', 'b']);
		expect(given.told).toEqual(['added', undefined, undefined]);
	});

	it('what waited for its next attempt has no outcome either', async () => {
		const turns = [UNREACHABLE, UNREACHABLE, cancelled, cancelled];
		const { told } = await deliverTo([['a'], ['x']], turns);
		expect(told).toEqual([undefined, undefined]);
	});

	it('what 8x8 answers with success all the same is reported as added', async () => {
		const turns = [cancelled, { after: 50, reply: ACCEPTED }];
		const given = await deliverTo([['a'], ['x']], turns);
		expect(given.cancelled).toBe(true);
		expect(given.told).toEqual([undefined, 'added']);
	});

	it('what waited in a batch that had begun has no outcome, and is no fault', async () => {
		const { fault, told } = await deliverTo(
			[['a', 'b'], ['p'], ['x']],
			[{ after: 10, reply: exists('b') }, limitedFor(60), { after: 100, reply: cancelled }],
			{ concurrency: 8 },
		);
		expect(fault).toBeUndefined();
		expect(told).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('what a lost request leaves in doubt has no outcome', async () => {
		const given = await deliverTo([['a'], ['x']], [LOST, cancelled], { maxRetries: 0 });
		expect(given.told).toEqual([undefined, undefined]);
		expect(given.losses).toMatchObject([[{ record: { crmRecordId: 'a' } }]]);
	});

	it('a batch that may be in the campaign is remembered as such', async () => {
		const { told, losses } = await deliverTo([['a']], [LOST, cancelled]);
		expect(told).toEqual([undefined]);
		expect(losses).toMatchObject([[{ record: { crmRecordId: 'a' } }]]);
	});
});

describe('when this node has a fault', () => {
	const broken = () => {
		throw new Error('broken');
	};

	it('what was settled stays so, the rest has no outcome, and nothing more is sent', async () => {
		const turns = [ACCEPTED, { after: 50, reply: ACCEPTED }, broken];
		const { fault, sent, told } = await deliverTo([['a', 'b', 'c'], ['x'], ['y']], turns, {
			batchSize: 1,
		});
		expect(fault?.message).toBe('broken');
		expect(sent).toEqual(['a', 'x', 'y']);
		expect(told).toEqual(['added', undefined, undefined, 'added', undefined]);
	});
});

it('lets 1,000 campaigns that are not begun wait for nothing after the run has ended', async () => {
	let turns = 0;
	const campaigns = Array.from({ length: 1_000 }, (_, n) => [`x${n}`]);
	const { told } = await deliverTo(campaigns, [answer(401)], {}, undefined, () => {
		turns += 1;
		return Promise.resolve();
	});
	expect(told.filter((one) => one === 'notSent').length).toBeGreaterThan(990);
	// Those that have begun: as many as may be in flight, and 100 that might have to wait.
	expect(turns).toBeLessThanOrEqual(105);
});

describe('what a try of the node leaves to the next one', () => {
	it('is nothing when every request was answered', async () => {
		const { cancelled, losses } = await deliverTo([['a', 'b']], []);
		expect(cancelled).toBe(false);
		expect(losses).toEqual([]);
	});

	it('is the list of records that may be stored, so that a duplicate counts as added by this node', async () => {
		const lastTry = await deliverTo([['a', 'b']], [LOST], { maxRetries: 0 });
		expect(lastTry.told).toEqual(['unconfirmed', 'unconfirmed']);
		expect(lastTry.losses).toHaveLength(1);

		const { told } = await deliverTo(
			[['a', 'b']],
			[exists('a'), exists('b'), exists('a')],
			{},
			(entries) => [entries],
		);
		expect(told).toEqual(['addedUnconfirmed', 'addedUnconfirmed']);
	});
});
