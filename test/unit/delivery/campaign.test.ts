import { ACCEPTED, deliverTo, type Turn } from '../helpers/delivery';
import { answer } from '../helpers/replies';

const SLOWLY: Turn = { after: 100, reply: ACCEPTED };
const OPTIONS = { batchSize: 1 };

const ranked = (crmRecordId: string) => ({ crmRecordId, rank: 1 });

describe('the batches of a campaign whose order counts', () => {
	it('go one after the other if one record brings no rank', async () => {
		const campaign = [ranked('a'), 'b', ranked('c')];
		const { times } = await deliverTo([campaign], [SLOWLY, SLOWLY, SLOWLY], OPTIONS);
		expect(times).toEqual([0, 100, 200]);
	});

	it('go at once if every record brings a rank', async () => {
		const campaign = ['a', 'b', 'c'].map(ranked);
		const { times } = await deliverTo([campaign], [SLOWLY, SLOWLY, SLOWLY], OPTIONS);
		expect(times).toEqual([0, 0, 0]);
	});
});

describe('once 8x8 has given the first record a rank', () => {
	const rankedByAnswer: Turn = {
		after: 100,
		reply: (ids) =>
			answer(201, {
				records: ids.map((crmRecordId) => ({ crmRecordId, state: 'PENDING', rank: 8 })),
			}),
	};
	const turns = [rankedByAnswer, SLOWLY, SLOWLY, SLOWLY];
	const load = [['a', 'b', 'c', 'd']];

	it('a campaign in the order of ranks numbers the others after it, and sends them at once', async () => {
		const { ranks, times } = await deliverTo(load, turns, { ...OPTIONS, order: 'rank' });
		expect(times).toEqual([0, 100, 100, 100]);
		expect(ranks).toEqual([[undefined], [8.25], [8.5], [8.75]]);
	});

	it.each(['sequence', 'none'] as const)(
		'any other campaign sends no ranks (%s)',
		async (order) => {
			const { ranks } = await deliverTo(load, turns, { ...OPTIONS, order });
			expect(ranks).toEqual([[undefined], [undefined], [undefined], [undefined]]);
		},
	);
});
