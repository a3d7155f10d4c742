/** `npm start`: n8n's editor with the node, the example workflow and the simulator, until Ctrl+C. */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { COMMAND_PORT } from '../simulator';
import { inCache } from './process/folders';
import { N8N_VERSION } from './n8n/version';
import { withLock } from './process/lock';
import { startEditor } from './stage/editor';
import { simulatorPort } from './stage/simulatorPort';
import { simulatorSheet } from './stage/simulatorSheet';
import { runScript } from './process/ending';

/** n8n's own port. */
const DEFAULT_PORT = '5678';

const HELP = `Opens n8n's editor on this machine, with this node, the example workflow and a simulator of 8x8's API.

  npm start                         keeps your workflows and credentials from one start to the next
  npm start -- --fresh              forgets them, and begins with the example as it is in examples/
  npm start -- --port N             another port than ${DEFAULT_PORT}; where it is taken, any free one is used
  npm start -- --simulator-port N   another port than ${COMMAND_PORT} for the simulator. Credentials that you make
                                    for it have the port in their Base URL: give the same one each time.
`;

async function open(fresh: boolean, ports: { port: number; simulatorPort: number }) {
	const folder = inCache(`editor-${N8N_VERSION}`);
	if (fresh) await rm(folder, { recursive: true, force: true });
	const { server, simulator, workflow } = await startEditor({ folder, ...ports });
	console.log(`
${pc.bold('n8n is ready:')} ${pc.cyan(workflow)}

  E-mail     ${server.owner.email}
  Password   ${server.owner.password}

The workflow adds the contacts of examples/contacts.csv to a campaign of the simulator, and starts
it: press "Execute workflow", then look into the node "Add records". Nobody is called.

For the first load of README.md, make a workflow of your own. The credential is there already, and
has the campaigns below under "From list": "Running" takes records.

${simulatorSheet(simulator.url)}

Ctrl+C ends n8n and the simulator. Workflows are kept in ${folder}
(npm start -- --fresh forgets them).`);
	return await server.ended;
}

void runScript(async () => {
	const { values } = parseArgs({
		options: {
			fresh: { type: 'boolean', default: false },
			port: { type: 'string', default: DEFAULT_PORT },
			'simulator-port': { type: 'string', default: String(COMMAND_PORT) },
			help: { type: 'boolean', default: false, short: 'h' },
		},
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	return await withLock(
		inCache(`editor-${N8N_VERSION}.lock`),
		() => {
			throw new Error('The editor is running already, in another npm start.');
		},
		async () =>
			await open(values.fresh, {
				port: Number(values.port),
				simulatorPort: await simulatorPort(values['simulator-port']),
			}),
	);
});
