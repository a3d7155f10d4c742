import { LABELS } from '../../delivery/fields';
import type { Notices } from '../../delivery/notices';
import type { Entry } from '../../delivery/outcome';
import type { Repeat } from '../../delivery/plan';
import { itemNumber, shown } from '../../delivery/shown';
import { countText } from '../countText';
import type { FieldsReader } from './fields';
import type { InputNames } from './inputNames';

/** Sentences about items that are valid and most likely not meant like that. */
export interface NoticeTexts {
	warnings: string[];
	infos: string[];
}

/** What a person should know of the ids and times that are sent. */
export function noticed(
	{ changedIds, alike, past, farAhead, withoutZone, days }: Notices,
	timeZone: string,
): NoticeTexts {
	const warnings = Array.from(
		changedIds,
		([{ sign, cure }, { count, itemIndex, value }]) =>
			`CRM record IDs that ${sign}: ${countText(count)}. The first is ${shown(value)}, ${itemNumber(itemIndex)}. They are sent as they are, so the CRM may not find them. ${cure}`,
	);
	const infos: string[] = [];
	if (alike) {
		const { count, itemIndex, value, other } = alike;
		warnings.push(
			`CRM record IDs that the CRM may take for that of an earlier item: ${countText(count)}. The first is ${shown(value)}, ${itemNumber(itemIndex)}, beside ${shown(other.record.crmRecordId)}, ${itemNumber(other.itemIndex)}. If they mean one person, that person is called twice.`,
		);
	}
	if (past) {
		warnings.push(
			`Schedule times in the past: ${countText(past.count)}. The earliest is ${past.value}, ${itemNumber(past.itemIndex)}. 8x8 may call these records at once.`,
		);
	}
	if (farAhead) {
		warnings.push(
			`Schedule times more than ten years ahead: ${countText(farAhead.count)}. The latest is ${farAhead.value}, ${itemNumber(farAhead.itemIndex)}. 8x8 does not call these records before.`,
		);
	}
	if (withoutZone) {
		const { count, itemIndex, value, sent } = withoutZone;
		infos.push(
			`Schedule times without a time zone: ${countText(count)}. They were read in ${timeZone}, the time zone of the workflow (workflow menu, Settings, Timezone). The first is ${shown(value)}, ${itemNumber(itemIndex)}: ${sent}.${days > 0 ? ` Days without a time of day, which begin at midnight: ${countText(days)}.` : ''}`,
		);
	}
	return { warnings, infos };
}

const LEFT_TO_8X8 = {
	scheduleAt: '8x8 may call them at once',
	priority: '8x8 takes HIGH',
	rank: '8x8 appends them',
} as const;

/** Fields that are mapped by an expression, which gives nothing for some of the valid items. */
export function noticedEmpty(
	{ empty }: Notices,
	{ byExpression = [], absent }: Pick<FieldsReader, 'byExpression' | 'absent'>,
): NoticeTexts {
	const told: NoticeTexts = { warnings: [], infos: [] };
	for (const field of Object.keys(empty) as Array<keyof typeof empty>) {
		if (empty[field] === 0 || !byExpression.includes(field)) continue;
		const name = absent?.(field);
		// Without a time people are called; a column that is empty throughout is rare.
		const texts = name !== undefined && field === 'scheduleAt' ? told.warnings : told.infos;
		const why = name === undefined ? '' : ` No item has the field ${shown(name)}.`;
		texts.push(
			`Items where ${LABELS[field]} is mapped, but empty: ${countText(empty[field])}. ${LEFT_TO_8X8[field]}.${why}`,
		);
	}
	return told;
}

/** Values that the node holds for fields that no record has, as a workflow that was not made in the editor may. */
export const noticedMapping = ({ unknown = [] }: Pick<FieldsReader, 'unknown'>): NoticeTexts => ({
	warnings:
		unknown.length === 0
			? []
			: [
					`The node maps fields that a record does not have, and sends none of them: ${unknown.map(shown).join(', ')}. A record has ${Object.keys(LABELS).join(', ')}.`,
				],
	infos: [],
});

/** What a person should know of the names by which the fields were found. */
export function noticedNames({ names, unclear, besides, ignored }: InputNames): NoticeTexts {
	const similar = Object.entries(names).filter(([field, name]) => field !== name);
	const infos = similar.map(
		([field, name]) => `No input field is called ${field}, so ${shown(name)} was taken.`,
	);
	// Without an ID every item fails, and says why.
	const optional = (found: typeof unclear) =>
		Object.entries(found).filter(([field]) => field !== 'crmRecordId') as Optional[];
	const list = (several: string[]) => several.map(shown).join(', ');
	return {
		warnings: [
			...optional(unclear).map(
				([field, several]) =>
					`No input field is called ${field}, and several have nearly that name: ${list(several)}. None was taken. Rename the right one to ${field}.`,
			),
			...optional(besides).map(
				([field, several]) =>
					`Some items have no value in ${field}, but ${list(several)}, which was not taken. Rename it to ${field} in all items.`,
			),
			...optional(ignored).map(
				([field, several]) =>
					`No input field is called ${field}, and ${list(several)} was not taken for it: ${LEFT_TO_8X8[field]}. If it is meant, rename it to ${field}.`,
			),
		],
		infos,
	};
}

type Optional = [field: keyof typeof LEFT_TO_8X8, names: string[]];

/** Items that bring the id of an earlier item, and are not sent again. */
export function noticedRepeats(repeats: readonly Repeat[]): NoticeTexts {
	const others = repeats.filter(({ entry, first }) => !isSameRecord(entry, first));
	const infos = repeats
		.slice(0, 1)
		.map(
			(repeat) =>
				`Items with the CRM record ID of an earlier item: ${countText(repeats.length)}. The first is ${pair(repeat)}. Each ID is sent once.`,
		);
	const warnings = others
		.slice(0, 1)
		.map(
			(repeat) =>
				`Items with the CRM record ID of an earlier item, and another time, priority or rank: ${countText(others.length)}. The first is ${pair(repeat)}. The first item with the ID counts.`,
		);
	return { warnings, infos };
}

const pair = ({ entry, first }: Repeat) =>
	`${shown(entry.record.crmRecordId)}, ${itemNumber(entry.itemIndex)}, which ${itemNumber(first.itemIndex)} has too`;

const isSameRecord = ({ record: one }: Entry, { record: other }: Entry) =>
	one.scheduleAt === other.scheduleAt && one.priority === other.priority && one.rank === other.rank;
