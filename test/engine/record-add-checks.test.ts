import { LABELS } from '../../nodes/EightByEightCampaigns/delivery/fields';
import { byId, errorsOf, itemsWithIds } from '../../scripts/engine/campaignsNode';
import { hintLines } from './hintLines';
import { addMapped, campaign, sentBatches, simulator } from './simulatedCampaign';

const records = () => sentBatches().flat();

const SMILEY = '\u{1F600}';

describe('a value that 8x8 accepts', () => {
	const accepted: Array<[string, unknown, unknown]> = [
		['crmRecordId', 'a'.repeat(32), 'a'.repeat(32)],
		['crmRecordId', SMILEY.repeat(16), SMILEY.repeat(16)],
		['crmRecordId', ' outer blanks ', ' outer blanks '],
		['crmRecordId', 'Ünïcode, "quoted"', 'Ünïcode, "quoted"'],
		['crmRecordId', '00123', '00123'],
		['crmRecordId', 123, '123'],
		['crmRecordId', 0, '0'],
		['crmRecordId', Number.MAX_SAFE_INTEGER, '9007199254740991'],
		['priority', 'low', 'LOW'],
		['priority', 'Medium', 'MEDIUM'],
		['rank', 7, 7],
		['rank', -1.5, -1.5],
		['rank', '7', 7],
		['rank', '2.5', 2.5],
		['rank', 0, 0],
	];
	it.each(accepted)('of %s, %j, is sent as %j', async (field, value, expected) => {
		await addMapped([{ crmRecordId: 'x', [field]: value as string }]);

		expect(records()).toEqual([{ crmRecordId: 'x', [field]: expected }]);
	});

	const NOON = '2030-06-01T12:00:00Z';
	const times: Array<[string, unknown, string]> = [
		['in UTC', NOON, NOON],
		['with fractions', '2030-06-01T12:00:00.000Z', NOON],
		['with an offset', '2030-06-01T14:00:00+02:00', NOON],
		['with an offset without colon', '2030-06-01T12:00:00+0000', NOON],
		['with a blank instead of the T', '2030-06-01 12:00:00Z', NOON],
		['as epoch milliseconds', Date.parse(NOON), NOON],
		['as epoch milliseconds in text', String(Date.parse(NOON)), NOON],
		['as a Date', new Date(NOON), NOON],
		['without offset, read in the time zone of the workflow', '2030-06-01T21:00:00', NOON],
		['as a day, read in the time zone of the workflow', '2030-06-01', '2030-05-31T15:00:00Z'],
	];
	it.each(times)('of scheduleAt, %s, is sent with an offset', async (_, value, instant) => {
		const settings = { timezone: 'Asia/Tokyo' };
		await addMapped([{ crmRecordId: 'x', scheduleAt: value as string }], { settings });

		const [record] = records();
		expect(record?.scheduleAt).toMatch(/T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
		expect(new Date(record?.scheduleAt as string)).toEqual(new Date(instant));
	});

	it('but begins or ends with a blank is counted in a hint', async () => {
		const outcome = await addMapped([
			{ crmRecordId: 'a ' },
			{ crmRecordId: ' b' },
			{ crmRecordId: 'c' },
		]);

		expect(hintLines(outcome)).toContainEqual(expect.stringMatching(/space: 2\./));
	});
});

describe('a value that 8x8 would refuse', () => {
	const refused: Array<[keyof typeof LABELS, unknown]> = [
		['crmRecordId', 'a'.repeat(33)],
		['crmRecordId', SMILEY.repeat(17)],
		['crmRecordId', ''],
		['crmRecordId', '   '],
		['crmRecordId', null],
		['crmRecordId', 2 ** 53],
		['crmRecordId', true],
		['crmRecordId', { id: 1 }],
		['crmRecordId', ['a']],
		['priority', 'urgent'],
		['priority', 1],
		['rank', 'first'],
		['rank', '0x10'],
		['rank', true],
		['scheduleAt', 'tomorrow'],
		['scheduleAt', '2030-02-30T12:00:00Z'],
		['scheduleAt', '2030-06-01T25:00:00Z'],
		['scheduleAt', '01/06/2030'],
		['scheduleAt', 1_906_545_600],
		['scheduleAt', true],
	];
	it.each(refused)('as %s, %j, fails its item only', async (field, value) => {
		const outcome = await addMapped([
			{ crmRecordId: 'before' },
			{ crmRecordId: 'x', [field]: value as string },
			{ crmRecordId: 'after' },
		]);

		expect(errorsOf(outcome.items)).toMatchObject([
			undefined,
			{ code: 'invalidRecord', fieldErrors: [{ field }] },
			undefined,
		]);
		expect(errorsOf(outcome.items)[1]?.message).toContain(LABELS[field]);
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(records()).toEqual([{ crmRecordId: 'before' }, { crmRecordId: 'after' }]);
	});

	it('is named together with all others of the item', async () => {
		const outcome = await addMapped([
			{ crmRecordId: '', priority: 'x', rank: 'y', scheduleAt: 'z' },
		]);

		expect(errorsOf(outcome.items)[0]?.fieldErrors?.map(({ field }) => field)).toEqual(
			expect.arrayContaining(['crmRecordId', 'priority', 'rank', 'scheduleAt']),
		);
	});

	it('makes the run stop before the first request by default', async () => {
		const items = [...itemsWithIds(150), { id: '' }, { id: 'y' }, { id: ' ' }];
		const outcome = await addMapped(
			items.map(({ id }) => ({ crmRecordId: id })),
			{ onError: undefined },
		);

		expect(outcome.status).toBe('error');
		expect(outcome.error?.context).toMatchObject({ itemIndex: 150 });
		expect(`${outcome.error?.message} ${outcome.error?.description}`).toMatch(
			/\b2\b.*\b150\b|\b150\b.*\b2\b/s,
		);
		expect(simulator.requests).toEqual([]);
	});

	it('as campaign fails its item only', async () => {
		const outcome = await addMapped(
			[
				{ crmRecordId: 'a', campaign: 'nonsense' },
				{ crmRecordId: 'b', campaign: campaign.id },
			],
			{ campaignId: byId('={{ $json.campaign }}') },
		);

		expect(errorsOf(outcome.items)).toMatchObject([
			{ code: 'invalidCampaignId', crmRecordId: 'a' },
			undefined,
		]);
		expect(campaign.crmRecordIds()).toEqual(['b']);
	});
});
