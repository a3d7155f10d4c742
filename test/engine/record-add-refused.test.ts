import { itemsWithIds, jsonOf } from '../../scripts/engine/campaignsNode';
import { add, campaign } from './simulatedCampaign';

describe('a record that 8x8 refuses', () => {
	const given = itemsWithIds(12).map(({ id }, index) => ({ id: index === 4 ? 'BAD-4' : id }));

	it('comes out with all that 8x8 said of it', async () => {
		const outcome = await add({ items: given, onError: 'continueRegularOutput' });
		expect(jsonOf(outcome.items)[4]).toEqual({
			error: {
				code: 'invalidRecord',
				message: expect.any(String) as unknown,
				description: expect.any(String) as unknown,
				httpCode: '400',
				crmRecordId: 'BAD-4',
				campaignId: campaign.id,
				fieldErrors: [expect.objectContaining({ message: 'is not known to the CRM' })],
				instance: expect.stringContaining('/records#') as unknown,
				time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
			},
		});
	});

	it('stops the workflow once the other records of its batch are in', async () => {
		const outcome = await add({ items: given, options: { batchSize: 6 } });
		expect(outcome.status).toBe('error');
		expect(outcome.error?.context).toMatchObject({ itemIndex: 4 });
		expect(outcome.error?.message).toMatch(/"BAD-4".*refused the record/);
		expect(outcome.error?.description).toMatch(/5 added.*6 not sent/);
		expect(outcome.logs.map(({ message }) => message)).toContain(
			'8x8 campaigns: 5 added, 1 failed (invalidRecord), 6 not sent',
		);
		expect(campaign.crmRecordIds()).toEqual(['x0', 'x1', 'x2', 'x3', 'x5']);
	});
});
