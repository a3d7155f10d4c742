import { answer } from '../helpers/replies';
import {
	ACCEPTED,
	BUILDING,
	LOST,
	UNEXPLAINED,
	UNREACHABLE,
	accepted,
	deliverTo,
	exists,
	invalidAt,
	limitedFor,
	type Turn,
} from '../helpers/delivery';

describe('a record that the answer does not name', () => {
	it('is sent again by itself', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [accepted('a', 'c')]);
		expect(sent).toEqual(['a b c', 'b']);
		expect(told).toEqual(['added', 'added', 'added']);
	});

	it('is addedUnconfirmed if the campaign has it afterwards', async () => {
		const { told } = await deliverTo([['a', 'b']], [accepted('a'), exists('b')]);
		expect(told).toEqual(['added', 'addedUnconfirmed']);
	});

	it.each([
		[0, ['a b']],
		[2, ['a b', 'b', 'b', 'b']],
	])('is unconfirmed when it stays unnamed over %i retries', async (maxRetries, requests) => {
		const { sent, told, failures } = await deliverTo(
			[['a', 'b']],
			[accepted('a'), accepted(), accepted(), accepted()],
			{ maxRetries },
		);
		expect(sent).toEqual(requests);
		expect(told).toEqual(['added', 'unconfirmed']);
		expect(failures[1]?.message).toMatch(/does not list this record/);
	});

	it('is lost with its whole request where the answer names nobody', async () => {
		const { sent, told, times } = await deliverTo([['a', 'b']], [accepted(), exists('b')]);
		expect(sent).toEqual(['a b', 'a b', 'a']);
		expect(told).toEqual(['added', 'duplicateRecord']);
		expect(times[1]).toBeGreaterThan(0);
	});
});

describe('a success that refuses some records by themselves', () => {
	const partly = (...records: Array<Record<string, unknown>>) => answer(207, { records });
	const ok = (crmRecordId: string) => ({ crmRecordId, state: 'PENDING' });
	const no = (crmRecordId: string) => ({ crmRecordId, status: 409, message: 'Duplicate customer' });

	it('fails these for their own reasons, and sends nothing again', async () => {
		const { sent, told, failures } = await deliverTo(
			[['a', 'b', 'c']],
			[partly(ok('a'), no('b'), ok('c'))],
		);
		expect(sent).toEqual(['a b c']);
		expect(told).toEqual(['added', 'duplicateRecord', 'added']);
		expect(failures[1]?.description).toMatch(/8x8 answered 409 Duplicate customer\./);
	});

	it('sends again only what it leaves out', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [partly(ok('a'), no('b'))]);
		expect(sent).toEqual(['a b c', 'c']);
		expect(told).toEqual(['added', 'duplicateRecord', 'added']);
	});

	it('does not prove that a record left out before was the reason, if it refuses all others', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [exists('b'), partly(no('a'))]);
		expect(sent).toEqual(['a b', 'a', 'b']);
		expect(told).toEqual(['duplicateRecord', 'added']);
	});

	it('leaves open what an earlier lost request did with them', async () => {
		const { told } = await deliverTo([['a']], [LOST, partly(no('a'))]);
		expect(told).toEqual(['addedUnconfirmed']);
	});
});

describe('a record that 8x8 names as the reason of a refusal', () => {
	it("fails with 8x8's reason once the rest is accepted", async () => {
		const { sent, told, failures } = await deliverTo([['a', 'b', 'c']], [exists('b')]);
		expect(sent).toEqual(['a b c', 'a c']);
		expect(told).toEqual(['added', 'duplicateRecord', 'added']);
		expect(failures[1]?.description).toMatch(/already contains record for Id: b/);
	});

	it("fails with 8x8's reason once a part of the rest is accepted", async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [exists('b'), accepted('a')]);
		expect(sent).toEqual(['a b c', 'a c', 'c']);
		expect(told).toEqual(['added', 'duplicateRecord', 'added']);
	});

	it('is tried by itself when the rest cannot be sent', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [exists('b'), UNREACHABLE], {
			maxRetries: 0,
		});
		expect(sent).toEqual(['a b c', 'a c', 'b']);
		expect(told).toEqual(['network', 'added', 'network']);
	});

	it('is tried by itself when the rest is refused as well', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [exists('b'), invalidAt(0)]);
		expect(sent).toEqual(['a b', 'a', 'b']);
		expect(told).toEqual(['invalidRecord', 'added']);
	});

	it("fails with 8x8's reason once the rest is accepted after an answer that names nobody", async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [exists('b'), accepted()]);
		expect(sent).toEqual(['a b c', 'a c', 'a c']);
		expect(told).toEqual(['added', 'duplicateRecord', 'added']);
	});

	it('is tried by itself when no answer for the rest names anybody', async () => {
		const { sent, told } = await deliverTo([['a', 'b', 'c']], [exists('b'), accepted()], {
			maxRetries: 0,
		});
		expect(sent).toEqual(['a b c', 'a c', 'b']);
		expect(told).toEqual(['unconfirmed', 'added', 'unconfirmed']);
	});

	it('was stored before when the rest of a lost batch is accepted', async () => {
		const { told } = await deliverTo([['a', 'b']], [LOST, exists('b')]);
		expect(told).toEqual(['added', 'duplicateRecord']);
	});
});

