import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { forManyItems, type Evaluated, type Given } from './forManyItems';
import type { Segments } from './segments';
import { isExact, PROXY, weightOf } from './weight';

/** Under this name the node's context holds the items while n8n evaluates them. */
const GIVEN = 'evaluating';

/** Items in one evaluation: more do not make it faster. */
export const MOST_ITEMS = 1000;

/** See `MOST_CHARACTERS` in forManyItems.ts; what is given is copied twice. */
const MOST_WEIGHT = 65_536;

/** What so many items in a row came to, from the first one on. */
export interface Stretch {
	first: number;
	evaluated: Evaluated[];
}

/** Asks n8n for many items in one evaluation. */
export interface Evaluation {
	/** For so many items from that one on, or fewer; undefined when n8n could not evaluate it. */
	from: (itemIndex: number, size: number) => Evaluated[] | undefined;
	/** For these items, without those that are too large. */
	of: (itemIndexes: number[]) => Array<Evaluated | undefined>;
}

/** @param fields the fields that the expression refers to; undefined where it may refer to any */
export function evaluationOf(
	context: IExecuteFunctions,
	segments: Segments,
	fields: ReadonlySet<string> | undefined,
): Evaluation {
	const items = context.getInputData();
	const expression = forManyItems(segments, context.getNode().name, GIVEN);
	const named = fields && [...fields];

	const evaluate = (itemIndexes: Iterable<number>): Evaluated[] | undefined => {
		const jsons: unknown[] = [];
		const picked: Array<[itemIndex: number, json: IDataObject | null]> = [];
		let weight = 0;
		for (const itemIndex of itemIndexes) {
			const json = items[itemIndex]?.json;
			const [needed, itsWeight] = pick(json, named);
			weight += itsWeight;
			if (weight > MOST_WEIGHT || picked.length === MOST_ITEMS) break;
			jsons.push(json);
			picked.push([itemIndex, needed]);
		}
		const [first] = picked;
		if (!first) return [];
		const text = JSON.stringify({ texts: segments.texts, items: picked });
		const given: Given = { text, items: jsons };
		const evaluated = evaluateGiven(context, expression, first[0], given);
		return evaluated?.length === picked.length ? evaluated : undefined;
	};

	return {
		from: (itemIndex, size) =>
			evaluate(indexesFrom(itemIndex, Math.min(items.length, itemIndex + size))),
		of: (itemIndexes) => {
			const share = MOST_WEIGHT / itemIndexes.length;
			const light = itemIndexes.filter((index) => pick(items[index]?.json, named)[1] <= share);
			const evaluated = evaluate(light);
			return itemIndexes.map((index) => evaluated?.[light.indexOf(index)]);
		},
	};
}

function evaluateGiven(
	context: IExecuteFunctions,
	expression: string,
	itemIndex: number,
	given: Given,
): Evaluated[] | undefined {
	try {
		const nodeContext = context.getContext('node');
		nodeContext[GIVEN] = given;
		try {
			const evaluated: unknown = context.evaluateExpression(expression, itemIndex);
			return Array.isArray(evaluated) ? (evaluated as Evaluated[]) : undefined;
		} finally {
			// n8n would save it with the execution.
			delete nodeContext[GIVEN];
		}
	} catch {
		return undefined;
	}
}

function* indexesFrom(itemIndex: number, end: number): Iterable<number> {
	for (let index = itemIndex; index < end; index++) yield index;
}

/**
 * What the expression needs of the item, as JSON can carry it, and how much memory it takes. Null
 * where only n8n can carry it: it copies what is read, when it is read.
 */
function pick(
	json: IDataObject | undefined,
	fields: string[] | undefined,
): [needed: IDataObject | null, weight: number] {
	if (typeof json !== 'object' || json === null) return [null, PROXY];
	const needed: IDataObject = {};
	if (!fields) Object.assign(needed, json);
	for (const field of fields ?? []) {
		if (json[field] !== undefined) needed[field] = json[field];
	}
	const weight = weightOf(needed, MOST_WEIGHT);
	// It may be without an end.
	if (weight > MOST_WEIGHT) return [null, weight];
	const isOwn = Object.keys(needed).every((field) => Object.hasOwn(json, field));
	return isOwn && isExact(needed) ? [needed, weight] : [null, weightOf(needed, MOST_WEIGHT, PROXY)];
}
