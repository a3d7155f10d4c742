import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import { answer } from '../helpers/replies';
import {
	ACCEPTED,
	BUILDING,
	LOST,
	UNEXPLAINED,
	accepted,
	deliverTo,
	exists,
	invalidAt,
	type Turn,
} from '../helpers/delivery';

const upTo = (count: number) => Array.from({ length: count }, (_, n) => String(n + 1));

/** Twelve records in batches of two, one request at a time. */
const run = (
	turns: Turn[],
	{ ids = upTo(12), ...options }: Partial<DeliveryOptions> & { ids?: string[] } = {},
) => deliverTo([ids], turns, { batchSize: 2, order: 'none', concurrency: 1, ...options });

const always = (turn: Turn) => new Array<Turn>(50).fill(turn);

const countOf = (told: unknown[], what: string) => told.filter((one) => one === what).length;

describe('a campaign that refuses every record alike without a reason', () => {
	it('is given up after its first batch and five records from all over the load', async () => {
		const { sent, told, failures } = await run(always(UNEXPLAINED));
		expect(sent).toEqual(['1 2', '3', '5', '7', '9', '12']);
		expect(countOf(told, 'refusedUnexplained')).toBe(5);
		expect(countOf(told, 'notSent')).toBe(7);
		expect(failures[3]).toMatchObject({
			message: expect.stringMatching(
				/refused the records of this campaign without giving a reason/,
			) as unknown,
			description: expect.stringMatching(
				/tried was refused alike.* not sent\. Check whether the campaign/,
			) as unknown,
			httpCode: '400',
		});
	});

	it('is first asked for each record of the batch, where order counts', async () => {
		const { sent } = await run(always(UNEXPLAINED), { order: 'sequence' });
		expect(sent).toEqual(['1 2', '1', '2', '3', '5', '7', '9', '12']);
	});

	it('is first asked for five records of a larger batch, where order counts', async () => {
		const { sent, told } = await run(always(UNEXPLAINED), {
			order: 'sequence',
			ids: upTo(40),
			batchSize: 8,
		});
		const halves = ['1 2 3 4 5 6 7 8', '1 2 3 4', '1 2', '1', '2', '3 4', '3', '4'];
		expect(sent.slice(0, 11)).toEqual([...halves, '5 6 7 8', '5 6', '5']);
		expect(sent.slice(11)).toEqual(['9', '16', '24', '32', '40']);
		expect(countOf(told, 'notSent')).toBe(30);
	});

	it('is given up as soon as five records are left to try', async () => {
		const { sent, told } = await run(always(UNEXPLAINED), { ids: upTo(7) });
		expect(sent).toEqual(['1 2', '3', '4', '5', '6', '7']);
		expect(countOf(told, 'notSent')).toBe(2);
	});

	it('is asked for every record when there are fewer', async () => {
		const { sent, told } = await run(always(UNEXPLAINED), { ids: upTo(6) });
		expect(sent).toEqual(['1 2', '1', '2', '3 4', '3', '4', '5 6', '5', '6']);
		expect(countOf(told, 'refusedUnexplained')).toBe(6);
	});

	it('is given up after single records in batches of one', async () => {
		const { sent } = await run(always(UNEXPLAINED), { batchSize: 1 });
		expect(sent).toEqual(['1', '2', '4', '7', '9', '12']);
	});
});

it.each(['sequence', 'none'] as const)(
	'each record that is refused with a reason gets its own reason (order: %s)',
	async (order) => {
		const { sent, told } = await run(always(invalidAt(0)), { order, batchSize: 1 });
		expect(sent).toEqual(upTo(12));
		expect(countOf(told, 'invalidRecord')).toBe(12);
	},
);

