import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { readBothWays, type Compared, type Reading } from './readings';

const runs = (byDefault: number) => Number(process.env.FC_RUNS ?? byDefault);

/** DateTimes keep what they have computed so far and when they were made, and no two invalid Dates are equal. */
function shownValue(value: unknown): unknown {
	if (value instanceof Date) return { date: value.getTime() };
	if (DateTime.isDateTime(value)) {
		return { dateTime: value.toISO(), zone: value.zoneName, invalid: value.invalidReason };
	}
	if (Array.isArray(value)) return value.map(shownValue);
	return isPlain(value) ? shownFields(value) : value;
}

/** An object as JSON has them, with or without a prototype. */
function isPlain(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || prototype === Object.prototype;
}

function shownFields(object: object): object {
	const fields = Object.entries(object).map(([name, value]) => [name, shownValue(value)] as const);
	const copy = Object.create(Object.getPrototypeOf(object) as object | null) as object;
	for (const [name, value] of fields) {
		Object.defineProperty(copy, name, { value, enumerable: true });
	}
	return copy;
}

const shown = (reading: Reading): unknown =>
	'value' in reading ? { value: shownValue(reading.value) } : reading;

function expectSame(readings: Compared[]): void {
	for (const { expression, json, byN8n, byNode } of readings) {
		expect({ expression, json, ...(shown(byNode) as object) }).toStrictEqual({
			expression,
			json,
			...(shown(byN8n) as object),
		});
	}
}

const FIELDS = ['id', 'name', 'CRM ID', 'when', 'n', 'tags', 'contact', 'missing'];

const text = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		' 0049 89 / 123 ',
		'a@b.example',
		'2027-03-28T02:30:00',
		'2027-01-31T09:00:00.000Z',
		'31.01.2027',
		'{"a":1}',
		'{{ 1 }}',
		'true',
		'-0',
		'ünï 名前 😀',
		'\ud800',
		'a\nb\u2028c',
		`it's "quoted" \`so\` \\ \${x}`,
	),
	fc.string({ unit: 'binary', maxLength: 12 }),
);

const value: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: text },
	fc.integer({ min: -5, max: 2_000_000_000 }),
	fc.constantFrom(0, -0, 0.5, 1e21, NaN, Infinity, 2 ** 60, 10n, null, undefined, true, false),
	// Until 1972 some zones had offsets with seconds, which n8n loses when it copies a DateTime.
	fc.date({ noInvalidDate: false, min: new Date('1973-01-01') }),
	fc.array(text, { maxLength: 3 }),
	fc.constantFrom(
		{ first: 'A', last: null, deep: { id: 7 } },
		{ toString: 'x', length: 2 },
		[1, undefined, { a: [null] }],
		[],
		{},
	),
);

const item = fc
	.record(Object.fromEntries(FIELDS.slice(0, -1).map((field) => [field, value])), {
		requiredKeys: [],
	})
	.map((json) => json as IDataObject);

/** As many as it takes for more than one item to be evaluated at once. */
const items = fc.array(item, { minLength: 22, maxLength: 26 });

const field = fc
	.constantFrom(...FIELDS)
	.chain((name) =>
		fc.constantFrom(
			`$json[${JSON.stringify(name)}]`,
			...(name.includes(' ') ? [] : [`$json.${name}`, `$json?.${name}`, `$json["${name}"]?.first`]),
		),
	);

const atom = fc.oneof(
	{ weight: 8, arbitrary: field },
	fc.constantFrom(
		'$itemIndex',
		'$json',
		'1',
		'-0',
		'"a b"',
		"'x'",
		'null',
		'undefined',
		'true',
		'10n',
		'[]',
		'({})',
		'DateTime.fromISO("2027-03-28")',
		'$json.contact.deep.id',
		'$json.tags[0]',
		// Not the time itself: it goes on between two evaluations.
		'$now.diff($today).as("hours") < 25',
		'$today.hour',
		'$workflow.name',
		'$vars.none',
	),
);

