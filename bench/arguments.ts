import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders';

export const HELP = `Measures the node against other ways to do the same, and writes docs/benchmark.md.

  npm run bench
  npm run bench -- --quick

Options
  --sizes LIST         numbers of records (default 1000,10000,100000,1000000)
  --rounds N           how often everything is run (default 3)
  --latency MS         milliseconds that every request takes (default 20)
  --concurrency N      requests at once (default 10)
  --contenders LIST    only these
  --quick              1,000 records, one round
  --out FOLDER         where benchmark.md and images/ go (default docs; with --quick or --profile nowhere)
  --profile FOLDER     CPU profiles of n8n, one folder for each contender (slower: not for figures)
  --help               this text

Contenders
${CONTENDERS.map(({ name, label }) => `  ${name.padEnd(22)} ${label}`).join('\n')}
`;

export interface Arguments {
	sizes: number[];
	rounds: number;
	latency: number;
	concurrency: number;
	contenders: string[];
	/** Undefined: nothing is written. */
	out: string | undefined;
	/** Undefined: no profiles. */
	profiles: string | undefined;
}

/** @throws Error whose message is for the user. */
export function readArguments(args: string[]): Arguments | 'help' {
	const { values } = parseArgs({
		args,
		options: {
			sizes: { type: 'string' },
			rounds: { type: 'string' },
			latency: { type: 'string', default: '20' },
			concurrency: { type: 'string', default: '10' },
			contenders: { type: 'string' },
			quick: { type: 'boolean', default: false },
			out: { type: 'string' },
			profile: { type: 'string' },
			help: { type: 'boolean', default: false, short: 'h' },
		},
	});
	if (values.help) return 'help';
	const sizes = values.sizes ?? (values.quick ? '1000' : '1000,10000,100000,1000000');
	const known = CONTENDERS.map(({ name }) => name);
	const contenders = values.contenders?.split(',') ?? known;
	const unknown = contenders.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new Error(
			`--contenders: there is no ${unknown.join(', ')}. There are: ${known.join(', ')}`,
		);
	}
	return {
		sizes: sizes
			.split(',')
			.map((size) => wholeNumber('sizes', size, 1))
			.sort((a, b) => a - b),
		rounds: wholeNumber('rounds', values.rounds ?? (values.quick ? '1' : '3'), 1),
		latency: wholeNumber('latency', values.latency, 0),
		concurrency: wholeNumber('concurrency', values.concurrency, 1),
		contenders,
		out: values.out ?? (values.quick || values.profile ? undefined : 'docs'),
		profiles: values.profile && resolve(values.profile),
	};
}

function wholeNumber(option: string, text: string, least: number): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && number >= least) return number;
	throw new Error(`--${option}: "${text}" is not a whole number from ${least} on`);
}
