import { INVISIBLE } from './shown';

/**
 * What two ids have in common that a CRM may take for one person: the same key. An id is never changed
 * to its key; it only serves to warn.
 *
 * Salesforce: an id of 18 characters is one of 15 with a suffix that tells the case of its letters, so
 * that the case in the first 15 does not matter. Two of 15 that differ in case are two records.
 * Other CRMs: letters in either case, leading zeros, ".0", and what cannot be seen make no difference.
 */
export function keyInCrm(id: string): string {
	if (SALESFORCE_LONG.test(id)) {
		const short = shortened(id);
		if (short !== undefined) return short;
	}
	if (SALESFORCE_SHORT.test(id)) return id;
	const key = (PLAIN.test(id) ? id : id.normalize('NFKC').replace(ADDED, '')).toLowerCase();
	return key.replace(LEADING_ZEROS, '');
}

const PLAIN = /^[\w-]*$/;
const ADDED = new RegExp(String.raw`[\s${INVISIBLE}]|^['="]+|"+$|(?<=^\d+)[.,]0+$`, 'gu');
const LEADING_ZEROS = /^0+(?=\d+$)/;

/** The sixth character is reserved, and 0 (Salesforce, record IDs). */
const SALESFORCE_SHORT = /^[0-9A-Za-z]{5}0[0-9A-Za-z]{9}$/;
const SALESFORCE_LONG = /^[0-9A-Za-z]{5}0[0-9A-Za-z]{9}[A-Za-z0-5]{3}$/;

/** Each character of the suffix is a number below 32: a bit for each of five characters. */
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The suffix of 15 characters, where their case is right. */
function suffixOf(short: string): string {
	let suffix = '';
	for (let from = 0; from < 15; from += 5) {
		let bits = 0;
		for (let at = 0; at < 5; at++) {
			const code = short.charCodeAt(from + at);
			if (code >= 65 && code <= 90) bits += 1 << at;
		}
		suffix += SUFFIX.charAt(bits);
	}
	return suffix;
}

/** The 15 characters of an id of 18, in the case that its suffix tells; undefined for another kind. */
function shortened(id: string): string | undefined {
	const short = id.slice(0, 15);
	const suffix = id.slice(15).toUpperCase();
	const right = Array.from(short, (character, at) => {
		const bits = SUFFIX.indexOf(suffix.charAt(Math.floor(at / 5)));
		return (bits >> (at % 5)) & 1 ? character.toUpperCase() : character.toLowerCase();
	}).join('');
	return suffix === suffixOf(right) ? right : undefined;
}
