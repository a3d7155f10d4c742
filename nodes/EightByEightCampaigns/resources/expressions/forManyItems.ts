import { isBareCode, type Segments } from './segments';

/** What an item came to in the evaluation for many items. */
export type Evaluated =
	/** A text by itself, which takes half the time of a list with it. */
	| string
	/** Any other value that n8n hands over as it is: a number, null, a Date, … */
	| readonly [value: unknown]
	/** A DateTime of luxon, in a zone or in that of the system. n8n would take 30 µs to copy it. */
	| readonly [epochMilliseconds: number, zone: string | null]
	| (typeof STATE)[keyof typeof STATE];

export const STATE = {
	/** The evaluation has taken enough time or memory before it came to this item. */
	notReached: 0,
	isUndefined: 1,
	/** It met an error of JavaScript, for which n8n gives undefined. */
	failed: 2,
	/** Only n8n can tell. */
	askN8n: 3,
} as const;

/** Milliseconds after which no further item is evaluated. n8n stops the whole after 5 seconds. */
const LONGEST = 50;

/**
 * Characters of all texts after which no further item is evaluated. Together with what the items
 * take, this has to fit into what an isolate of the smallest size (8 MB) has left: it starts with 5.
 */
const MOST_CHARACTERS = 65_536;

/** The names of errors for which n8n gives undefined. */
const OF_JAVASCRIPT = '/^(Type|Range|Reference|Syntax|URI|Eval)Error$/';

/** What the expression finds in the context of the node. */
export interface Given {
	/** JSON of `{ texts, items }`, where an item is `[index, json]`. */
	text: string;
	/** The json of each item; n8n copies of it only what the expression refers to. */
	items: unknown[];
}

/**
 * An expression that evaluates another one for many items, each by itself, and gives a list of
 * what they came to. It takes what it needs from `given` in the node's context.
 *
 * It must have no quotes: where n8n looks for its own functions, it leaves out what stands between
 * the first two. The names it defines begin with `$`, so that the other expression can have none of
 * them, and stand where the other expression does not see them.
 */
export const forManyItems = (segments: Segments, nodeName: string, given: string) => `{{
(($evaluate, $given) => {
	const $parsed = JSON.parse($given.text);
	const $end = Date.now() + ${LONGEST};
	let $characters = 0;
	return $parsed.items.map(($item, $place) => {
		if ($characters > ${MOST_CHARACTERS} || ($place > 0 && Date.now() > $end)) return ${STATE.notReached};
		try {
			const $value = $evaluate($item[1] === null ? $given.items[$place] : $item[1], $item[0], $parsed.texts);
			if (typeof $value === typeof String()) {
				$characters += $value.length;
				return $value;
			}
			if ($value === undefined) return ${STATE.isUndefined};
			if ($value === null || $value instanceof Date) return [$value];
			if (DateTime.isDateTime($value)) {
				if (!$value.isValid) return ${STATE.askN8n};
				return [$value.toMillis(), /system/.test($value.zone.type) ? null : $value.zoneName];
			}
			if (typeof $value === typeof $item || typeof $value === typeof $evaluate) return ${STATE.askN8n};
			return typeof $value === typeof Symbol.iterator ? ${STATE.askN8n} : [$value];
		} catch ($error) {
			return ${OF_JAVASCRIPT}.test($error.name) ? ${STATE.failed} : ${STATE.askN8n};
		}
	});
})(${functionOf(segments)}, $node[String.fromCharCode(${charCodes(nodeName)})].context.${given})
}}`;

const functionOf = (segments: Segments) =>
	isBareCode(segments)
		? `($json, $itemIndex) => (${segments.codes[0]}\n)`
		: `($json, $itemIndex, $texts) => [${joined(segments)}].join(String())`;

/** As n8n puts text around code: what is empty, or fails, leaves nothing in its place. */
const joined = ({ codes }: Segments) =>
	codes
		.map(
			(code, place) => `$texts[${place}], (($code) => {
		try {
			const $result = $code();
			return $result || $result === 0 || $result === false ? $result : String();
		} catch ($error) {
			if (${OF_JAVASCRIPT}.test($error.name)) return String();
			throw $error;
		}
	})(() => (${code}\n))`,
		)
		.concat(`$texts[${codes.length}]`)
		.join(', ');

const charCodes = (text: string) =>
	Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).join();