/** What is done to a value: written behind or around it. */
const STEPS: Array<(code: string) => string> = [
	(code) => `${code}.trim()`,
	(code) => `${code}.toUpperCase()`,
	(code) => `${code}.length`,
	(code) => `${code}?.slice(1, 4)`,
	(code) => `${code}.split(" ")[0]`,
	(code) => `${code}.replace(/[^\\d"']/g, '')`,
	(code) => `${code}.padStart(5, "0")`,
	(code) => `${code}.repeat(3 - $itemIndex)`,
	(code) => `${code}.map(x => x + 1)`,
	(code) => `${code}.filter(function (x) { return x; }).join("-")`,
	(code) => `${code}.toDateTime()`,
	(code) => `${code}.toDateTime().plus({ days: $itemIndex })`,
	(code) => `${code}.toDateTime()?.format("yyyy-MM-dd")`,
	(code) => `${code}.isEmpty()`,
	(code) => `${code}.toInt()`,
	(code) => `${code}.toTitleCase()`,
	(code) => `${code}.extractEmail()`,
	(code) => `${code}.round(1)`,
	(code) => `${code}.first()`,
	(code) => `${code}.keys()`,
	(code) => `Number(${code})`,
	(code) => `parseInt(${code}, 10)`,
	(code) => `String(${code})`,
	(code) => `new Date(${code})`,
	(code) => `new Date(${code}).toISOString()`,
	(code) => `DateTime.fromISO(${code})`,
	(code) => `DateTime.fromISO(${code}, { zone: "Asia/Tokyo" })`,
	(code) => `DateTime.fromMillis(Number(${code}))`,
	(code) => `JSON.stringify(${code})`,
	(code) => `JSON.parse(${code})`,
	(code) => `Object.keys(${code})`,
	(code) => `typeof ${code}`,
	(code) => `!${code}`,
	(code) => `-${code}`,
	(code) => `(${code})`,
	(code) => `[${code}]`,
	(code) => `{ a: ${code} }.a`,
	(code) => `(x => x)(${code})`,
	(code) => `(($json) => $json)(${code})`,
	(code) => `(() => { const x = ${code}; return x; })()`,
	(code) => `\`<\${ ${code} }>\``,
	(code) => `$ifEmpty(${code}, "none")`,
	(code) => `$json[${code}]`,
	(code) => `encodeURIComponent(${code})`,
	(code) => `${code} instanceof Date`,
];

const OPERATORS = '+ - * / % ** == === != < > && || ?? in'.split(' ');

const { code } = fc.letrec<{ code: string }>((tie) => ({
	code: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		atom,
		fc.tuple(tie('code'), fc.constantFrom(...STEPS)).map(([inner, step]) => step(inner)),
		fc
			.tuple(tie('code'), fc.constantFrom(...OPERATORS), tie('code'))
			.map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
		fc
			.tuple(tie('code'), tie('code'), tie('code'))
			.chain(([test, one, other]) =>
				fc.constantFrom(`${test} ? ${one} : ${other}`, `$if(${test}, ${one}, ${other})`),
			),
	),
}));

const around = fc.constantFrom('', ' ', 'ID-', `it's`, '"', '`${x}`', '\n', ' } ', '=');

const expression = fc.oneof(
	{ weight: 3, arbitrary: code.map((inside) => `={{ ${inside} }}`) },
	{
		weight: 1,
		arbitrary: fc
			.tuple(around, code, around, code, around)
			.map(([a, one, b, other, c]) => `=${a}{{ ${one} }}${b}{{${other}}}${c}`),
	},
);

const expressions = fc.array(expression, { minLength: 12, maxLength: 16 });

it('an expression gives for each item what n8n gives for it alone', async () => {
	await fc.assert(
		fc.asyncProperty(expressions, items, async (given, input) => {
			const { readings, left } = await readBothWays({ expressions: given, items: input });
			expectSame(readings);
			expect(left).toEqual({});
		}),
		// A run takes a second, so that shrinking a failure would take minutes; the expression is told alone.
		{ numRuns: runs(6), endOnFailure: true },
	);
});
