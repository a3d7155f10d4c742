import fc from 'fast-check';
import { crmIds, deliverExample } from './example';
import type { Fault } from './faults';
import { runs } from './runs';

const HANG: Fault = { kind: 'timeout', processed: false };
const GONE: Fault = { kind: 'unreachable' };
const PORTAL: Fault = { kind: 'gateway', status: 200, processed: false };
const BUSY: Fault = { kind: 'gateway', status: 503, processed: false };

describe.each(['sequence', 'rank', 'none'] as const)('in the order %s', (order) => {
	it.each([
		['hangs', HANG, 'unconfirmed'],
		['is gone', GONE, 'network'],
		['is behind a sign-in page', PORTAL, 'unconfirmed'],
		['answers 503', BUSY, 'unconfirmed'],
	])('a load ends after few requests when the server %s', async (_, fault, code) => {
		const { requests, counts } = await deliverExample({
			items: crmIds(2_000),
			options: { order, maxRetries: 1, timeout: 500, concurrency: 3 },
			limiter: () => fault,
		});
		expect(requests.length).toBeLessThan(20);
		expect(Object.keys(counts).sort()).toEqual([code, 'notSent'].sort());
		expect(counts.notSent).toBeGreaterThanOrEqual(1_000);
	});

	it.each([
		['hangs', HANG],
		['is gone', GONE],
	])('100,000 records end within minutes when the server %s', async (_, fault) => {
		const { counts, duration } = await deliverExample({
			items: crmIds(100_000),
			options: { order },
			limiter: () => fault,
		});
		expect(counts.notSent).toBeGreaterThan(95_000);
		expect(duration).toBeLessThan(10 * 60_000);
	});

	it.each([
		['hangs', HANG],
		['is gone', GONE],
	])('a server that %s for a minute ends no load', async (_, fault) => {
		const start = 1_800_000_000_000;
		const { counts } = await deliverExample({
			items: crmIds(20_000),
			options: { order },
			limiter: (now) => (now >= start + 1_000 && now < start + 61_000 ? fault : { kind: 'none' }),
		});
		expect(counts.notSent).toBeUndefined();
		expect(counts.added! + (counts.addedUnconfirmed ?? 0)).toBeGreaterThan(18_000);
	});
});

it('losses at random, one in five, end no load', async () => {
	await fc.assert(
		fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 4 })), async (chances) => {
			const { counts } = await deliverExample({
				items: crmIds(10_000),
				limiter: () => (chances.next().value === 0 ? HANG : { kind: 'none' }),
			});
			expect(counts.notSent).toBeUndefined();
		}),
		runs(20),
	);
});
