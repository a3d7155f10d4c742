/** `npm run test:image`: the end-to-end tests in a Docker image of n8n, which is where n8n 3 runs. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { N8N_SOURCE, newestImage } from './n8n/image';
import { PROJECT } from './process/folders';
import { runScript } from './process/ending';
import { run } from './process/run';

const HELP = `The end-to-end tests in a Docker image of n8n. Needs Docker, git and the network.

  npm run test:image -- 3                                    the newest n8n 3
  npm run test:image -- docker.n8n.io/n8nio/n8n:2.46.5       this image
  npm run test:image -- 3 examples credential                only files with one of these in their path
`;

/**
 * Test files that bring an n8n of their own, look into the one that npm has installed, or ask for the
 * report with which n8n 2.41 prepares for n8n 3.
 */
const NOT_FOR_IMAGES = ['community-install', 'demo', 'examples-n8n3', 'queue', 'versions'];

async function imageOf(asked: string): Promise<string> {
	if (!/^\d+$/.test(asked)) return asked;
	const tags = ['ls-remote', '--tags', '--refs', N8N_SOURCE, `n8n@${asked}.*`];
	return newestImage(await run('git', tags, { cwd: PROJECT }), Number(asked));
}

void runScript(async () => {
	const [asked, ...files] = process.argv.slice(2);
	if (asked === undefined || asked.startsWith('-')) {
		console.log(HELP);
		return asked === '--help' ? 0 : 1;
	}
	const image = await imageOf(asked);
	console.log(`Testing in ${image}`);
	const jest = createRequire(__filename).resolve('jest/bin/jest');
	const ignored = NOT_FOR_IMAGES.map((name) => `/e2e/${name}\\.test`);
	const { status } = spawnSync(
		process.execPath,
		[
			jest,
			'--config',
			'jest.e2e.config.js',
			'--testPathIgnorePatterns',
			...ignored,
			'--',
			...files,
		],
		{ cwd: PROJECT, stdio: 'inherit', env: { ...process.env, N8N_IMAGE: image } },
	);
	return status ?? 1;
});
