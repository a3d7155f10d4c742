/**
 * `npm run bench:expressions -- [--items 100000] [--fields 60]`: what reading expressions costs, as
 * this node does it and by n8n for each item, in n8n's engine with its default limits.
 *
 * Times are CPU time of this process, so that others on the machine count for little. Before it
 * prints, it checks that values all over the run are those of n8n, and that n8n still evaluates
 * expressions afterwards.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { parameterReader } from '../nodes/EightByEightCampaigns/resources/parameters';
import { startExpressionEngine, stopExpressionEngine } from '../scripts/engine/expressions';
import { plainDescription } from '../scripts/engine/nodeTypes';
import { runNode } from '../scripts/engine/runNode';
import { runScript } from '../scripts/process/ending';

const EXPRESSIONS = [
	'={{ $json.f1.trim() + "-" + $json.f2 }}',
	'=ID-{{ $json.f1 }} of {{ $json.f2.toUpperCase() }}',
	'={{ $if($json.f1, "HIGH", "LOW") }}',
	'={{ $json.missing.trim() }}',
	'={{ DateTime.fromISO("2027-01-31").plus({ minutes: $itemIndex }) }}',
	'={{ Object.keys($json).length }}',
	`={{ $('Source').first().json.f1 }}`,
];

/** How many items n8n reads by itself, to compare times and values. */
const BY_N8N = 500;

/** Characters of a field. */
const WIDTH = 20;

const cpuTime = () => {
	const { user, system } = process.cpuUsage();
	return user + system;
};

/** Megabytes that the process has had at most. */
const peak = () => process.resourceUsage().maxRSS / 1024;

/** Runs it, and tells the microseconds of CPU time for each of `count`. */
function timed<T>(count: number, run: () => T): { result: T; each: number } {
	const before = cpuTime();
	const result = run();
	return { result, each: (cpuTime() - before) / count };
}

function measure(context: IExecuteFunctions): void {
	const items = context.getInputData();
	const spread = Array.from({ length: BY_N8N }, (_, place) =>
		Math.floor((place * items.length) / BY_N8N),
	);
	for (const [index, expression] of EXPRESSIONS.entries()) {
		const name = `value${index}`;
		const byN8n = timed(BY_N8N, () =>
			spread.map((itemIndex) => context.getNodeParameter(name, itemIndex, null) as unknown),
		);
		const before = peak();
		const read = parameterReader<unknown>(context, name, null);
		const byNode = timed(items.length, () => items.map((_, itemIndex) => read(itemIndex)));
		const grown = (100 * (peak() - before)) / before;
		const differs = spread.find(
			(itemIndex, place) =>
				!isDeepStrictEqual(shown(byNode.result[itemIndex]), shown(byN8n.result[place])),
		);
		if (differs !== undefined) throw new Error(`${expression} differs for item ${differs}`);
		const figures = [byN8n.each, byNode.each].map((each) => `${each.toFixed(2)} µs`.padStart(11));
		const times = `${Math.round(byN8n.each / byNode.each)} times`.padStart(12);
		console.log(
			`${figures.join('')}${times}${`+${grown.toFixed(1)} %`.padStart(9)}  ${expression}`,
		);
	}
}

/** DateTimes keep what they have computed so far. */
const shown = (value: unknown) => (DateTime.isDateTime(value) ? value.toISO() : value);

void runScript(async () => {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '100000' },
			fields: { type: 'string', default: '60' },
		},
	});
	const [count, fields] = [Number(values.items), Number(values.fields)];
	const items = Array.from({ length: count }, (_, index) =>
		Object.fromEntries(
			Array.from({ length: fields }, (_field, field) => [
				`f${field}`,
				` ${index} ${field} `.padEnd(WIDTH, 'x'),
			]),
		),
	);
	const type: INodeType = {
		description: plainDescription(
			'reader',
			EXPRESSIONS.map((_, index) => ({
				displayName: 'Value',
				name: `value${index}`,
				type: 'string',
				default: '',
			})),
		),
		execute() {
			measure(this);
			return Promise.resolve([[]]);
		},
	};
	console.log(`${count} items of ${fields} fields. For each item, by n8n and by this node:\n`);
	await startExpressionEngine();
	const parameters = Object.fromEntries(
		EXPRESSIONS.map((expression, index) => [`value${index}`, expression]),
	);
	const { tested } = await runNode({ type, items, parameters });
	await stopExpressionEngine();
	if (tested?.error) throw tested.error;
	return 0;
});
