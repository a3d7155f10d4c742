import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { startExpressionEngine, stopExpressionEngine } from '../../scripts/engine/expressions';
import { readBothWays, type Compare, type Comparison, type Reading } from './readings';

const COUNT = 60;

const items = (json: (index: number) => IDataObject, count = COUNT) =>
	Array.from({ length: count }, (_, index) => json(index));

const contacts = items((index) => ({
	id: ` C-${index} `,
	at: `2027-03-28T01:${String(index % 60).padStart(2, '0')}:00`,
	// As a database node gives it.
	born: new Date(1e12 + index),
	contact: { name: `Contact ${index}` },
	...(index % 3 > 0 && { note: `note ${index}` }),
}));

/** Reads as the node does, and checks each value against n8n's own. */
async function compared(given: Compare): Promise<Comparison['evaluations']> {
	const { readings, evaluations, left } = await readBothWays(given);
	expect(readings).toHaveLength(given.items.length * given.expressions.length);
	for (const { expression, byN8n, byNode } of given.withoutN8n ? [] : readings) {
		expect({ expression, ...plain(byNode) }).toEqual({ expression, ...plain(byN8n) });
	}
	// n8n would save with the execution what is left there.
	expect(left).toEqual({});
	return evaluations;
}

/** DateTimes keep what they have computed so far. */
const plain = (reading: Reading): object =>
	'value' in reading && DateTime.isDateTime(reading.value)
		? { value: reading.value.toISO(), zone: reading.value.zoneName }
		: reading;

const MANY = [
	'={{ $json.id.trim() }}',
	'={{ $json["id"] + "-" + $itemIndex }}',
	'=ID-{{ $json.id.trim() }} of {{ $json.note }}',
	'={{ $json.note.trim() }}',
	'={{ $json.note ? $json.note : null }}',
	'={{ $json.at.toDateTime().plus({ days: $itemIndex }) }}',
	'={{ DateTime.fromISO($json.at, { zone: "Asia/Tokyo" }) }}',
	'={{ new Date($json.at) }}',
	'={{ $json.born.toISOString() }}',
	'={{ $if($json.note, "HIGH", "LOW") }}',
	'={{ $json.contact?.name?.toUpperCase() }}',
	'={{ Object.keys($json).length }}',
	'={{ `${$json.id}/${$itemIndex}` }}',
	"={{ $json.id.replace(/[^0-9'\"]/g, '') }}",
	'={{ (() => { const x = $json.id.split("-"); return x[1]; })() }}',
];

const ONCE = [
	"={{ $('Source').first().json.id }}",
	"={{ $('Source').last().json.contact.name.toUpperCase() }}",
	"={{ $('Source').all().length }}",
	"=a {{ $('Source').first().json.at }} b",
	'={{ $workflow.name }}',
	'={{ $vars.none }}',
	'={{ Math.max(1, 2) }}',
	"={{ $('Nowhere').first().json.id }}",
];

const EACH = [
	'={{ $input.item.json.id }}',
	"={{ $('Source').item.json.id }}",
	'={{ $json.id + $("Source").first().json.id }}',
	'={{ Math.random() * 0 + Math.random() > 2 ? 1 : $input.first().json.id }}',
	'={{ $json.contact }}',
	'={{ $now.zoneName }}',
];

it.each(MANY)('evaluates for many items: %s', async (expression) => {
	const [evaluations] = await compared({ expressions: [expression], items: contacts });
	// Those that are compared, and one more for each further kind of value.
	expect(evaluations!.single).toBeLessThanOrEqual(10);
	expect(evaluations!.many).toBeGreaterThan(1);
});

it.each(ONCE)('evaluates once a run: %s', async (expression) => {
	const [evaluations] = await compared({ expressions: [expression], items: contacts });
	expect(evaluations).toEqual({ single: 2, many: 0 });
});

it.each(EACH)('leaves to n8n: %s', async (expression) => {
	const [evaluations] = await compared({ expressions: [expression], items: contacts.slice(0, 30) });
	expect(evaluations!.single).toBeGreaterThanOrEqual(30);
});

const DRAWS = [
	'={{ Math.random() < 0.5 ? "A" : "B" }}',
	'={{ ["A", "B"].randomItem() }}',
	'={{ [$json.id, "B"].randomItem() === "B" }}',
	'={{ Math.random() < 0.5 ? $json.at : $json.id }}',
	'={{ Math["ran" + "dom"]() < 0.5 }}',
	'=C-{{ ["A", "B"].randomItem() }}-{{ $json.contact.name.length > 0 }}',
];

