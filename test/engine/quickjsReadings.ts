import { startExpressionEngine, stopExpressionEngine } from '../../scripts/engine/expressions';
import { readBothWays } from './readings';

/** Reads expressions in the engine quickjs, and prints which differ from n8n's own evaluation. */
async function main(): Promise<void> {
	const { expressions, count } = JSON.parse(process.argv[2]!) as {
		expressions: string[];
		count: number;
	};
	await startExpressionEngine({ engine: 'quickjs' });
	const items = Array.from({ length: count }, (_, index) => ({
		id: ` C-${index} `,
		at: `2027-03-28T01:${10 + index}:00`,
		born: new Date(1e12 + index) as unknown as string,
		contact: { name: `Contact ${index}` },
		...(index % 3 > 0 && { note: `note ${index}` }),
	}));
	const { readings, evaluations } = await readBothWays({ expressions, items });
	await stopExpressionEngine();
	const different = readings.filter(
		({ byN8n, byNode }) => JSON.stringify(byN8n) !== JSON.stringify(byNode),
	);
	const singles = evaluations.map(({ single }) => single);
	process.stdout.write(JSON.stringify({ different, singles, readings: readings.length }));
}

void main();
