import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CampaignSpec } from '../../simulator';
import { actions, CAMPAIGN, held, outcomes, run } from './exampleRuns';
import { simulator } from './simulated';
import { itemsOf } from './exampleWorkflows';
import { folder, type Json } from './n8n';

describe('nightly-csv-load.json', () => {
	const files = join(folder, 'files', 'nightly');
	const parameters = {
		'Read nightly.csv': { fileSelector: join(files, 'nightly.csv') },
		'Write rows to correct': { fileName: join(files, 'rows-to-correct.csv') },
	};
	const load = (campaign: CampaignSpec) => run('nightly-csv-load.json', campaign, { parameters });
	const toCorrect = async () =>
		parse<Json>(await readFile(join(files, 'rows-to-correct.csv')), { columns: true, bom: true });

	beforeEach(async () => {
		await mkdir(files, { recursive: true });
		const rows = Array.from(
			{ length: 110 },
			(_, index) => `N-${index},Ada,,${index % 2 ? 'low' : ''}`,
		);
		rows[7] = 'N-7,Ben,next week,';
		rows[104] = ',Cem,,high';
		const csv = ['Record ID,Name,Next Call,Priority', ...rows, ''].join('\n');
		await writeFile(join(files, 'nightly.csv'), csv);
	});
	afterEach(() => rm(files, { recursive: true }));

	const WRONG = [7, 104];
	const good = Array.from({ length: 110 }, (_, index) => index)
		.filter((index) => !WRONG.includes(index))
		.map((index) => [`N-${index}`, index % 2 ? 'LOW' : 'HIGH']);

	it('adds the rows, builds, waits for it, starts, and writes down the rows to correct', async () => {
		const execution = await load({ state: 'CREATED', buildMs: 1_500, startMs: 0 });
		expect(execution.status).toBe('success');
		expect(held()).toEqual(good);
		expect(simulator.campaign(CAMPAIGN).state).toBe('RUNNING');
		const [first, ...later] = actions();
		expect(first).toEqual(['BUILD', true]);
		expect(later.slice(0, -1)).toEqual(later.slice(0, -1).map(() => ['START', false]));
		expect(later.at(-1)).toEqual(['START', true]);
		expect(later.length).toBeGreaterThan(1);
		expect(await toCorrect()).toEqual([
			expect.objectContaining({ 'Record ID': 'N-7', Name: 'Ben', 'Next Call': 'next week' }),
			expect.objectContaining({ 'Record ID': '', Name: 'Cem', '8x8 Code': 'invalidRecord' }),
		]);
	});

	it('writes down the rows to correct even if the campaign cannot be built', async () => {
		const execution = await load({ state: 'PAUSED' });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/built/);
		expect(await toCorrect()).toHaveLength(2);
		expect(held()).toEqual(good);
		expect(actions()).toEqual([['BUILD', false]]);
	});

	it('loads the same file again without adding or failing anybody twice', async () => {
		const execution = await load({ state: 'READY', records: good.map(([id]) => id!) });
		expect(execution.status).toBe('success');
		expect(new Set(outcomes(execution, 'Add records').map(([, outcome]) => outcome))).toEqual(
			new Set(['alreadyInCampaign']),
		);
		expect(held()).toHaveLength(good.length);
		expect(await readdir(files)).toEqual(['nightly.csv', 'rows-to-correct.csv']);
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
			expect.objectContaining({ id: CAMPAIGN, state: 'PAUSED', displayStatus: 'PURGED' }),
		]);
	});

	it('fails, and does not purge, when the campaign could not be paused', async () => {
		const execution = await run('end-of-day.json', { state: 'READY' });
		expect(execution.status).toBe('error');
		expect(actions()).toEqual([['PAUSE', false]]);
	});
});
