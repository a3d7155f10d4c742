import { ACCEPTED, BUILDING, COMPLETE, deliverTo, exists, type Turn } from '../helpers/delivery';
import { answer } from '../helpers/replies';

const slowly = (after: number): Turn => ({ after, reply: ACCEPTED });

describe('while a campaign is not ready', () => {
	const OPTIONS = { batchSize: 1, order: 'none', maxWait: 60_000 } as const;

	it('one request polls, and the others follow as soon as it is', async () => {
		const { sent, times, told } = await deliverTo(
			[['a', 'b', 'c', 'd']],
			[BUILDING, BUILDING, BUILDING],
			{ ...OPTIONS, concurrency: 2 },
		);
		expect(sent.slice(0, 4)).toEqual(['a', 'b', 'a', 'a']);
		expect(sent.slice(4).sort()).toEqual(['b', 'c', 'd']);
		expect(times).toEqual([0, 0, 250, 750, 750, 750, 750]);
		expect(told).toEqual(['added', 'added', 'added', 'added']);
	});

	it('nothing new of it begins', async () => {
		const { sent, times } = await deliverTo(
			[['a', 'b', 'c', 'd']],
			[BUILDING, slowly(100), slowly(100)],
			{ ...OPTIONS, concurrency: 3 },
		);
		expect(sent).toEqual(['a', 'b', 'c', 'a', 'd']);
		expect(times).toEqual([0, 0, 0, 250, 250]);
	});

	it('what was waiting for a place leaves that to others, and waits on', async () => {
		const { sent, times } = await deliverTo([['x'], ['a', 'b']], [slowly(1_000), BUILDING], {
			...OPTIONS,
			concurrency: 2,
		});
		expect(sent).toEqual(['x', 'a', 'a', 'b']);
		expect(times).toEqual([0, 0, 250, 250]);
	});

	it('its polls take no more than half of the requests from campaigns that are', async () => {
		const building = Array.from({ length: 20 }, (_, n) => [`b${n}`]);
		const ready = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
		const answering = ([id = '']: string[]) => (id.startsWith('b') ? BUILDING : ACCEPTED([id]));
		const { sent } = await deliverTo([...building, ready], new Array(200).fill(answering), {
			batchSize: 1,
			maxWait: 600_000,
			concurrency: 2,
			requestsPerMinute: 60,
		});
		// Every second request is something new: the first of a campaign, or one for the ready one.
		expect(sent.slice(0, 2 * (building.length + ready.length))).toContain('r6');
	});

	it('all that were refused for it fail for it once the time is over', async () => {
		const { sent, told } = await deliverTo([['a', 'b']], [BUILDING, BUILDING, BUILDING], {
			...OPTIONS,
			concurrency: 2,
			maxWait: 250,
		});
		expect(sent).toEqual(['a', 'b', 'a']);
		expect(told).toEqual(['campaignState', 'campaignState']);
	});
});

it('takes no time from the others for a part that is not sent, as its campaign was given up', async () => {
	const { sent, times, told } = await deliverTo(
		[
			['a', 'b', 'c', 'd'],
			['x1', 'x2', 'x3', 'x4', 'y'],
		],
		[exists('none of these'), ACCEPTED, COMPLETE],
		{ batchSize: 4, order: 'none', concurrency: 1, requestsPerMinute: 60 },
	);
	expect(sent).toEqual(['a b c d', 'x1 x2 x3 x4', 'a b', 'y']);
	expect(times).toEqual([0, 1_000, 2_000, 3_000]);
	expect(told.slice(0, 4)).toEqual(['campaignState', 'campaignState', 'notSent', 'notSent']);
});

it('does not send what was about to leave when the run ended', async () => {
	const { sent, told, fault } = await deliverTo(
		[['p', 'q', 'r']],
		[slowly(10), { after: 10, reply: answer(401) }],
		{ batchSize: 1, order: 'none', concurrency: 3, requestsPerMinute: 600 },
	);
	expect(fault).toBeUndefined();
	expect(sent).toEqual(['p', 'q']);
	expect(told).toEqual(['added', 'unauthorized', 'notSent']);
});

it('does not begin in Stop mode what was about to leave when an item failed', async () => {
	const { sent, told } = await deliverTo([['a', 'b', 'c']], [{ after: 150, reply: answer(400) }], {
		batchSize: 1,
		order: 'none',
		concurrency: 3,
		requestsPerMinute: 600,
		stopOnFailure: true,
	});
	expect(sent).toEqual(['a', 'b']);
	expect(told).toEqual(['refusedUnexplained', 'added', 'notSent']);
});
