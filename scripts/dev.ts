/**
 * `npm run dev`: the editor of `npm start`, with the node compiled and loaded again at every change of
 * its sources. n8n watches the installed package, so that is where the compiler writes.
 */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import { PROJECT } from './process/folders';
import { startProcess, stopProcess } from './process/run';
import { startEditor } from './stage/editor';
import { simulatorSheet } from './stage/simulatorSheet';
import { atEnd, runScript } from './process/ending';

/** n8n's own port. */
const PORT = 5678;

const PACKAGE = join('.n8n', 'nodes', 'node_modules', 'n8n-nodes-8x8-campaigns');

void runScript(async () => {
	const { server, home, simulator, workflow } = await startEditor({
		port: PORT,
		environment: { N8N_DEV_RELOAD: 'true' },
	});
	const dist = join(home.folder, PACKAGE, 'dist');
	const compiler = startProcess(
		process.execPath,
		[
			join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc'),
			'--watch',
			'--preserveWatchOutput',
			'--outDir',
			dist,
		],
		{ cwd: PROJECT },
	);
	atEnd(() => stopProcess(compiler));
	compiler.stdout?.pipe(process.stdout);
	// Icons and the codex file are no business of the compiler.
	await cp(join(PROJECT, 'dist'), dist, { recursive: true });
	console.log(`
${pc.bold('n8n is ready:')} ${pc.cyan(workflow)}

  E-mail     ${server.owner.email}
  Password   ${server.owner.password}

${simulatorSheet(simulator.url)}

Change a file under nodes/ or credentials/, then reload the page. Ctrl+C ends everything.`);
	return await server.ended;
});
