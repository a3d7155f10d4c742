import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { N8N_VERSION } from '../scripts/n8n/version';

/** What the figures were measured on. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	node: string;
	n8n: string;
}

export function thisMachine(): Machine {
	return {
		processor: cpus()[0]?.model ?? 'unknown',
		cores: availableParallelism(),
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${distribution()}, ${platform()} ${release()} ${arch()}`,
		node: process.version,
		n8n: N8N_VERSION,
	};
}

function distribution(): string {
	const text = readFileSync('/etc/os-release', 'utf8');
	return /^PRETTY_NAME="?(.*?)"?$/m.exec(text)?.[1] ?? 'Linux';
}
