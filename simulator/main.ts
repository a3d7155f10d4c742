/** The simulator from the command line: `npm run simulator -- --help`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MEDIA_TYPE } from './api/answers';
import { isPreset, PRESETS, type PresetName } from './campaignPresets';
import type { Simulator } from './simulator';
import { COMMAND_PORT, startSimulator } from './startSimulator';
import { TLS_KINDS, type TlsKind } from './tls/serverCertificate';

const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

const HELP = `A simulator of 8x8's Contact Center Campaigns API.

  --port N          port on 127.0.0.1, 0 for any free one (default ${COMMAND_PORT})
  --campaign NAME   a campaign to start with; may be given several times (default: all)
  --latency MS      milliseconds that every request waits (default 0)
  --seed N          for everything random (default 1)
  --tls KIND        speak HTTPS, with a certificate that is ${TLS_KINDS.join(', ')}
  --help

Campaigns:
${PRESET_NAMES.map((name) => `  ${name.padEnd(10)} ${PRESETS[name].says}`).join('\n')}
`;

/** Starts the simulator as the arguments say. @throws Error whose message is for the user */
async function start(args: string[]): Promise<Simulator | undefined> {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: String(COMMAND_PORT) },
			campaign: { type: 'string', multiple: true, default: PRESET_NAMES },
			latency: { type: 'string', default: '0' },
			seed: { type: 'string', default: '1' },
			tls: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return undefined;
	}
	const names = [...new Set(values.campaign)].map((name) => {
		if (isPreset(name)) return name;
		throw new Error(`There is no campaign "${name}". There are: ${PRESET_NAMES.join(', ')}`);
	});
	const simulator = await startSimulator({
		tls: values.tls === undefined ? undefined : tlsKind(values.tls),
		port: wholeNumber('port', values.port, 65_535),
		latencyMs: wholeNumber('latency', values.latency),
		seed: wholeNumber('seed', values.seed),
	});
	for (const name of names) {
		const { id, spec } = PRESETS[name];
		simulator.createCampaign({ id, ...spec });
	}
	console.log(welcome(simulator, names));
	return simulator;
}

function tlsKind(text: string): TlsKind {
	const kind = TLS_KINDS.find((one) => one === text);
	if (kind) return kind;
	throw new Error(`There is no certificate "${text}". There are: ${TLS_KINDS.join(', ')}`);
}

function wholeNumber(option: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
	const number = Number(text);
	if (/^\d+$/.test(text) && number <= most) return number;
	throw new Error(`--${option} must be a whole number from 0 to ${most}, not "${text}"`);
}

function welcome(simulator: Simulator, names: PresetName[]): string {
	const { url, keys } = simulator;
	const [campaign] = simulator.campaigns();
	const authority = simulator.authority && authorityFile(simulator.authority);
	const trusting = authority ? ` --cacert ${authority}` : '';
	const trust = authority ? `\nAuthority       NODE_EXTRA_CA_CERTS=${authority}` : '';
	const keyLines = Object.entries(keys).map(
		([key, { product }]) => `  ${key}${product ? '' : '   (without the API product: 403)'}`,
	);
	const campaignLines = names.map((name) => `  ${PRESETS[name].id}   ${PRESETS[name].says}`);
	return `The simulator of 8x8's Campaigns API is running. Ctrl+C stops it.

Base URL        ${url}
Tenant          acme
Customer site   US1${trust}

API keys
${keyLines.join('\n')}

Campaigns
${campaignLines.join('\n')}

Add a record
  curl${trusting} ${url}/cc/US1/campaigns/v1/${campaign?.id}/records \\
    -H 'X-API-Key: ${Object.keys(keys)[0]}' -H 'X-8x8-Tenant: acme' \\
    -H 'Content-Type: ${MEDIA_TYPE}' -d '{"records":[{"crmRecordId":"CRM-1"}]}'

See what the campaign holds
  curl${trusting} ${url}/_simulator/campaigns/${campaign?.id}
`;
}

/** Where a client finds the authority to trust, while the simulator runs. */
function authorityFile(authority: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, 'authority.pem');
	writeFileSync(file, authority);
	return file;
}

start(process.argv.slice(2)).then(
	(simulator) => {
		if (!simulator) return;
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => void simulator.close());
		}
	},
	(error: NodeJS.ErrnoException) => {
		const taken = error.code === 'EADDRINUSE';
		console.error(taken ? 'That port is taken. Choose another one with --port.' : error.message);
		process.exitCode = 1;
	},
);
