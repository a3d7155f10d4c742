import { errorsOf, itemsWithIds, KEY } from '../../scripts/engine/campaignsNode';
import { startHttpServer } from '../../scripts/process/httpServer';
import { DIALECT_CHOICES, type Dialect } from '../../simulator';
import { add, campaign, outcomesOf, simulator } from './simulatedCampaign';
import { errorIn, meet, type Situation } from './situations';

const both = ['record', 'campaign'] as const;
const ERROR_BODIES = DIALECT_CHOICES.errorBody.filter(
	(body) => body !== 'html' && body !== 'empty',
);
const continues = { onError: 'continueRegularOutput' } as const;

describe.each(ERROR_BODIES)('a refusal in the form "%s"', (errorBody) => {
	it('names what 8x8 says, and the record that it is about', async () => {
		const { id: campaignId } = simulator.createCampaign({ records: ['x3'] });
		simulator.dialect = { errorBody };
		const items = itemsWithIds(20);
		const { items: output } = await add({
			campaignId,
			items,
			options: { onDuplicate: 'error' },
			...continues,
		});

		expect(outcomesOf(output)).toEqual(
			items.map(({ id }) => (id === 'x3' ? 'duplicateRecord' : 'added')),
		);
		expect(errorsOf(output)[3]?.description).toContain(
			'Campaign already contains record for Id: x3',
		);
		expect(simulator.requests).toHaveLength(2);
	});

	it('fails the record alone that it calls invalid', async () => {
		simulator.dialect = { errorBody };
		const items = ['x0', 'x1', 'BAD-1', 'x3', 'x4'].map((id) => ({ id }));
		const { items: output } = await add({ items, ...continues });

		expect(outcomesOf(output).map((outcome) => outcome === 'added')).toEqual([
			true,
			true,
			false,
			true,
			true,
		]);
		expect(campaign.crmRecordIds()).toEqual(['x0', 'x1', 'x3', 'x4']);
	});

	it.each(both)('tells that the campaign is over: %s', async (resource) => {
		const situation: Situation = { campaign: { state: 'COMPLETE' }, dialect: { errorBody } };
		const error = await errorIn(resource, { ...situation, options: { maxWait: 60 } });

		expect(error).toMatchObject({ code: 'campaignState', httpCode: '409' });
		expect(error.description).toMatch(/COMPLETE/);
		expect(simulator.requests).toHaveLength(1);
	});
});

describe.each(both)('%s: what 8x8 support asks for', (resource) => {
	it('comes out of an envelope that has its own names for it', async () => {
		const dialect: Partial<Dialect> = { errorBody: 'coded' };
		const error = await errorIn(resource, { campaign: { state: 'COMPLETE' }, dialect });

		expect(error).toMatchObject({
			instance: 'error-1',
			time: expect.stringMatching(/Z$/) as unknown,
		});
	});

	it('comes out of the headers, and the key does not', async () => {
		const server = await startHttpServer((_request, response) => {
			response.writeHead(503, {
				'x-request-id': 'req-7',
				'cf-ray': KEY,
				'content-type': 'text/html',
			});
			response.end('<title>503 Service Unavailable</title>');
		});
		// `meet` fails when the key shows anywhere.
		const situation: Situation = { credential: { baseUrl: server.url } };
		const { items } = await meet(resource, situation, 'continueRegularOutput').finally(() =>
			server.close(),
		);
		const [error] = errorsOf(items);
		expect(error?.description).toContain('says "Service Unavailable"');
		expect(error?.requestIds).toBe('x-request-id req-7');
	});
});
