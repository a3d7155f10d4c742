import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connectSimulator, startSimulator } from '../../simulator';

const started: ChildProcess[] = [];
afterEach(() => {
	// One that a failed test has left behind would keep the whole run from ending.
	for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** The command as `npm run simulator -- …` runs it. */
function run(...args: string[]) {
	const child = spawn(process.execPath, [
		'--import',
		'tsx',
		join(__dirname, '..', '..', 'simulator', 'main.ts'),
		...args,
	]);
	started.push(child);
	return {
		child,
		stdout: text(child.stdout),
		stderr: text(child.stderr),
		exit: once(child, 'exit'),
	};
}

test('prints all that a person needs, serves the chosen campaigns, and stops when told', async () => {
	const wanted = ['running', 'static'].flatMap((name) => ['--campaign', name]);
	const { child, stdout, exit } = run('--port', '0', ...wanted);
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	while (!printed.includes('See what the campaign holds')) await once(child.stdout, 'data');
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
	const { campaigns, keys } = await connectSimulator(url).status();
	expect(campaigns.map(({ dynamic }) => dynamic)).toEqual([true, false]);
	for (const { id } of campaigns) expect(printed).toContain(id);
	for (const key of Object.keys(keys)) expect(printed).toContain(key);
	expect(printed).toMatch(/Tenant +acme/);
	expect(printed).toMatch(/site +US1/);

	const command = /curl (\S+\/records)/.exec(printed)?.[1] ?? '';
	expect(command).toContain(campaigns[0]?.id);
	child.kill('SIGTERM');
	expect(await exit).toEqual([0, null]);
	expect(await stdout).toBe(printed);
});

test('explains itself', async () => {
	const { stdout, exit } = run('--help');
	expect(await exit).toEqual([0, null]);
	expect(await stdout).toMatch(/--port N.*default 8088[^]*running +RUNNING/);
});

test.each([
	[['--port', '70000'], '--port must be a whole number from 0 to 65535'],
	[['--campaign', 'none'], 'There is no campaign "none". There are: running, created'],
	[['--tls', 'bad'], 'There is no certificate "bad". There are: good, expired'],
	[['--nonsense'], 'nonsense'],
])('says what is wrong with %j', async (args, why) => {
	const { stderr, exit } = run(...args);
	expect(await exit).toEqual([1, null]);
	expect(await stderr).toContain(why);
	expect(await stderr).not.toContain('    at ');
});

test('says that the port is taken', async () => {
	const simulator = await startSimulator();
	try {
		const { stderr, exit } = run('--port', new URL(simulator.url).port);
		expect(await exit).toEqual([1, null]);
		expect(await stderr).toBe('That port is taken. Choose another one with --port.\n');
	} finally {
		await simulator.close();
	}
});

test('speaks HTTPS, and names the authority that a client has to trust', async () => {
	const { child, stdout, exit } = run('--port', '0', '--campaign', 'running', '--tls', 'good');
	let printed = '';
	child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	while (!printed.includes('See what the campaign holds')) await once(child.stdout, 'data');
	const url = /https:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
	const file = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(printed)?.[1] ?? '';
	expect(printed).toContain(`--cacert ${file}`);
	const sent = get(`${url}/_simulator/campaigns`, { ca: readFileSync(file) });
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	expect(await text(answer)).toContain('RUNNING');
	child.kill('SIGTERM');
	await exit;
	await stdout;
	expect(existsSync(file)).toBe(false);
});
