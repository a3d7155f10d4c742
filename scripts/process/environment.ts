import { delimiter, dirname } from 'node:path';

/**
 * What a child process inherits. Everything else stays out: the person's own N8N_*, DB_* or QUEUE_*
 * settings would otherwise lead the demo into their real database.
 */
const INHERITED =
	/^(HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TERM|TMPDIR|TEMP|TMP|XDG_.*|SYSTEMROOT|COMSPEC|PATHEXT|WINDIR|APPDATA|LOCALAPPDATA|USERPROFILE|HOMEDRIVE|HOMEPATH|PROGRAMFILES.*|HTTPS?_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_.*|NPM_CONFIG_.*|PYTHON|CC|CXX)$/i;

/** Settings of the outer npm, which `npm run` hands down, would redirect an inner one. */
const OF_OUTER_NPM = /^npm_config_(local_prefix|prefix|global_prefix|ignore_scripts|workspace.*)$/i;

/** Hosts that never go through a proxy: the simulator and n8n itself. */
const LOOPBACK = '127.0.0.1,localhost';

/** The environment of a child process: Node 24 first in PATH, and nothing of the person's own n8n. */
export function childEnvironment(): Record<string, string> {
	const inherited = Object.entries(process.env).filter(
		(entry): entry is [string, string] =>
			entry[1] !== undefined && INHERITED.test(entry[0]) && !OF_OUTER_NPM.test(entry[0]),
	);
	const noProxy = process.env.NO_PROXY ?? process.env.no_proxy;
	return {
		...Object.fromEntries(inherited),
		PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
		NO_PROXY: noProxy ? `${noProxy},${LOOPBACK}` : LOOPBACK,
	};
}
