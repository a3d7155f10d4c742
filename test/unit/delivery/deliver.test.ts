import {
	ACCEPTED,
	BUILDING,
	COMPLETE,
	NOT_FOUND,
	deliverTo,
	invalidAt,
	limitedFor,
	type Turn,
} from '../helpers/delivery';
import { answer } from '../helpers/replies';

const slowly = (after: number): Turn => ({ after, reply: ACCEPTED });

describe('requests', () => {
	it('up to "Concurrency" are in flight if order does not matter', async () => {
		const { times } = await deliverTo([['a', 'b', 'c', 'd', 'e']], new Array(5).fill(slowly(100)), {
			batchSize: 1,
			order: 'none',
			concurrency: 2,
		});
		expect(times).toEqual([0, 0, 100, 100, 200]);
	});

	it('leave one in each round of the event loop, so that none waits for the others', async () => {
		let round = 0;
		const turn = async () => {
			await new Promise(setImmediate);
			round += 1;
		};
		const rounds: number[] = [];
		const noted = (ids: string[]) => {
			rounds.push(round);
			return ACCEPTED(ids);
		};
		const options = { batchSize: 1, order: 'none' } as const;
		await deliverTo([['a', 'b', 'c']], new Array(3).fill(noted), options, undefined, turn);
		expect(rounds).toEqual([0, 1, 2]);
	});

	it.each(['sequence', 'none'] as const)(
		'take no more turns than there are batches (order: %s)',
		async (order) => {
			let turns = 0;
			await deliverTo([['a', 'b', 'c']], [], { batchSize: 2, order }, undefined, () => {
				turns += 1;
				return Promise.resolve();
			});
			expect(turns).toBe(2);
		},
	);

	it('of one campaign go one after the other, those of several side by side', async () => {
		const { sent, times } = await deliverTo(
			[
				['a', 'b'],
				['x', 'y'],
			],
			new Array(4).fill(slowly(100)),
			{ batchSize: 1 },
		);
		expect(sent).toEqual(['a', 'x', 'b', 'y']);
		expect(times).toEqual([0, 0, 100, 100]);
	});

	it.each(['sequence', 'none'] as const)(
		'go to the campaigns in turns (order: %s)',
		async (order) => {
			const { sent } = await deliverTo(
				[
					['a', 'b', 'c'],
					['x', 'y'],
				],
				[],
				{ batchSize: 1, order, concurrency: 1 },
			);
			expect(sent).toEqual(['a', 'x', 'b', 'y', 'c']);
		},
	);

	it('of other campaigns go on while one waits until it is ready', async () => {
		const { sent, times, told } = await deliverTo([['a'], ['x', 'y']], [BUILDING], {
			batchSize: 1,
			concurrency: 1,
			maxWait: 1_000,
		});
		expect(sent).toEqual(['a', 'x', 'y', 'a']);
		expect(times).toEqual([0, 0, 0, 250]);
		expect(told).toEqual(['added', 'added', 'added']);
	});

	it('are as far apart as the user asks for, over all campaigns', async () => {
		const { times } = await deliverTo([['a', 'b'], ['x']], [], {
			batchSize: 1,
			requestsPerMinute: 60,
		});
		expect(times).toEqual([0, 1_000, 2_000]);
	});

	it('go first to the campaign that has waited longest', async () => {
		const { sent } = await deliverTo(
			[
				['a', 'A'],
				['b', 'B'],
				['c', 'C'],
			],
			[slowly(150), slowly(50), slowly(150)],
			{ batchSize: 1, concurrency: 2 },
		);
		expect(sent).toEqual(['a', 'b', 'c', 'B', 'A', 'C']);
	});
});

