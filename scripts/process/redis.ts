import { once } from 'node:events';
import { createConnection } from 'node:net';
import { freePort } from './freePort';
import { startProcess, stopProcess } from './run';
import { provideProgram } from './debian';
import { untilListening } from './listening';

/** A Redis of our own. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

const REDIS = { package: 'redis-server', path: '/usr/bin/redis-server' };

/** Whether it answers commands: while it loads, it only accepts connections. */
async function answersPing(port: number): Promise<boolean> {
	const socket = createConnection(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		socket.write('PING\r\n');
		const [answer] = (await once(socket, 'data')) as [Buffer];
		return answer.toString().startsWith('+PONG');
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

/**
 * Starts Redis on a free loopback port. It keeps everything in memory.
 *
 * @throws Error with what it printed when it does not start.
 */
export async function startRedis(folder: string): Promise<Redis> {
	const program = await provideProgram(REDIS);
	const port = await freePort();
	const listen = ['--bind', '127.0.0.1', '--port', String(port)];
	const child = startProcess(program, [...listen, '--save', '', '--appendonly', 'no'], {
		cwd: folder,
	});
	await untilListening('Redis', child, () => answersPing(port));
	return { port, stop: () => stopProcess(child) };
}
