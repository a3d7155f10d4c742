import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package.json that asks for one exact version of n8n, and the lockfile that belongs to it. */
export const LOCK = join(__dirname, 'lock');

/** The parts of that package.json that the install changes. */
interface Manifest {
	dependencies: { n8n: string };
}

export const manifest = JSON.parse(readFileSync(join(LOCK, 'package.json'), 'utf8')) as Manifest;

/** The version that the lockfile is for. */
export const LOCKED_VERSION = manifest.dependencies.n8n;

/** The n8n that the demo, the editor and the end-to-end tests run; the environment can choose another. */
export const N8N_VERSION = process.env.N8N_VERSION || LOCKED_VERSION;