it.each(DRAWS)('draws for each item: %s', async (expression) => {
	// Alike items: what differs was drawn. Of 200 draws, fewer than 40 come out one way once in 10^18.
	const alike = items(() => contacts[0]!, 200);
	const { readings } = await readBothWays({
		expressions: [expression],
		items: alike,
		withoutN8n: true,
	});
	const counts = new Map<unknown, number>();
	for (const { byNode } of readings) {
		const value = 'value' in byNode ? byNode.value : byNode.thrown;
		counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	expect(counts.size).toBe(2);
	expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(40);
});

it('gives each item the time, in the time zone of the workflow', async () => {
	const { readings, evaluations } = await readBothWays({
		expressions: ['={{ $now.plus({ days: $itemIndex }) }}', '={{ $now }}'],
		items: contacts,
		settings: { timezone: 'Europe/Berlin' },
		withoutN8n: true,
	});
	const zones = readings.map(({ byNode }) =>
		'value' in byNode ? (byNode.value as IDataObject).zoneName : byNode.thrown,
	);
	expect(zones).toEqual(readings.map(() => 'Europe/Berlin'));
	expect(evaluations.every(({ single }) => single <= 9)).toBe(true);
});

it('leaves every expression of a tool to n8n, where $json is the input of the agent', async () => {
	const expressions = [MANY[0]!, ONCE[0]!];
	const evaluations = await compared({ expressions, items: contacts, tool: true });
	expect(evaluations).toEqual(expressions.map(() => ({ single: COUNT, many: 0 })));
});

it('copies no file that an item has beside its json', async () => {
	const given = { expressions: [MANY[0]!], items: contacts, binary: true };
	const [evaluations] = await compared(given);
	expect(evaluations!.many).toBeLessThan(5);
});

/** Two bytes a character, which is the most. */
const wide = (index: number, fields: number, width: number): IDataObject => ({
	id: ` ${index} `.padEnd(width, '名'),
	...Object.fromEntries(
		Array.from({ length: fields }, (_, field) => [`f${field}`, ` ${index}`.padEnd(width, '名')]),
	),
});
const dated = (index: number): IDataObject => ({
	...wide(index, 1, 5_000),
	born: new Date(1e12 + index),
});
const listed = (index: number): IDataObject => ({
	id: ` ${index} `,
	list: items((n) => ({ a: `${index}-${n}`, at: new Date(n) }), 50),
});

describe('in an isolate of the smallest size that n8n allows', () => {
	beforeAll(async () => {
		await stopExpressionEngine();
		await startExpressionEngine({ memoryLimit: 8 });
	});
	afterAll(async () => {
		await stopExpressionEngine();
		await startExpressionEngine();
	});

	it.each<[string, string, (index: number) => IDataObject, number]>([
		['60 fields', MANY[0]!, (index) => wide(index, 60, 40), 3_000],
		[
			'60 fields, all of them read',
			'={{ Object.values($json).join() }}',
			(i) => wide(i, 60, 40),
			200,
		],
		['large fields', '={{ $json.id.toUpperCase() }}', (index) => wide(index, 2, 30_000), COUNT],
		['fields too large for one evaluation', MANY[0]!, (index) => wide(index, 2, 200_000), 30],
		['large fields of Dates', '={{ $json.born.getTime() + $json.id.length }}', dated, COUNT],
		[
			'large values',
			'={{ $json.id.trim().slice(0, 5).repeat(20_000) }}',
			(i) => wide(i, 2, 20),
			COUNT,
		],
		['large lists', '={{ $json.list.map(x => x.a).join() }}', listed, COUNT],
		['one large item', MANY[0]!, (index) => wide(index, 2, index === 30 ? 400_000 : 20), COUNT],
	])('reads %s, and lives on', async (_, expression, json, count) => {
		const given = { items: items(json, count), withoutN8n: count > COUNT };
		const [evaluations] = await compared({ ...given, expressions: [expression, MANY[0]!] });
		expect(evaluations!.single).toBeLessThanOrEqual(count);
		const { readings } = await readBothWays({ ...given, expressions: [expression] });
		expect(readings.filter(({ byNode }) => 'thrown' in byNode)).toEqual([]);
	});
});

it('does not take so many items at once that n8n stops the evaluation for its time', async () => {
	const slow = '={{ "x".repeat(2_000_000 + $itemIndex).split("").join("-").length }}';
	const given = { expressions: [slow], items: items(() => ({}), 20) };
	const [evaluations] = await compared(given);
	expect(evaluations!.many).toBeGreaterThan(2);
});

describe('in the legacy engine', () => {
	beforeAll(async () => {
		await stopExpressionEngine();
		await startExpressionEngine({ engine: 'legacy' });
	});
	afterAll(() => startExpressionEngine());

	it('gives what n8n gives', async () => {
		const evaluations = await compared({ expressions: [...MANY, ...ONCE], items: contacts });
		const singles = evaluations.map(({ single }) => single);
		expect(Math.max(...singles)).toBeLessThanOrEqual(10);
	});

	it('changes no item', async () => {
		const input = items((index) => ({ tags: [`a${index}`, 'b'] }));
		const expressions = ['={{ $json.tags.push("c") }}', '={{ $json.tags.join() }}'];
		const { readings } = await readBothWays({ expressions, items: input, withoutN8n: true });
		// Once by n8n itself.
		expect(readings.slice(0, COUNT).map(({ byNode }) => byNode)).toEqual(
			input.map(() => ({ value: 3 })),
		);
	});
});

it('gives in the engine quickjs what n8n gives', async () => {
	// A process of its own: the engine loads its WASM by an import that jest cannot carry out.
	const child = join(__dirname, 'quickjsReadings.ts');
	const tsx = join(__dirname, '../../node_modules/.bin/tsx');
	const given = JSON.stringify({ expressions: [...MANY, ...ONCE], count: 40 });
	const { stdout } = await promisify(execFile)(tsx, [child, given], { maxBuffer: 1e9 });
	const { different, singles, readings } = JSON.parse(stdout) as Record<string, unknown>;
	expect(different).toEqual([]);
	expect(readings).toBe(40 * (MANY.length + ONCE.length));
	expect(Math.max(...(singles as number[]))).toBeLessThanOrEqual(10);
});
