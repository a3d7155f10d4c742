import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/process/folders';
import { publishedReadme } from '../../../scripts/publishedReadme';

const REPOSITORY = 'git+https://git.example/team/node.git';

it.each([
	['[Errors](docs/errors.md)', '[Errors](https://git.example/team/node/blob/HEAD/docs/errors.md)'],
	['[a](docs/a.md#b)', '[a](https://git.example/team/node/blob/HEAD/docs/a.md#b)'],
	[
		'![Shot](docs/images/a.png)',
		'![Shot](https://git.example/team/node/raw/HEAD/docs/images/a.png)',
	],
	['[n8n](https://n8n.io)', '[n8n](https://n8n.io)'],
	['[below](#limits)', '[below](#limits)'],
])('%s becomes %s', (link, published) => {
	expect(publishedReadme(`See ${link}.`, REPOSITORY)).toBe(`See ${published}.`);
});

it('leaves no relative link in the README of this package', () => {
	const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
	const targets = [...publishedReadme(readme, REPOSITORY).matchAll(/\]\(([^)]+)\)/g)].map(
		([, to]) => to,
	);
	expect(targets.length).toBeGreaterThan(20);
	expect(targets.filter((to) => !/^(https:|#)/.test(to!))).toEqual([]);
});
