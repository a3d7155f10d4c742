import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS } from './contenders';
import { DOCS } from './results';

const PARTS = ['times', 'distance', 'memory', 'queue', 'rate'];

export const HELP = `Measures this node and other ways to do the same, and fills the figures into the pages of docs.

  npm run bench                               everything, about an hour; writes docs
  npm run bench -- --parts memory             one part in full; the others keep their figures
  npm run bench -- --sizes 1000 --rounds 1    a small run; writes elsewhere
  npm run bench -- --fill                     no run: fills docs again, from docs/benchmark.json

Options
  --parts LIST         times, distance, memory, queue, rate (default all; in a run with other options
                       only times)
  --sizes LIST         numbers of records (default 10000,100000,1000000)
  --rounds N           how often each contender runs (default 3)
  --contenders LIST    only these
  --profile FOLDER     writes CPU profiles of n8n, a folder for each contender
  --out FOLDER         where results, pages and charts go (default docs for a full run, otherwise a new
                       temporary folder)
  --help               this text

Contenders
${CONTENDERS.map(({ name, label }) => `  ${name.padEnd(20)} ${label}`).join('\n')}
`;

/** @throws Error whose message is for the user. */
export function readOptions(args: string[]) {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const changing = { sizes: text, rounds: text, contenders: text, profile: text };
	const options = { ...changing, parts: text, out: text, fill: flag, help: flag };
	const { parts, out, fill, help, ...changes } = parseArgs({ args, options }).values;

	// Nothing is left out and nothing is changed, so the figures are for docs.
	const full = Object.keys(changes).length === 0;
	const folder = out ?? (full || help ? DOCS : mkdtempSync(join(tmpdir(), 'bench-')));
	if (!full && resolve(folder) === DOCS) throw new Error('--out: only a full run writes docs');
	const { sizes = '10000,100000,1000000', rounds = '3', contenders = '' } = changes;
	const known = CONTENDERS.map(({ name }) => name);
	return {
		help,
		full,
		out: resolve(folder),
		parts: fill ? [] : someOf(PARTS, parts ?? (full ? '' : 'times')),
		sizes: wholeNumbers(sizes).sort((a, b) => a - b),
		rounds: wholeNumbers(rounds)[0]!,
		contenders: someOf(known, contenders),
		profile: changes.profile === undefined ? undefined : resolve(changes.profile),
	};
}

/** All where the list is empty. */
function someOf(known: string[], list: string): string[] {
	const asked = list ? list.split(',') : known;
	const unknown = asked.filter((name) => !known.includes(name));
	if (unknown.length === 0) return asked;
	throw new Error(`There is no ${unknown.join(', ')}. There are: ${known.join(', ')}`);
}

function wholeNumbers(list: string): number[] {
	const numbers = list.split(',').map(Number);
	if (numbers.every((number) => Number.isInteger(number) && number > 0)) return numbers;
	throw new Error(`"${list}": only whole numbers above 0`);
}
