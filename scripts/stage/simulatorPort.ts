import { freePort } from '../process/freePort';

/**
 * The port that was asked for. Credentials name it, so no other one will do.
 *
 * @throws Error for the user when it is no port, or another program has it.
 */
export async function simulatorPort(text: string): Promise<number> {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
		throw new Error(`--simulator-port must be a whole number from 1 to 65535, not "${text}"`);
	}
	if ((await freePort(port)) === port) return port;
	throw new Error(
		`Port ${port}, where the simulator is to listen, is taken. End the program that has it (another "npm run simulator"?), or choose another port: npm start -- --simulator-port ${port + 1}`,
	);
}
