import type { Dialect } from './dialect';
import type { RecordAnswer } from './model';

/** A record that was not stored, in an answer that lists the stored ones too. */
export interface RefusedRecord {
	crmRecordId: string;
	status: number;
	message: string;
}

/** A stored record; its rank may be shown as text, or not at all. */
export type ShownRecord = Omit<RecordAnswer, 'rank'> & { rank: unknown };

type Listed = ShownRecord | RefusedRecord;

/** How an id comes back. */
const ECHOES: Record<Dialect['idEcho'], (id: string) => unknown> = {
	same: (id) => id,
	number: (id) => (/^\d{1,15}$/.test(id) ? Number(id) : id),
	trimmed: (id) => id.trim(),
	upper: (id) => id.toUpperCase(),
};

/** Where the list stands in the answer: `records` as 8x8 documents it, then as others do. */
const BODIES: Record<Dialect['addedBody'], (list: unknown[]) => unknown> = {
	records: (records) => ({ records }),
	data: (data) => ({ data }),
	items: (items) => ({ items, total: items.length }),
	content: (content) => ({ content, last: true }),
	embedded: (records) => ({ _embedded: { records } }),
	array: (list) => list,
};

/** What a successful add answers. */
export function acceptance(list: readonly Listed[], { addedBody, idEcho }: Dialect): unknown {
	const echoed = list.map((one) => ({ ...one, crmRecordId: ECHOES[idEcho](one.crmRecordId) }));
	return BODIES[addedBody](echoed);
}
