import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CampaignSpec } from '../../simulator';
import { actions, held, outcomes, run, runAgain } from './exampleRuns';
import { simulator } from './simulated';
import { itemsOf } from './exampleWorkflows';
import { folder, type Json } from './n8n';

describe('nightly-csv-load.json', () => {
	const files = join(folder, 'files', 'nightly');
	const assignments = [{ id: 'folder', name: 'folder', type: 'string', value: files }];
	const given = { parameters: { Folder: { assignments: { assignments } } } };
	/** The data table outlives a test, so each has a campaign of its own. */
	let id: string;

	/** The first morning. */
	const load = (campaign: CampaignSpec) => run('nightly-csv-load.json', { id, ...campaign }, given);
	/** Each morning after it. */
	const loadAgain = () => runAgain('nightly-csv-load.json', id, given);

	async function toCorrect(): Promise<Json[]> {
		const names = (await readdir(files)).filter((name) => name.startsWith('rows-to-correct'));
		const texts = await Promise.all(names.map((name) => readFile(join(files, name))));
		return texts.flatMap((text) => parse<Json>(text, { columns: true, bom: true }));
	}

	/** Requests to add records since the last look: their IDs. */
	let seen = 0;
	function sent(): unknown[] {
		const requests = simulator.requests.slice(seen).filter(({ method }) => method === 'POST');
		seen = simulator.requests.length;
		return requests.flatMap(({ body }) =>
			(body as { records: Json[] }).records.map(({ crmRecordId }) => crmRecordId),
		);
	}

	const writeRows = (rows: string[]) =>
		writeFile(
			join(files, 'nightly.csv'),
			['Record ID,Name,Next Call,Priority', ...rows, ''].join('\n'),
		);

	const rows = Array.from(
		{ length: 110 },
		(_, index) => `N-${index},Ada,,${index % 2 ? 'low' : ''}`,
	);
	const WRONG = [7, 104];
	rows[7] = 'N-7,Ben,next week,';
	rows[104] = ',Cem,,high';
	const good = Array.from({ length: 110 }, (_, index) => index)
		.filter((index) => !WRONG.includes(index))
		.map((index) => [`N-${index}`, index % 2 ? 'LOW' : 'HIGH']);
	const goodIds = good.map(([crmRecordId]) => crmRecordId!);

	beforeEach(async () => {
		id = randomUUID();
		seen = 0;
		await mkdir(files, { recursive: true });
		await writeRows(rows);
	});
	afterEach(() => rm(files, { recursive: true }));

	it('builds, waits for it, starts, then adds, and writes down the rows to correct', async () => {
		const execution = await load({ state: 'CREATED', buildMs: 1_500, startMs: 500 });
		expect(execution.status).toBe('success');
		expect(held(id)).toEqual(good);
		expect(simulator.campaign(id).state).toBe('RUNNING');
		const [first, second, ...later] = actions();
		expect([first, second]).toEqual([
			['RESUME', false],
			['BUILD', true],
		]);
		expect(later.slice(0, -1)).toEqual(later.slice(0, -1).map(() => ['START', false]));
		expect(later.at(-1)).toEqual(['START', true]);
		expect(later.length).toBeGreaterThan(1);
		const methods = simulator.requests.map(({ method }) => method);
		expect(methods.lastIndexOf('PATCH')).toBeLessThan(methods.indexOf('POST'));
		expect(await toCorrect()).toEqual([
			expect.objectContaining({ 'Record ID': 'N-7', Name: 'Ben', 'Next Call': 'next week' }),
			expect.objectContaining({ 'Record ID': '', Name: 'Cem', '8x8 Code': 'invalidRecord' }),
		]);
	});

	it('goes on after the end of the day, and sends only what is new or failed the day before', async () => {
		await load({ state: 'CREATED', buildMs: 0, startMs: 0 });
		expect((await runAgain('end-of-day.json', id)).status).toBe('success');
		expect(simulator.campaign(id).state).toBe('PAUSED');
		sent();

		const [corrected, added] = ['N-7,Ben,,', 'N-110,Eve,,'];
		await writeRows([...rows.with(7, corrected), added]);
		const execution = await loadAgain();
		expect(execution.status).toBe('success');
		expect(simulator.campaign(id).state).toBe('RUNNING');
		expect(actions().slice(-3)).toEqual([
			['PAUSE', true],
			['PURGE', true],
			['RESUME', true],
		]);
		expect(sent()).toEqual(['N-7', 'N-110']);
		expect(held(id)).toHaveLength(good.length + 2);
		expect((await toCorrect()).map(({ Name }) => Name)).toEqual(['Cem']);
	});

	it('starts and adds even if the rows to correct cannot be written', async () => {
		const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * 86_400_000));
		for (const day of days) {
			await mkdir(join(files, `rows-to-correct-${day.toISOString().slice(0, 10)}.csv`));
		}
		const execution = await load({ state: 'CREATED', buildMs: 0, startMs: 0 });
		expect(execution.status).toBe('error');
		expect(simulator.campaign(id).state).toBe('RUNNING');
		expect(held(id)).toEqual(good);
		sent();
		await loadAgain();
		expect(sent()).toEqual([]);
	});

	it('adds to a campaign that runs already', async () => {
		const execution = await load({ state: 'RUNNING' });
		expect(execution.status).toBe('success');
		expect(held(id)).toEqual(good);
		expect(actions()).toEqual([
			['RESUME', false],
			['BUILD', false],
		]);
	});

	it('adds to a campaign of which it does not know that it dials, and fails the run', async () => {
		const execution = await load({ state: 'RUN_ERROR' });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/not known whether .* dials/);
		expect(held(id)).toEqual(good);
		expect(await toCorrect()).toHaveLength(WRONG.length);
	});

	it('fails the run for a campaign that has ended, with every row to correct', async () => {
		const execution = await load({ state: 'COMPLETE' });
		expect(execution.status).toBe('error');
		expect(held(id)).toEqual([]);
		expect(await toCorrect()).toHaveLength(rows.length);
	});

	it('adds nothing when the campaign cannot be started', async () => {
		const parameters = { ...given.parameters, 'Start campaign': { options: { maxWait: 1 } } };
		const execution = await run(
			'nightly-csv-load.json',
			{ id, state: 'CREATED', enabled: false, buildMs: 0 },
			{ parameters },
		);
		expect(execution.status).toBe('error');
		expect(actions()).toContainEqual(['BUILD', true]);
		expect(sent()).toEqual([]);
	});

	it('passes over who is in the campaign already, and does not ask again the next day', async () => {
		const execution = await load({ state: 'PAUSED', records: goodIds });
		expect(execution.status).toBe('success');
		expect(new Set(outcomes(execution, 'Add records').map(([, outcome]) => outcome))).toEqual(
			new Set(['alreadyInCampaign']),
		);
		expect(held(id)).toHaveLength(good.length);
		sent();
		await loadAgain();
		expect(sent()).toEqual([]);
	});

	it('does not run at all before the campaign is chosen', async () => {
		const execution = await runAgain('nightly-csv-load.json', '', given);
		expect(execution.status).toBe('error');
		expect(simulator.requests).toEqual([]);
	});
});

