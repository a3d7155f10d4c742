import { createPlaces } from '../../../nodes/EightByEightCampaigns/delivery/places';

const tick = () => new Promise(setImmediate);

/** Names in the order in which they got a place. */
function start(most: number, turn = () => Promise.resolve()) {
	const places = createPlaces(most, turn);
	const got: string[] = [];
	return {
		places,
		got,
		ask: (name: string, begunAt?: number | 'poll') =>
			void places.take(begunAt).then(() => got.push(name)),
	};
}

it('are never more than there are', async () => {
	const { places, got, ask } = start(2);
	for (const name of ['a', 'b', 'c', 'd']) ask(name);
	await tick();
	expect(got).toEqual(['a', 'b']);
	places.giveBack();
	await tick();
	expect(got).toEqual(['a', 'b', 'c']);
});

it('go to what has begun first, and there to the first items', async () => {
	const { places, got, ask } = start(1);
	ask('running');
	ask('new 1');
	ask('new 2');
	ask('part of 200', 200);
	ask('part of 0', 0);
	ask('part of 100', 100);
	for (let n = 0; n < 5; n++) {
		await tick();
		places.giveBack();
	}
	await tick();
	expect(got).toEqual(['running', 'part of 0', 'part of 100', 'part of 200', 'new 1', 'new 2']);
});

it('go to what has waited longest where several belong to the same items', async () => {
	const { places, got, ask } = start(1);
	for (const name of ['running', 'one', 'two', 'three']) ask(name, 0);
	for (let n = 0; n < 3; n++) {
		await tick();
		places.giveBack();
	}
	await tick();
	expect(got).toEqual(['running', 'one', 'two', 'three']);
});

it('go to polls and to what has not begun in turns, after what has begun', async () => {
	const { places, got, ask } = start(1);
	ask('running');
	for (const n of [1, 2, 3]) ask(`poll ${n}`, 'poll');
	for (const n of [1, 2]) ask(`new ${n}`);
	ask('part', 0);
	for (let n = 0; n < 6; n++) {
		await tick();
		places.giveBack();
	}
	await tick();
	expect(got).toEqual(['running', 'part', 'poll 1', 'new 1', 'poll 2', 'new 2', 'poll 3']);
});

it('are there again for those who come later', async () => {
	const { places, got, ask } = start(1);
	ask('a');
	await tick();
	places.giveBack();
	await tick();
	ask('b');
	ask('c', 0);
	await tick();
	expect(got).toEqual(['a', 'b']);
});

it('are given out one in each turn', async () => {
	let turns = 0;
	const seen: number[] = [];
	const { places } = start(3, async () => {
		await tick();
		turns += 1;
	});
	await Promise.all([1, 2, 3].map(() => places.take().then(() => seen.push(turns))));
	expect(seen).toEqual([0, 1, 2]);
});
