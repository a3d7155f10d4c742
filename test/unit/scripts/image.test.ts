import type { Home } from '../../../scripts/n8n/home';
import { containerArguments, newestImage } from '../../../scripts/n8n/image';

const REFS = ['2.9.12', '2.46.5', '2.46.10', '3.0.0', '3.1.0-rc.1', '1.123.81']
	.map((version, index) => `${String(index).repeat(40)}\trefs/tags/n8n@${version}`)
	.concat('f'.repeat(40) + '\trefs/tags/stable')
	.join('\n');

it.each([
	[2, '2.46.10'],
	[3, '3.0.0'],
	[1, '1.123.81'],
])('takes the newest release of n8n %i, counting numbers, not letters', (major, version) => {
	expect(newestImage(REFS, major)).toBe(`docker.n8n.io/n8nio/n8n:${version}`);
});

it('says when there is none', () => {
	expect(() => newestImage(REFS, 4)).toThrow('There is no n8n 4');
});

it('gives the container the home under its own path, and the settings', () => {
	const home: Home = { folder: '/tmp/home', n8n: '', files: '/tmp/home/files', log: '/tmp/log' };
	const given = containerArguments('n8n:3', home, {
		N8N_PORT: '5678',
		N8N_USER_FOLDER: '/tmp/home',
	});
	expect(given.slice(-2)).toEqual(['n8n:3', 'start']);
	const joined = given.join(' ');
	for (const part of [
		'--volume /tmp/home:/tmp/home',
		'--network host',
		'--env N8N_PORT=5678',
		'--env N8N_USER_FOLDER=/tmp/home',
		'--env HOME=/tmp/home',
	]) {
		expect(joined).toContain(part);
	}
});
