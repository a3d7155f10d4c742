import { MAX_PAUSE } from '../../../nodes/EightByEightCampaigns/delivery/limit';
import { createWindow } from '../../../nodes/EightByEightCampaigns/delivery/window';
import { virtualClock } from '../helpers/clock';

function start() {
	const clock = virtualClock();
	return { clock, window: createWindow(clock) };
}

it('holds back nothing before an answer has told of it', () => {
	const { window } = start();
	for (let n = 0; n < 100; n++) window.sent();
	expect(window.wait()).toBe(0);
});

it('is full once as many requests have left as it has room for', () => {
	const { window } = start();
	window.told({ left: 2, endsIn: 4_000 }, 0);
	window.sent();
	expect(window.wait()).toBe(0);
	window.sent();
	expect(window.wait()).toBe(4_000);
});

it('has room for one less for each request under way', () => {
	const { window } = start();
	window.told({ left: 2, endsIn: 4_000 }, 1);
	expect(window.wait()).toBe(0);
	window.told({ left: 2, endsIn: 4_000 }, 2);
	expect(window.wait()).toBe(4_000);
});

it('holds back less as its end comes nearer, and nothing after it', async () => {
	const { clock, window } = start();
	window.told({ left: 0, endsIn: 4_000 }, 0);
	await clock.sleep(3_000);
	expect(window.wait()).toBe(1_000);
	await clock.sleep(2_000);
	expect(window.wait()).toBe(0);
});

it.each([
	[MAX_PAUSE, MAX_PAUSE],
	[MAX_PAUSE + 1, 0],
])('of %i ms holds back %i ms', (endsIn, wait) => {
	const { window } = start();
	window.told({ left: 0, endsIn }, 0);
	expect(window.wait()).toBe(wait);
});
