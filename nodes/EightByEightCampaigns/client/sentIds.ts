/** Finds the sent id that an answer means, although it writes it in another way. */
export interface SentIds {
	/** As it was sent; as a number; trimmed; in another case. Undefined if it may mean two of them. */
	find: (answered: unknown) => string | undefined;
	/**
	 * The elements of a list by the sent ids that they mean, mostly one for each. What is written as it
	 * was sent counts first: of `a` and `A`, the second may be somebody else's.
	 */
	match: <T>(list: readonly T[], idOf: (one: T) => unknown) => Map<string, T[]>;
}

export function sentIds(ids: readonly string[]): SentIds {
	const exact = new Set(ids);
	// Only for an answer that needs them: nearly none does.
	let folded: Map<string, string | undefined> | undefined;
	let numbers: Map<number, string | undefined> | undefined;
	const similar = (answered: unknown) => {
		if (typeof answered === 'string') {
			folded ??= uniquely(ids, fold);
			return folded.get(fold(answered));
		}
		numbers ??= uniquely(ids, numberOf);
		return numbers.get(answered as number);
	};
	const same = (answered: unknown) =>
		exact.has(answered as string) ? (answered as string) : undefined;
	return {
		find: (answered) => same(answered) ?? similar(answered),
		match: (list, idOf) => {
			type One = (typeof list)[number];
			const exactly = new Map<string, One[]>();
			const similarly = new Map<string, One[]>();
			for (const one of list) {
				const answered = idOf(one);
				const id = same(answered);
				if (id !== undefined) push(exactly, id, one);
				else push(similarly, similar(answered), one);
			}
			return new Map([...similarly, ...exactly]);
		},
	};
}

function push<T>(lists: Map<string, T[]>, id: string | undefined, one: T): void {
	if (id === undefined) return;
	const list = lists.get(id);
	if (list) list.push(one);
	else lists.set(id, [one]);
}

const fold = (id: string) => id.normalize('NFC').trim().toLowerCase();

/** NaN where it is none, which no answer holds. */
const numberOf = (id: string) => (/^\s*\d+\s*$/.test(id) ? Number(id) : NaN);

/** The ids by a key. A key that several have leads to none of them. */
function uniquely<K>(ids: readonly string[], keyOf: (id: string) => K): Map<K, string | undefined> {
	const byKey = new Map<K, string | undefined>();
	for (const id of ids) {
		const key = keyOf(id);
		byKey.set(key, byKey.has(key) ? undefined : id);
	}
	return byKey;
}
