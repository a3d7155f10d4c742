import type { NewRecord } from '../client/api';
import { changeOf, type Change } from './changedId';
import type { RawFields } from './fields';
import type { Entry } from './outcome';
import { lacksZone } from './scheduleTime';

/** Items that have something in common, and the one that stands for them. */
export interface Noticed {
	count: number;
	itemIndex: number;
	/** Its value, as it is sent or as the item brought it. */
	value: string;
}

/** What a person should know of the valid items. All of them are sent as they are. */
export interface Notices {
	/** Ids that were most likely changed on their way, by how; the first of each. */
	changedIds: Map<Change, Noticed>;
	/** Ids that a CRM may take for that of an earlier item of the campaign, and the first pair. */
	alike?: Noticed & { other: Entry };
	/** Times that have passed; the earliest. */
	past?: Noticed;
	/** Times more than ten years ahead; the latest. */
	farAhead?: Noticed;
	/** Times that were read in the time zone of the workflow: the first, as the item brought it. */
	withoutZone?: Noticed & { sent: string };
	/** How many of these are days without a time of day. */
	days: number;
	/** How many valid items leave each optional field to 8x8. */
	empty: Record<'scheduleAt' | 'priority' | 'rank', number>;
}

export const noNotices = (): Notices => ({
	changedIds: new Map(),
	days: 0,
	empty: { scheduleAt: 0, priority: 0, rank: 0 },
});

/** Milliseconds. A time that has only just passed means "now", as an earlier node wrote it. */
const JUST_NOW = 60_000;

/** Milliseconds. */
const TEN_YEARS = 10 * 366 * 24 * 3_600_000;

/** A day without a time of day, in the forms that `scheduleTime` reads. */
const DAY = /^\s*\d{4}-[\dW-]+\s*$/;

/**
 * Takes note of a valid item.
 *
 * @param raw what the item brought
 * @param now milliseconds since the epoch
 */
export function takeNote(
	notices: Notices,
	{ itemIndex, record: { crmRecordId, scheduleAt, priority, rank } }: Entry,
	raw: RawFields,
	now: number,
): void {
	const change = changeOf(crmRecordId);
	if (change) {
		const known = notices.changedIds.get(change);
		notices.changedIds.set(change, counted(known, { itemIndex, value: crmRecordId }));
	}
	if (scheduleAt === undefined) notices.empty.scheduleAt += 1;
	else noteTime(notices, itemIndex, scheduleAt, raw.scheduleAt, now);
	if (priority === undefined) notices.empty.priority += 1;
	if (rank === undefined) notices.empty.rank += 1;
}

function noteTime(
	notices: Notices,
	itemIndex: number,
	sent: NonNullable<NewRecord['scheduleAt']>,
	raw: unknown,
	now: number,
): void {
	const noticed = { itemIndex, value: sent };
	const time = Date.parse(sent);
	if (time < now - JUST_NOW) {
		const { past } = notices;
		notices.past = counted(past, noticed, past && time < Date.parse(past.value));
	} else if (time > now + TEN_YEARS) {
		const { farAhead } = notices;
		notices.farAhead = counted(farAhead, noticed, farAhead && time > Date.parse(farAhead.value));
	}
	if (typeof raw !== 'string' || !lacksZone(raw)) return;
	notices.withoutZone = counted(notices.withoutZone, { itemIndex, value: raw, sent });
	if (DAY.test(raw)) notices.days += 1;
}

/** One more; the one that stands for them stays the first, unless this one `replaces` it. */
export function counted<T extends { itemIndex: number; value: string }>(
	known: (T & { count: number }) | undefined,
	noticed: T,
	replaces = false,
): T & { count: number } {
	const count = (known?.count ?? 0) + 1;
	return known && !replaces ? { ...known, count } : { ...noticed, count };
}
