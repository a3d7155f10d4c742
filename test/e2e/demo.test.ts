import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../scripts/demo/arguments';
import { differences, type Evidence } from '../../scripts/demo/compare';
import { expectedOf, type Expected } from '../../scripts/demo/expectation';
import { PROJECT } from '../../scripts/process/folders';
import { run } from '../../scripts/process/run';
import { idsInCampaign, readContacts } from '../../scripts/stage/contactsFile';
import { GOOD_KEY, startSimulator, type Simulator } from '../../simulator';

it('shows 1,200 contacts going into a campaign, and finds that all is as it must be', async () => {
	const printed = await run('npm', ['run', '--silent', 'demo'], { cwd: PROJECT });
	expect(printed).toMatch(/1,152\s.*added/);
	expect(printed).toMatch('Campaign: RUNNING, 1,166 records');
	expect(printed).toMatch('All 1,200 rows checked one by one');
});

describe('with --dial', () => {
	let simulator: Simulator;
	let campaignId: string;

	/** The demo with an account that is the simulator's. */
	async function demo(...options: string[]): Promise<string> {
		const file = join(tmpdir(), `contacts-${campaignId}.csv`);
		writeFileSync(file, 'Record ID,Next Call,Call Priority\nA1,,low\nA2,2027-03-01T09:00:00Z,\n');
		try {
			return await run('npm', ['run', '--silent', 'demo', '--', '--dial', ...options, file], {
				cwd: PROJECT,
				env: {
					EIGHT_BY_EIGHT_API_KEY: GOOD_KEY,
					EIGHT_BY_EIGHT_TENANT: 'acme',
					EIGHT_BY_EIGHT_SITE: 'XX9',
					EIGHT_BY_EIGHT_CAMPAIGN_ID: campaignId,
					EIGHT_BY_EIGHT_BASE_URL: simulator.url,
				},
			});
		} finally {
			rmSync(file);
		}
	}

	beforeEach(async () => {
		simulator = await startSimulator();
		campaignId = simulator.createCampaign({ site: 'XX9', state: 'CREATED', records: ['A0'] }).id;
	});
	afterEach(() => simulator.close());

	it('adds the records of the file, and does not start the campaign', async () => {
		expect(await demo()).toMatch(/2\s.*added/);
		expect(simulator.campaign(campaignId).crmRecordIds()).toEqual(['A0', 'A1', 'A2']);
		expect(simulator.campaign(campaignId).state).toBe('CREATED');
	});

	it('starts the campaign when asked to', async () => {
		expect(await demo('--start')).toMatch('Campaign: BUILDING');
		expect(simulator.requests.at(-1)?.body).toEqual({ action: 'START', buildOnStart: true });
	});

	it('fails when a record failed', async () => {
		simulator.updateCampaign(campaignId, { state: 'COMPLETE' });
		await expect(demo()).rejects.toThrow('campaignState');
		expect(simulator.campaign(campaignId).crmRecordIds()).toEqual(['A0']);
	});
});

it('expects of the 1,200 contacts that 1,152 are added, 23 are in the campaign already and 25 fail', async () => {
	const rows = await readContacts();
	const expected = expectedOf(rows, idsInCampaign(rows));
	const count = (outcome: Expected) => expected.filter((each) => each === outcome).length;
	expect([count('added'), count('alreadyInCampaign'), count('failed')]).toEqual([1_152, 23, 25]);
});

