import { noId, noValue } from '../../../nodes/EightByEightCampaigns/delivery/noValue';

const PRINTED = [
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'-Infinity',
	'[object Object]',
	'[object Undefined]',
	'Invalid Date',
	'Invalid DateTime',
	'None',
	'NaT',
	'<NA>',
	'nil',
	'<nil>',
	'NA',
	'N/A',
	'NULL',
	'(null)',
	'<null>',
	'[null]',
	String.raw`\N`,
	'TRUE',
	'false',
	'--None--',
	'-None-',
	'- None -',
	'"null"',
	'n.a.',
	'n. a.',
	'(blank)',
	'<empty>',
	'[not set]',
];

/** By the language in which the sheet was saved. */
const SHEET_ERRORS = [
	...['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '#SPILL!', '#CALC!'],
	...['#FIELD!', '#BLOCKED!', '#UNKNOWN!', '#CONNECT!', '#BUSY!', '#PYTHON!', '#GETTING_DATA'],
	...['#ERROR!', 'Loading...', 'Loading…'],
	...['#FMT', 'Err:502', 'Err:522'],
	...['#NV', '#BEZUG!', '#WERT!', '#ZAHL!', '#ÜBERLAUF!'],
	...['#VALEUR!', '#NOM?', '#NOMBRE!', '#¡REF!', '#¿NOMBRE?', '#¡DIV/0!', '#N/D', '#N/D!'],
	...['#Н/Д', '#ССЫЛКА!', '#I/T', '#N/B', '#YOK', '#HIÁNYZIK', '#NENÍ_K_DISPOZICI', '#SAKNAS!'],
];

const NO_LETTER = [
	'-',
	'--',
	'–',
	'—',
	'?',
	'...',
	'/',
	'##########',
	'""',
	'- -',
	'|',
	'=',
	'~',
	'✓',
	'\u0301',
];

describe.each([
	['printed by a program', PRINTED, /missing value/],
	['an error of a sheet', SHEET_ERRORS, /spreadsheet/],
	['without a letter or digit', NO_LETTER, /letter/],
])('a text that is %s', (_kind, texts, reason) => {
	it.each(texts)('stands for no value: %s', (text) => {
		expect(noValue(text)).toMatch(reason);
		expect(noValue(`\u00a0${text}\u200b `)).toMatch(reason);
	});

	it.each(texts)('stands for no value in small letters and in capitals: %s', (text) => {
		expect(noValue(text.toLowerCase())).toBeDefined();
		expect(noValue(text.toUpperCase())).toBeDefined();
	});

	it.each(texts)('is an id of nobody: %s', (text) => {
		expect(noId(text)).toBeDefined();
	});
});

it.each([
	'nullable',
	'Nancy',
	'None-7',
	'NA7',
	'blank',
	'(7)',
	'\u{1F600}',
	'true-north',
	'#7',
	'#A-7',
	'A#REF!',
	'-7',
	'7?',
	'0',
	'x'.repeat(100_000),
])('%j may be a value', (text) => {
	expect(noValue(text)).toBeUndefined();
	expect(noId(text)).toBeUndefined();
});

it.each([
	['0'.repeat(15), 'Salesforce, 15 characters'],
	[`${'0'.repeat(15)}AAA`, 'Salesforce, 18 characters'],
	['0'.repeat(32), 'an empty GUID without hyphens'],
])('%s is the id of no record: %s', (id) => {
	expect(noId(id)).toMatch(/no record/);
});

it.each([
	'crm-undefined',
	'xundefined',
	'undefined7',
	'undefined:7',
	'undefined-7',
	'SF [object Object]',
	'[object Object]7',
])('%s was put together with a missing value', (id) => {
	expect(noId(id)).toMatch(/missing value/);
});

it.each(['["CRM-1"]', '{"id":"CRM-1"}', ' [7]', '{}'])('%s is JSON, and no id', (id) => {
	expect(noId(id)).toMatch(/as JSON/);
});

it.each(['[A-7]', '{7}'])('%s is no JSON, and may be an id', (id) => {
	expect(noId(id)).toBeUndefined();
});

it.each(['undefinedness', '0'.repeat(14), '0'.repeat(16)])('%s may be an id', (id) => {
	expect(noId(id)).toBeUndefined();
});
