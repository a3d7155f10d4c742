/**
 * `tsx scripts/publishedReadme.ts`: makes README.md fit for a registry, where relative links lead
 * nowhere. The publishing workflow runs it on its own checkout, right before `npm publish`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './process/folders';

/** Picture or link: the mark, the text and the target. */
const LINK = /(!?)\[((?:[^\]\\]|\\.)*)\]\(([^)\s]+)\)/g;

/**
 * The page with absolute links, as hosts of repositories and npm itself write them for the newest
 * version of a file: `/blob/HEAD/` for a page, `/raw/HEAD/` for a picture.
 *
 * @param repository address of the repository, as package.json has it
 */
export function publishedReadme(readme: string, repository: string): string {
	const home = repository.replace(/^git\+/, '').replace(/\.git$/, '');
	return readme.replace(LINK, (link, mark: string, text: string, target: string) => {
		if (/^(https?:|#)/.test(target)) return link;
		return `${mark}[${text}](${home}/${mark ? 'raw' : 'blob'}/HEAD/${target})`;
	});
}

if (require.main === module) {
	const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
	const { repository } = JSON.parse(read('package.json')) as { repository: { url: string } };
	writeFileSync(join(PROJECT, 'README.md'), publishedReadme(read('README.md'), repository.url));
}
