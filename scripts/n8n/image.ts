import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Home } from './home';

/** Where n8n publishes its Docker images. */
const REPOSITORY = 'docker.n8n.io/n8nio/n8n';

/** n8n's repository, whose tags name its versions: `n8n@2.46.5`. */
export const N8N_SOURCE = 'https://github.com/n8n-io/n8n';

const numbersOf = (version: string) => version.split('.').map(Number);

function compare(a: string, b: string): number {
	const [first, second] = [numbersOf(a), numbersOf(b)];
	const index = first.findIndex((number, position) => number !== second[position]);
	return index < 0 ? 0 : first[index]! - second[index]!;
}

/**
 * The image of the newest version with that major number.
 *
 * @param refs what `git ls-remote --tags` printed.
 * @throws Error when there is none.
 */
export function newestImage(refs: string, major: number): string {
	const versions = [...refs.matchAll(/refs\/tags\/n8n@(\d+\.\d+\.\d+)$/gm)].map(
		([, version]) => version!,
	);
	const [newest] = versions
		.filter((version) => numbersOf(version)[0] === major)
		.sort(compare)
		.reverse();
	if (newest === undefined) throw new Error(`There is no n8n ${major}`);
	return `${REPOSITORY}:${newest}`;
}

/**
 * The arguments of `docker` that run an image on a home. The container shares the network of the
 * machine, since the simulator listens on loopback only, and sees the home under the same path.
 */
export function containerArguments(
	image: string,
	home: Home,
	environment: Record<string, string>,
): string[] {
	const { uid, gid } = userInfo();
	const settings = { ...environment, HOME: home.folder };
	return [
		'run',
		'--rm',
		...['--name', `n8n-${randomUUID()}`],
		...['--network', 'host'],
		...['--user', `${uid}:${gid}`],
		...['--volume', `${home.folder}:${home.folder}`],
		...['--workdir', home.folder],
		...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
		image,
		'start',
	];
}
