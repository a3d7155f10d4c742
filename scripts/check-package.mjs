/** Fails when the tarball would hold anything but what users need. */
import { execFileSync } from 'node:child_process';

const SHIPS =
	/^(dist\/(nodes|credentials)\/.+\.(js|json|svg)|README\.md|LICENSE\.md|CHANGELOG\.md|package\.json)$/;

const [{ files, size, unpackedSize }] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
	}),
);
const paths = files.map(({ path }) => path);
const stray = paths.filter((path) => !SHIPS.test(path));
const missing = [
	'README.md',
	'LICENSE.md',
	'CHANGELOG.md',
	'dist/nodes/EightByEightCampaigns/EightByEightCampaigns.node.js',
	'dist/nodes/EightByEightCampaigns/EightByEightCampaigns.node.json',
	'dist/nodes/EightByEightCampaigns/campaigns.svg',
	'dist/nodes/EightByEightCampaigns/campaigns.dark.svg',
	'dist/credentials/EightByEightCampaignsApi.credentials.js',
].filter((path) => !paths.includes(path));

for (const path of stray) console.error(`should not be in the package: ${path}`);
for (const path of missing) console.error(`is missing from the package: ${path}`);
if (stray.length || missing.length) process.exit(1);
console.log(`${paths.length} files, ${size} bytes packed, ${unpackedSize} unpacked`);
