/**
 * `npm run test:chaos`: a large load through n8n's engine into a simulator that goes wrong in every
 * way it knows, then the report of every item against what the campaigns hold.
 *
 *   npm run test:chaos -- --seed 7 --records 100000 --rate 0.2 --rounds 1
 */
import { parseArgs } from 'node:util';

import Table from 'cli-table3';

import { runRound, type RoundResult } from './round';

const { values } = parseArgs({
	options: {
		records: { type: 'string', default: '100000' },
		rate: { type: 'string', default: '0.2' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
		rounds: { type: 'string', default: '1' },
	},
});

function print(results: RoundResult[]): void {
	const table = new Table({
		head: ['seed', 'records', 'requests', 'faults', 'added', 'found after a loss', 'there before']
			.concat(['refused', 'unconfirmed', 'lost', 'doubled', 'misreported', 'seconds'])
			.map((title) => title.replace(/ /g, '\n')),
		style: { head: [], border: [] },
		colAligns: Array<'right'>(13).fill('right'),
	});
	for (const { seed, items, requests, faults, outcomes, verdict, seconds } of results) {
		table.push([
			String(seed),
			...[items, requests, faults, outcomes.added, outcomes.addedUnconfirmed].map(thousands),
			...[outcomes.alreadyInCampaign, outcomes.refused, outcomes.unconfirmed].map(thousands),
			...[verdict.lost, verdict.doubled, verdict.misreported].map(thousands),
			seconds.toFixed(1),
		]);
	}
	console.log(table.toString());
}

const thousands = (number: number) => number.toLocaleString('en-US');

async function main(): Promise<number> {
	const first = Number(values.seed);
	const results: RoundResult[] = [];
	for (let round = 0; round < Number(values.rounds); round++) {
		const seed = first + round;
		console.log(
			`Seed ${seed}: ${thousands(Number(values.records))} records, ${Number(values.rate) * 100} % of the requests go wrong …`,
		);
		const result = await runRound({
			seed,
			records: Number(values.records),
			rate: Number(values.rate),
		});
		const { lost, doubled, misreported } = result.verdict;
		console.log(
			`  ${result.setting}\n  ${thousands(lost)} lost, ${thousands(doubled)} doubled, ${thousands(misreported)} misreported; ${thousands(result.requests)} requests, ${thousands(result.faults)} faults, ${result.seconds.toFixed(0)} s`,
		);
		for (const example of result.verdict.examples) console.error(`  ${example}`);
		results.push(result);
	}
	print(results);
	const wrong = results.filter(
		({ verdict }) => verdict.lost + verdict.doubled + verdict.misreported > 0,
	);
	console.log(
		wrong.length
			? `Report and campaigns disagree for seed ${wrong.map(({ seed }) => seed).join(', ')}.`
			: 'Every item is where its report says. To run it again: npm run test:chaos -- --seed ' +
					first,
	);
	return wrong.length ? 1 : 0;
}

void main().then((code) => process.exit(code));
