import { answer, noAnswer } from '../helpers/replies';
import {
	ACCEPTED,
	LOST,
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
			message: 'The record was not sent: 8x8 does not accept the API key',
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

	it('settles every waiting part of a batch', async () => {
		const { sent, told } = await deliverTo(
			[['a', 'b'], ['p'], ['x']],
			[{ after: 10, reply: exists('b') }, limitedFor(60), { after: 100, reply: answer(401) }],
			{ concurrency: 8 },
		);
		expect(sent).toEqual(['a b', 'p', 'x']);
		expect(told).toEqual(['notSent', 'notSent', 'rateLimited', 'unauthorized']);
	});
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

	it('a batch that may be in the campaign is remembered as such', async () => {
		const { told, losses } = await deliverTo([['a']], [LOST, cancelled]);
		expect(told).toEqual([undefined]);
		expect(losses).toMatchObject([[{ record: { crmRecordId: 'a' } }]]);
	});
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
