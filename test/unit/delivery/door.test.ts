import { createDoor } from '../../../nodes/EightByEightCampaigns/delivery/door';

const tick = () => new Promise(setImmediate);

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	return {
		end: () => end(),
		run: async () => {
			log.push(`${name} begins`);
			await ended;
			log.push(`${name} ends`);
			return name;
		},
	};
}

it('is open at first', async () => {
	const door = createDoor();
	expect(door.isClosed()).toBe(false);
	await door.opened();
});

it('holds the others up while the work goes on, and gives its result', async () => {
	const door = createDoor();
	const log: string[] = [];
	const one = work(log, 'one');
	const result = door.closedFor(one.run);
	await tick();
	expect(door.isClosed()).toBe(true);
	void door.opened().then(() => log.push('others go on'));
	await tick();
	expect(log).toEqual(['one begins']);
	one.end();
	expect(await result).toBe('one');
	await tick();
	expect(log).toEqual(['one begins', 'one ends', 'others go on']);
	expect(door.isClosed()).toBe(false);
});

it('is closed by one after the other', async () => {
	const door = createDoor();
	const log: string[] = [];
	const [one, two, three] = [work(log, 'one'), work(log, 'two'), work(log, 'three')];
	const all = Promise.all([one, two, three].map(({ run }) => door.closedFor(run)));
	await tick();
	expect(log).toEqual(['one begins']);
	three.end();
	two.end();
	one.end();
	await all;
	expect(log).toEqual([
		'one begins',
		'one ends',
		'two begins',
		'two ends',
		'three begins',
		'three ends',
	]);
});

it('opens when the work fails', async () => {
	const door = createDoor();
	await expect(door.closedFor(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(door.isClosed()).toBe(false);
});