describe('the comparison', () => {
	/** What a faultless run of the example would leave. */
	async function faultless(): Promise<Evidence> {
		const rows = await readContacts();
		const before = idsInCampaign(rows);
		const outcomes = expectedOf(rows, before);
		const added = rows.filter((_row, index) => outcomes[index] === 'added');
		const held = [...rows.filter((row) => before.includes(row['Record ID'])), ...added].map(
			(row, index) => ({
				id: String(index),
				type: 'DYNAMIC' as const,
				crmRecordId: row['Record ID'],
				priority: (row['Call Priority'].toUpperCase() || 'HIGH') as 'HIGH',
				rank: index,
				nextAttemptAfter: row['Next Call'],
				retryCount: 0,
				state: 'PENDING' as const,
			}),
		);
		const request = {
			number: 1,
			method: 'POST',
			path: '',
			headers: {},
			body: { records: added.map((row) => ({ crmRecordId: row['Record ID'] })) },
			status: 200,
			stored: true,
			startedAt: 0,
		};
		const reported = outcomes.map((outcome, row) => ({
			row,
			outcome,
			crmRecordId: rows[row]?.['Record ID'],
		}));
		return { rows, reported, before, held, requests: [request] };
	}

	it('finds nothing when all is as it must be', async () => {
		expect(differences(await faultless())).toEqual([]);
	});

	it.each<[string, (evidence: Evidence) => unknown]>([
		['a row that was not reported', ({ reported }) => reported.pop()],
		['a row that was reported twice', ({ reported }) => reported.push({ ...reported[0]! })],
		['a record that is not in', ({ held }) => held.pop()],
		['a record that nobody reported', ({ held }) => held.push({ ...held[0]!, crmRecordId: 'x' })],
		['two records in the wrong order', ({ held }) => held.push(...held.splice(20, 1))],
		['a bad row reported as added', ({ reported }) => (reported[34]!.outcome = 'added')],
		['a good row reported as failed', ({ reported }) => (reported[0]!.outcome = 'failed')],
		['an id of another row', ({ reported }) => (reported[0]!.crmRecordId = 'x')],
		[
			'a wrong priority',
			({ held }) => (held[20]!.priority = held[20]!.priority === 'LOW' ? 'HIGH' : 'LOW'),
		],
		['a wrong time', ({ held }) => held.forEach((r) => (r.nextAttemptAfter = '2027-01-01T00:00Z'))],
		['a batch that was stored twice', ({ requests }) => requests.push(requests[0]!)],
	])('finds %s', async (_what, lie) => {
		const evidence = await faultless();
		lie(evidence);
		expect(differences(evidence)).not.toEqual([]);
	});
});

describe('the arguments', () => {
	const file = join(PROJECT, 'examples', 'contacts.csv');
	const account = {
		EIGHT_BY_EIGHT_API_KEY: 'eght_x',
		EIGHT_BY_EIGHT_TENANT: 'acme',
		EIGHT_BY_EIGHT_SITE: 'UK3',
		EIGHT_BY_EIGHT_CAMPAIGN_ID: '0E4C1F0A-0000-4000-8000-000000000000',
	};

	it('use the simulator unless told otherwise', () => {
		expect(readArguments([], {})).toBe('simulator');
	});

	it('use a real campaign only with --dial, and start it only with --start', () => {
		const expected = { file, campaignId: account.EIGHT_BY_EIGHT_CAMPAIGN_ID.toLowerCase() };
		expect(readArguments(['--dial', file], account)).toMatchObject({ ...expected, start: false });
		expect(readArguments(['--dial', '--start', file], account)).toMatchObject({
			...expected,
			start: true,
		});
	});

	it.each([
		['an account without --dial', [], account, '--dial'],
		['a file without --dial', [file], {}, '--dial'],
		['--start without --dial', ['--start'], {}, '--dial'],
		['--dial without an account', ['--dial', file], {}, 'EIGHT_BY_EIGHT_CAMPAIGN_ID'],
		['--dial without a file', ['--dial'], account, 'CSV file'],
		['--dial with a file that is not there', ['--dial', 'none.csv'], account, 'none.csv'],
		[
			'--dial with a campaign id that is none',
			['--dial', file],
			{ ...account, EIGHT_BY_EIGHT_CAMPAIGN_ID: 'x' },
			'UUID',
		],
		['an unknown option', ['--dail'], {}, '--dail'],
	])('refuse %s', (_what, args, environment, says) => {
		expect(() => readArguments(args, environment)).toThrow(says);
	});
});
