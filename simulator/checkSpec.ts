/** A request to the simulator that makes no sense. Over HTTP it is answered with 400. */
export class SpecError extends Error {}

/** One field of a spec: which values it takes, as a check and in words. */
export interface Rule {
	ok: (value: unknown) => boolean;
	says: string;
}

export type Rules<T> = { [Field in keyof Required<T>]: Rule };

export const isText: Rule = { ok: (value) => typeof value === 'string', says: 'a string' };
export const isFlag: Rule = { ok: (value) => typeof value === 'boolean', says: 'true or false' };
export const isTextList: Rule = {
	ok: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
	says: 'a list of strings',
};
export const isCount: Rule = {
	ok: (value) => typeof value === 'number' && value >= 0,
	says: 'a number, 0 or more',
};
export const oneOf = (choices: readonly unknown[]): Rule => ({
	ok: (value) => choices.includes(value),
	says: `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`,
});

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Checks a spec, which may come over HTTP from anyone. Fields that are undefined count as left out.
 * @throws SpecError for an unknown field or a wrong value: such a slip would make a test prove nothing
 */
export function checkSpec<T extends object>(what: string, spec: unknown, rules: Rules<T>): T {
	if (!isObject(spec)) throw new SpecError(`A ${what} is a JSON object`);
	const known = new Map<string, Rule>(Object.entries<Rule>(rules));
	for (const [field, value] of Object.entries(spec)) {
		const rule = known.get(field);
		if (!rule) {
			throw new SpecError(`A ${what} has no "${field}"; it knows ${[...known.keys()].join(', ')}`);
		}
		if (value !== undefined && !rule.ok(value)) {
			throw new SpecError(`"${field}" of a ${what} must be ${rule.says}`);
		}
	}
	return spec as T;
}