describe('a campaign that 8x8 does not know', () => {
	it('gets one request, and its other records are not sent for that reason', async () => {
		const { sent, told, failures } = await deliverTo([['a', 'b', 'c']], [NOT_FOUND], {
			batchSize: 1,
		});
		expect(sent).toEqual(['a']);
		expect(told).toEqual(['notFound', 'notSent', 'notSent']);
		const [{ description }, notSent] = failures as [never, never];
		expect(description).toMatch(/three things/);
		expect(description).not.toMatch(/only the ID can be wrong/);
		expect(notSent).toEqual({
			code: 'notSent',
			message: 'The record was not sent: 8x8 does not know this campaign',
			description,
			httpCode: '404',
		});
	});

	it('gets nothing of what was waiting for the rate limit', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [limitedFor(60), NOT_FOUND], {
			batchSize: 1,
			concurrency: 2,
			order: 'none',
		});
		expect(sent).toEqual(['a', 'b']);
		expect(told).toEqual(['rateLimited', 'notFound', 'notSent']);
	});

	it('has a wrong ID when another one was found with the same credential', async () => {
		const { failures } = await deliverTo([['a'], ['x', 'y']], [ACCEPTED, NOT_FOUND], {
			batchSize: 1,
			concurrency: 1,
		});
		expect(failures).toMatchObject([
			{},
			{
				code: 'notFound',
				description: expect.stringMatching(
					/customer site\. Another campaign .* only the ID can be wrong/,
				) as unknown,
			},
			{
				code: 'notSent',
				description: expect.stringMatching(/only the ID can be wrong/) as unknown,
			},
		]);
	});

	it('that was found before is not given up for a 404', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [ACCEPTED, NOT_FOUND], { batchSize: 1 });
		expect(sent).toEqual(['a', 'b', 'b']);
		expect(told).toEqual(['added', 'added']);
	});

	it('that was found before: if the 404 stays, its other records are still sent', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [ACCEPTED, NOT_FOUND, NOT_FOUND], {
			batchSize: 1,
			maxRetries: 1,
		});
		expect(sent).toEqual(['a', 'b', 'b', 'c']);
		expect(told).toEqual(['added', 'notFound', 'added']);
	});

	it('that was found before is given up after three requests in a row that end so', async () => {
		const { sent, told } = await deliverTo(
			[['a', 'b', 'c', 'd', 'e']],
			[ACCEPTED, ...Array.from({ length: 4 }, () => NOT_FOUND)],
			{ batchSize: 1, maxRetries: 1 },
		);
		// The first is tried again. Then there is an outage, in which each is tried once.
		expect(sent).toEqual(['a', 'b', 'b', 'c', 'd']);
		expect(told).toEqual(['added', 'notFound', 'notFound', 'notFound', 'notSent']);
	});
});

it('believes a campaign that has taken records that it is complete', async () => {
	const { sent, told, failures } = await deliverTo([['a', 'b', 'c']], [ACCEPTED, COMPLETE], {
		batchSize: 1,
	});
	expect(sent).toEqual(['a', 'b']);
	expect(told).toEqual(['added', 'campaignState', 'notSent']);
	expect(failures[1]?.description).not.toMatch(/only the ID/);
});

describe('a firewall', () => {
	const BLOCKED = answer(403, '<title>Request blocked</title>');
	const ONE_BY_ONE = { batchSize: 1 };
	const blocked = (times: number): Turn[] => new Array<Turn>(times).fill(BLOCKED);

	it('that blocks one record of a campaign that has taken others keeps no other back', async () => {
		const turns = [ACCEPTED, BLOCKED, BLOCKED, ACCEPTED];
		const { sent, told } = await deliverTo([['a', 'b', 'c', 'd']], turns, { batchSize: 2 });
		expect(sent).toEqual(['a b', 'c d', 'c', 'd']);
		expect(told).toEqual(['added', 'added', 'unexpectedAnswer', 'added']);
	});

	it('ends the run where the campaign has taken none', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [BLOCKED], ONE_BY_ONE);
		expect(sent).toEqual(['a']);
		expect(told).toEqual(['unexpectedAnswer', 'notSent']);
	});

	it('ends the run once it has blocked three records in a row', async () => {
		const load = [['a', 'b', 'c', 'd', 'e', 'f']];
		const { sent, told } = await deliverTo(load, [ACCEPTED, ...blocked(5)], ONE_BY_ONE);
		expect(sent).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(told).toEqual(['added', ...new Array<string>(4).fill('unexpectedAnswer'), 'notSent']);
	});

	it.each<[string, Turn]>([
		['was taken', ACCEPTED],
		['8x8 has refused', invalidAt(0)],
	])('does not end it where a record between them %s', async (_, between) => {
		const load = [['a', 'b', 'c', 'd', 'e', 'f', 'g']];
		const turns = [ACCEPTED, ...blocked(2), between, ...blocked(2), ACCEPTED];
		const { sent, told } = await deliverTo(load, turns, ONE_BY_ONE);
		expect(sent).toHaveLength(7);
		expect(told[6]).toBe('added');
	});

	it.each([
		['JSON with 403', answer(403, { detail: 'Forbidden' }), 'forbidden'],
		['a page with 405', answer(405, '<title>Not allowed</title>'), 'unexpectedAnswer'],
	])('is not seen in %s', async (_, reply, code) => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [ACCEPTED, reply], ONE_BY_ONE);
		expect(sent).toEqual(['a', 'b']);
		expect(told).toEqual(['added', code, 'notSent']);
	});
});