describe('end-of-day.json', () => {
	it('pauses the campaign and clears its queue', async () => {
		const execution = await run('end-of-day.json', { state: 'RUNNING', records: ['A'] });
		expect(execution.status).toBe('success');
		expect(actions()).toEqual([
			['PAUSE', true],
			['PURGE', true],
		]);
		expect(itemsOf(execution, 'Purge campaign')).toEqual([
			expect.objectContaining({ state: 'PAUSED', displayStatus: 'PURGED' }),
		]);
	});

	it('fails, and does not purge, when the campaign could not be paused', async () => {
		const execution = await run('end-of-day.json', { state: 'READY' });
		expect(execution.status).toBe('error');
		expect(actions()).toEqual([['PAUSE', false]]);
	});
});

describe('campaign-report.json', () => {
	const report = (campaign: CampaignSpec) =>
		run('campaign-report.json', campaign, { pinned: { 'Write counts': [{}] } });

	it('pauses the campaign, and tells how many records are in which state', async () => {
		const execution = await report({ state: 'RUNNING', records: ['A', 'B', 'DNC-1'] });
		expect(execution.status).toBe('success');
		expect(actions()).toEqual([['PAUSE', true]]);
		const counts = itemsOf(execution, 'Rows').map((row) => [row['Record State'], row.Records]);
		expect(counts).toEqual([
			['PENDING', 2],
			['REJECTED', 1],
		]);
		expect(itemsOf(execution, 'Rows')[0]).toMatchObject({ 'Campaign State': 'PAUSED' });
		expect(itemsOf(execution, 'Message')).toEqual([
			{ text: expect.stringMatching(/: PAUSED, 3 records\. PENDING: 2, REJECTED: 1\.$/) as string },
		]);
	});

	it('tells the final counts of a campaign that has ended', async () => {
		const execution = await report({ state: 'COMPLETE', records: ['A'] });
		expect(execution.status).toBe('success');
		expect(actions()).toEqual([
			['PAUSE', false],
			['PURGE', true],
		]);
		expect(itemsOf(execution, 'Message')).toEqual([
			{ text: expect.stringMatching(/: COMPLETE, 1 records\. PENDING: 1\.$/) as string },
		]);
	});

	it('tells the result beside the state, as 8x8 documents the counts', async () => {
		const recordCounts = [
			{ type: 'DYNAMIC', state: 'COMPLETE', result: 'SUCCESS', count: 80 },
			{ type: 'DYNAMIC', state: 'COMPLETE', result: 'MAX_ATTEMPTS_REACHED', count: 15 },
			{ type: 'DYNAMIC', state: 'PENDING', count: 5 },
		];
		const paused = { id: 'c', state: 'PAUSED', recordCount: 100, recordCounts };
		// The simulator dials nobody, so its records have no results.
		const pinned = { 'Pause campaign': [paused], 'Write counts': [{}] };
		const execution = await run('campaign-report.json', {}, { pinned });
		const rows = itemsOf(execution, 'Rows').map((row) => [row['Record State'], row.Result]);
		expect(rows).toEqual([
			['COMPLETE', 'SUCCESS'],
			['COMPLETE', 'MAX_ATTEMPTS_REACHED'],
			['PENDING', ''],
		]);
		expect(itemsOf(execution, 'Message')[0]!.text).toMatch(
			/: PAUSED, 100 records\. COMPLETE SUCCESS: 80, COMPLETE MAX_ATTEMPTS_REACHED: 15, PENDING: 5\.$/,
		);
	});

	it('tells that a campaign without records has no counts', async () => {
		const execution = await report({ state: 'RUNNING' });
		expect(itemsOf(execution, 'Message')).toEqual([
			{ text: expect.stringMatching(/: PAUSED, 0 records\. 8x8 gave no counts\.$/) as string },
		]);
		expect(itemsOf(execution, 'Rows')).toEqual([]);
	});

	it.each(['READY', 'PAUSED', 'RUN_ERROR'] as const)(
		'fails, and purges nothing, when the campaign is %s',
		async (state) => {
			const execution = await report({ state });
			expect(execution.status).toBe('error');
			expect(actions()).toEqual([['PAUSE', false]]);
		},
	);
});
