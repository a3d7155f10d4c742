/** `npm run bench`: this node and other ways to do the same, in one run, against the simulator. */
import { runScript } from '../scripts/process/ending';
import { startSimulatorProcess } from '../scripts/stage/simulator';
import { mappingCosts } from './arenas';
import { HELP, readArguments } from './arguments';
import { compete } from './compete';
import { CONTENDERS } from './contenders';
import { thisMachine } from './machine';
import { prepareTemplate } from './n8n/template';
import { print } from './report/print';
import { writeReport } from './report/write';

/** Items whose mapping is timed, and how often. */
const MAPPED = { size: 100_000, rounds: 5 };

void runScript(async () => {
	const asked = readArguments(process.argv.slice(2));
	if (asked === 'help') {
		console.log(HELP);
		return 0;
	}
	const began = Date.now();
	const machine = thisMachine();
	const contenders = CONTENDERS.filter(({ name }) => asked.contenders.includes(name));
	const simulator = await startSimulatorProcess(asked.latency);
	await simulator.keepRequests(0);
	const setting = { url: simulator.url, concurrency: asked.concurrency, latency: asked.latency };

	const inN8n = contenders.filter(({ arena }) => arena === 'n8n');
	const template = inN8n.length > 0 ? await prepareTemplate(inN8n, setting) : undefined;
	const samples = await compete(contenders, asked, setting, simulator, template);
	console.log('Timing the mapping …');
	const size = Math.min(MAPPED.size, Math.max(...asked.sizes));
	const mapping = await mappingCosts(size, Math.min(MAPPED.rounds, asked.rounds + 2));

	const minutes = (Date.now() - began) / 60_000;
	const result = { asked, machine, samples, mapping, minutes };
	print(result);
	if (asked.out) console.log(`\n${await writeReport(result, asked.out)}`);
	return 0;
});
