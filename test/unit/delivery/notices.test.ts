import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';
import { noNotices, takeNote } from '../../../nodes/EightByEightCampaigns/delivery/notices';
import { CAMPAIGN } from '../helpers/entries';

const NOW = Date.UTC(2027, 0, 31, 9);
const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

/** What is noticed of items with these times; each is sent as it is read. */
function noticesOf(...times: Array<{ sent: string; raw?: unknown }>) {
	const notices = noNotices();
	times.forEach(({ sent, raw = sent }, itemIndex) => {
		const record: NewRecord = { crmRecordId: 'a', scheduleAt: sent };
		takeNote(notices, { itemIndex, campaignId: CAMPAIGN, record }, { scheduleAt: raw }, NOW);
	});
	return notices;
}

const after = (milliseconds: number) => ({ sent: new Date(NOW + milliseconds).toISOString() });

it('a time that passed a minute ago means now', () => {
	expect(noticesOf(after(-60 * SECOND)).past).toBeUndefined();
	expect(noticesOf(after(-61 * SECOND)).past).toMatchObject({ count: 1 });
});

it('a time is far ahead from ten years on, leap days included', () => {
	expect(noticesOf(after(3_660 * DAY)).farAhead).toBeUndefined();
	expect(noticesOf(after(3_660 * DAY + SECOND)).farAhead).toMatchObject({ count: 1 });
});

it('of several at the same time, the first one is named', () => {
	const past = after(-DAY);
	expect(noticesOf(past, past).past).toMatchObject({ count: 2, itemIndex: 0 });
	const farAhead = after(4_000 * DAY);
	expect(noticesOf(farAhead, farAhead).farAhead).toMatchObject({ count: 2, itemIndex: 0 });
});

it.each([
	['2027-03-02', 1],
	[' 2027-03-02 ', 1],
	['2027-W09-2', 1],
	['2027-061', 1],
	['2027-03-02T00:00', 0],
	['2027-03-02 09:00', 0],
])('%j counts as a day without a time of day: %i', (raw, days) => {
	const notices = noticesOf({ sent: '2027-03-02T00:00:00.000Z', raw });
	expect(notices.withoutZone).toMatchObject({ count: 1, value: raw });
	expect(notices.days).toBe(days);
});
