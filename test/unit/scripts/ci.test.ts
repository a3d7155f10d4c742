import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/process/folders';

const WORKFLOWS = join(PROJECT, '.github', 'workflows');

const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

// Their syntax is checked by the linter: prettier reads them.
it.each(readdirSync(WORKFLOWS))('%s runs only scripts that there are', (file) => {
	const text = readFileSync(join(WORKFLOWS, file), 'utf8');
	const called = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
	expect(called.length).toBeGreaterThan(0);
	expect(called.filter((name) => !(name in scripts))).toEqual([]);
});
