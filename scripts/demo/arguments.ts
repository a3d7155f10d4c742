import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `Runs examples/demo.json in a real n8n: adds the contacts of a CSV file to a campaign, and starts it.

  npm run demo                     against the simulator of 8x8's API that this project brings
  npm run demo -- --dial FILE      against your own 8x8 account: the records of FILE will be called

Options
  --dial      use your 8x8 account. Needs the campaign and the key in the environment:
                EIGHT_BY_EIGHT_API_KEY       the key, eght_...
                EIGHT_BY_EIGHT_TENANT        the tenant
                EIGHT_BY_EIGHT_SITE          US1, US2, UK3 or another customer site
                EIGHT_BY_EIGHT_CAMPAIGN_ID   the campaign, a UUID
                EIGHT_BY_EIGHT_BASE_URL      only for a gateway of your own
              FILE is a CSV file with the columns "Record ID", "Next Call" and "Call Priority".
  --start     with --dial: also start the campaign. Without it, records are only added.
  --help      this text
`;

/** The person's own account. */
export interface Account {
	apiKey: string;
	tenant: string;
	site: string;
	campaignId: string;
	baseUrl: string;
	file: string;
	start: boolean;
}

const VARIABLES = {
	apiKey: 'EIGHT_BY_EIGHT_API_KEY',
	tenant: 'EIGHT_BY_EIGHT_TENANT',
	site: 'EIGHT_BY_EIGHT_SITE',
	campaignId: 'EIGHT_BY_EIGHT_CAMPAIGN_ID',
} as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whom to call is never guessed: without `--dial` it is the simulator, and with it everything must
 * have been said.
 *
 * @returns the account, `simulator`, or `help`.
 * @throws Error that says what is missing.
 */
export function readArguments(
	args: string[],
	environment: NodeJS.ProcessEnv,
): Account | 'simulator' | 'help' {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			dial: { type: 'boolean', default: false },
			start: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false, short: 'h' },
		},
	});
	if (values.help) return 'help';
	const given = Object.values(VARIABLES).filter((variable) => environment[variable]);
	if (!values.dial) {
		if (given.length === 0 && positionals.length === 0 && !values.start) return 'simulator';
		const asked = [...given, ...positionals, ...(values.start ? ['--start'] : [])];
		throw new Error(
			`${asked.join(', ')}: this asks for a real campaign, whose records 8x8 will call. Say so with --dial, or leave it out to use the simulator. npm run demo -- --help explains.`,
		);
	}
	const missing = Object.values(VARIABLES).filter((variable) => !environment[variable]);
	if (missing.length > 0) throw new Error(`--dial needs ${missing.join(', ')} in the environment.`);
	const [name, ...more] = positionals;
	if (!name || more.length > 0) {
		throw new Error('--dial needs one CSV file: the contacts of the example do not exist.');
	}
	// npm starts scripts in the project's folder, and tells where the person is.
	const file = resolve(environment.INIT_CWD ?? '.', name);
	if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
	const read = (key: keyof typeof VARIABLES) => (environment[VARIABLES[key]] ?? '').trim();
	if (!UUID.test(read('campaignId'))) {
		throw new Error(`${VARIABLES.campaignId} must be the campaign's UUID.`);
	}
	return {
		apiKey: read('apiKey'),
		tenant: read('tenant'),
		site: read('site'),
		campaignId: read('campaignId').toLowerCase(),
		baseUrl: environment.EIGHT_BY_EIGHT_BASE_URL || 'https://api.8x8.com',
		file,
		start: values.start,
	};
}