describe('single records from all over the load', () => {
	const IN_PLACE = ['1', '2', '4 5', '6 7', '8 9', '10 11', '12'];

	it.each([
		['is accepted', ACCEPTED],
		['is refused with a reason', invalidAt(0)],
		['is refused in another way', answer(422)],
	])('keep their positions when the first of them %s', async (_, turn) => {
		const { sent, told } = await run([UNEXPLAINED, turn]);
		expect(sent).toEqual(['1 2', '3', ...IN_PLACE]);
		expect(countOf(told, 'added')).toBeGreaterThanOrEqual(11);
	});

	it('keep their positions when a later one is accepted', async () => {
		const { sent } = await run([UNEXPLAINED, UNEXPLAINED, ACCEPTED]);
		expect(sent).toEqual(['1 2', '3', '5', '1', '2', '4 6', '7 8', '9 10', '11 12']);
	});

	it('are tried once only', async () => {
		const { sent } = await run([UNEXPLAINED, ...always(UNEXPLAINED).slice(0, 4), ACCEPTED]);
		expect(sent.slice(0, 6)).toEqual(['1 2', '3', '5', '7', '9', '12']);
		expect(sent.slice(6)).toEqual(['1', '2', '4 6', '8 10', '11']);
	});

	it.each(['sequence', 'none'] as const)(
		'are sent again when the answer leaves them out, though the others wait (order: %s)',
		async (order) => {
			const opaque = order === 'sequence' ? [UNEXPLAINED, UNEXPLAINED, UNEXPLAINED] : [UNEXPLAINED];
			const { sent, told } = await run([...opaque, accepted()], { order });
			expect(sent.slice(opaque.length, opaque.length + 2)).toEqual(['3', '3']);
			expect(told[2]).toBe('added');
		},
	);

	it('are tried again when one of them got no answer, which proves nothing', async () => {
		const { sent, told } = await run([UNEXPLAINED, LOST, ...always(UNEXPLAINED)], {
			ids: upTo(40),
			maxRetries: 0,
		});
		expect(sent.slice(0, 6)).toEqual(['1 2', '3', '12', '21', '30', '40']);
		expect(sent.length).toBeLessThanOrEqual(15);
		expect(countOf(told, 'notSent')).toBeGreaterThan(20);
	});

	it('are tried three times at most', async () => {
		const lostOnce = [LOST, ...new Array<Turn>(4).fill(UNEXPLAINED)];
		const parts = [UNEXPLAINED, UNEXPLAINED];
		const batch = UNEXPLAINED;
		const turns = [batch, ...lostOnce, ...parts, ...lostOnce, batch, ...lostOnce];
		const { sent, told } = await run([...turns, ...always(UNEXPLAINED)], {
			ids: upTo(40),
			maxRetries: 0,
		});
		// All others were then tried in their batches.
		expect(countOf(told, 'notSent')).toBe(0);
		expect(sent.length).toBeGreaterThan(40);
	});

	it.each([
		['in Stop mode', upTo(40), true],
		['when nothing else is left', upTo(20), false],
	])('are those of the refused batch %s', async (_, ids, stopOnFailure) => {
		const { sent, told } = await run(always(UNEXPLAINED), {
			order: 'sequence',
			ids,
			batchSize: 20,
			stopOnFailure,
		});
		expect(sent.slice(-5)).toEqual(['6', '9', '13', '16', '20']);
		expect(countOf(told, 'refusedUnexplained')).toBe(10);
		expect(countOf(told, 'notSent')).toBe(ids.length - 10);
	});

	it('are those of the refused batch in Stop mode, also if order does not matter', async () => {
		const { sent, told } = await run(always(UNEXPLAINED), {
			ids: upTo(60),
			batchSize: 20,
			stopOnFailure: true,
		});
		expect(sent.slice(-5)).toEqual(['1', '3', '5', '7', '10']);
		expect(countOf(told, 'notSent')).toBe(54);
	});

	it.each([
		['though others of their part are left', 20],
		['also if they were all of their part', 16],
	])('of the refused batch are ahead of their position only once, %s', async (_, count) => {
		const silent = (ids: string[]) =>
			ids.some((id) => Number(id) < 6) ? UNEXPLAINED : ACCEPTED(ids);
		const { sent, told } = await run(always(silent), {
			order: 'sequence',
			ids: upTo(count),
			batchSize: count,
			stopOnFailure: true,
		});
		const [ahead, ...rest] = sent.slice(sent.indexOf('5') + 1);
		expect(ahead).toBe('6');
		expect(rest.join(' ')).toBe(upTo(count).slice(6).join(' '));
		expect(countOf(told, 'added')).toBe(count - 5);
	});

	it('are not taken out of a batch if the refusal names the record that may be the reason', async () => {
		const ids = upTo(8).map((n) => `CRM-${n}`);
		const naming = answer(400, { detail: 'Cannot process "CRM-3"' });
		const { sent, told, failures } = await run([naming], { ids, batchSize: 8 });
		expect(sent).toEqual([ids.join(' '), ids.filter((id) => id !== 'CRM-3').join(' ')]);
		expect(told[2]).toBe('refusedUnexplained');
		expect(failures[2]?.description).toMatch(/Cannot process "CRM-3"/);
	});

	it('are tried for only one of two refused requests that wait while a third one polls', async () => {
		const refused: Turn = { after: 100, reply: UNEXPLAINED };
		const { sent, told } = await run([BUILDING, refused, refused], {
			concurrency: 3,
			maxWait: 60_000,
		});
		expect(sent.slice(0, 4)).toEqual(['1 2', '3 4', '5 6', '1 2']);
		expect(sent.slice(4).sort()).toEqual(['10 11', '12', '3', '4', '5', '6', '7', '8 9']);
		expect(countOf(told, 'added')).toBe(12);
	});

	it('are not tried for a few records when something was accepted before', async () => {
		const { sent } = await run([ACCEPTED, UNEXPLAINED, UNEXPLAINED, UNEXPLAINED]);
		expect(sent.slice(0, 5)).toEqual(['1 2', '3 4', '3', '4', '5 6']);
	});

	it('are not tried when 8x8 says that a record exists, though not which', async () => {
		const { sent } = await run([exists('none of these')]);
		expect(sent.slice(0, 4)).toEqual(['1 2', '1', '2', '3 4']);
	});

	describe.each(['sequence', 'none'] as const)(
		'where others were accepted (order: %s)',
		(order) => {
			const load = { ids: upTo(3_000), batchSize: 50, order };

			it('end a campaign that has begun to refuse all', async () => {
				const turns = [ACCEPTED, ACCEPTED, ...new Array<Turn>(4_000).fill(UNEXPLAINED)];
				const { sent, told } = await run(turns, load);
				expect(countOf(told, 'added')).toBe(100);
				expect(countOf(told, 'notSent')).toBeGreaterThan(1_800);
				expect(sent.length).toBeLessThan(2_100);
			});

			it('tell that hundreds of bad neighbours are no reason to end it', async () => {
				const bad = new Set(upTo(3_000).slice(60, 560));
				const turn = (ids: string[]) =>
					ids.some((id) => bad.has(id)) ? UNEXPLAINED : ACCEPTED(ids);
				const { told } = await run(new Array<Turn>(4_000).fill(turn), load);
				expect(countOf(told, 'refusedUnexplained')).toBe(500);
				expect(countOf(told, 'added')).toBe(2_500);
			});
		},
	);

	it.each([
		['with a reason', invalidAt(0)],
		['in another way', answer(422)],
	])('are not tried after a record was refused %s', async (_, first) => {
		const { sent } = await run([first, UNEXPLAINED], { batchSize: 1, order: 'sequence' });
		expect(sent.slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
	});
});

describe('with "Max Wait"', () => {
	const waiting = { batchSize: 1, maxWait: 60_000 };

	it('a single record that is refused without a reason may be early, and is sent again', async () => {
		const { told, sent } = await deliverTo([['a']], [UNEXPLAINED], waiting);
		expect(sent).toEqual(['a', 'a']);
		expect(told).toEqual(['added']);
	});

	it('a record from all over the load is sent again, too, though the others wait', async () => {
		const { sent, times, told } = await run([UNEXPLAINED, UNEXPLAINED], { maxWait: 60_000 });
		expect(sent.slice(0, 4)).toEqual(['1 2', '3', '3', '1']);
		expect(times.slice(0, 4)).toEqual([0, 0, 250, 250]);
		expect(countOf(told, 'added')).toBe(12);
	});

	it('several records that are refused without a reason are cut up at once', async () => {
		const { sent, duration } = await deliverTo([['a', 'b']], [UNEXPLAINED], { maxWait: 60_000 });
		expect(sent).toEqual(['a b', 'a', 'b']);
		expect(duration).toBe(0);
	});

	it.each([
		['8x8 gives a reason', [invalidAt(0)]],
		['the campaign has taken others', [ACCEPTED, UNEXPLAINED]],
	])('nothing is waited for when %s', async (_, turns) => {
		const { sent, duration } = await deliverTo([['a', 'b']], turns, waiting);
		expect(sent).toEqual(['a', 'b']);
		expect(duration).toBe(0);
	});
});