describe('the parts of a refused batch', () => {
	const named = exists('none of these');
	const slowly = { after: 100, reply: ACCEPTED };

	it.each([
		['none', [0, 0, 0]],
		['sequence', [0, 0, 100]],
	] as const)('go at once, or one after the other in sequence (%s)', async (order, expected) => {
		const { sent, times } = await deliverTo([['a', 'b', 'c', 'd']], [named, slowly, slowly], {
			order,
		});
		expect(sent).toEqual(['a b c d', 'a b', 'c d']);
		expect(times).toEqual(expected);
	});

	it('are halved for another reason, whatever was known just before', async () => {
		const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
		const unplaced = answer(400, { errors: [{ field: 'crmRecordId', message: 'is bad' }] });
		const alone = ['a', 'b', 'c', 'd'].map(exists);
		const turns = [named, named, named, alone[0]!, alone[1]!, named, alone[2]!, alone[3]!];
		const { sent } = await deliverTo([ids], [...turns, unplaced]);
		expect(sent.slice(0, 8)).toEqual([
			'a b c d e f g h',
			'a b c d',
			'a b',
			'a',
			'b',
			'c d',
			'c',
			'd',
		]);
		expect(sent.slice(8)).toEqual(['e f g h', 'e f', 'g h']);
	});

	it('are more and more records by themselves while one duplicate follows the other', async () => {
		const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
		const { sent, told } = await deliverTo(
			[ids],
			new Array<Turn>(20).fill(([first]) => exists(first!)),
		);
		expect(sent.slice(0, 4)).toEqual(['a b c d e f g h', 'b c d e f g h', 'a', 'b']);
		expect(sent.slice(4, 7)).toEqual(['c d e f g h', 'c', 'd']);
		expect(sent.slice(7)).toEqual(['e f g h', 'e', 'f', 'g', 'h']);
		expect(told).toEqual(ids.map(() => 'duplicateRecord'));
	});

	it('leave out a duplicate that is named, if those before were refused for another reason', async () => {
		const { sent, told } = await deliverTo(
			[['a', 'b', 'c', 'd']],
			[invalidAt(0), invalidAt(0), invalidAt(0), exists('c')],
			{ batchSize: 2 },
		);
		expect(sent).toEqual(['a b', 'b', 'a', 'c d', 'd']);
		expect(told).toEqual(['invalidRecord', 'invalidRecord', 'duplicateRecord', 'added']);
	});
});

describe('a campaign that is building', () => {
	it('gets the same batch again when it is ready', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [BUILDING, BUILDING], {
			maxWait: 60_000,
		});
		expect(sent).toEqual(['a b', 'a b', 'a b']);
		expect(told).toEqual(['added', 'added']);
	});

	it('is given up after "Max Wait": its other records are not sent', async () => {
		const { sent, told, failures } = await deliverTo([['a', 'b', 'c']], [BUILDING], {
			batchSize: 1,
		});
		expect(sent).toEqual(['a']);
		expect(told).toEqual(['campaignState', 'notSent', 'notSent']);
		expect(failures[2]?.message).toMatch(/while it is building or starting/);
	});
});

describe('a pause that 8x8 asks for', () => {
	const OPTIONS = { batchSize: 1, concurrency: 1, maxRetries: 0 };

	it('of more than five minutes ends the run', async () => {
		const { sent, told, failures, duration } = await deliverTo(
			[['a'], ['x']],
			[limitedFor(301)],
			OPTIONS,
		);
		expect(sent).toEqual(['a']);
		expect(told).toEqual(['rateLimited', 'notSent']);
		expect(failures[1]?.message).toMatch(/too many requests/);
		expect(duration).toBe(0);
	});

	it('of five minutes is waited for', async () => {
		const { told, times } = await deliverTo([['a'], ['x']], [limitedFor(300)], OPTIONS);
		expect(told).toEqual(['added', 'added']);
		expect(times).toEqual([0, 300_000, 300_000]);
	});

	it('with a failure of the server is for that request alone, however long', async () => {
		const failed = answer(503, '', { 'retry-after': '301' });
		const { told, times } = await deliverTo([['a'], ['x']], [failed], OPTIONS);
		expect(told).toEqual(['unconfirmed', 'added']);
		expect(times[1]).toBeLessThan(5_000);
	});
});

describe('in Stop mode, when an item has failed meanwhile', () => {
	it.each([
		['that is building', BUILDING],
		['that gives no reason', UNEXPLAINED],
	])('what has begun with a campaign %s is finished', async (_, notYet) => {
		const turns: Turn[] = [notYet, { after: 100, reply: exists('x') }, ACCEPTED];
		const { sent, told } = await deliverTo([['a'], ['x']], turns, {
			stopOnFailure: true,
			maxWait: 60_000,
		});
		expect(sent).toEqual(['a', 'x', 'a']);
		expect(told).toEqual(['added', 'duplicateRecord']);
	});
});
