import { setTimeout as sleep } from 'node:timers/promises';
import { workerRuns, type WorkerRun } from './workerLog';
import { end } from '../../scripts/process/ending';
import {
	executionsOf,
	publishChunkWorkflow,
	runLoad,
	type ScaleOut,
} from '../../scripts/stage/load';
import { startQueueMode, type QueueMode } from '../../scripts/n8n/queueMode';
import { startSimulatorProcess } from '../../scripts/stage/simulator';
import type { SimulatorClient } from '../../simulator';

/** Executions at once in each of the two workers; n8n advises against fewer. */
const PLACES = 5;
const ALL_PLACES = 2 * PLACES;

let queue: QueueMode;
let simulator: SimulatorClient;
let scaleOut: ScaleOut;

beforeAll(async () => {
	queue = await startQueueMode(2, PLACES);
	simulator = await startSimulatorProcess(0);
	await simulator.keepRequests(0);
	scaleOut = await publishChunkWorkflow(queue.main, simulator.url);
}, 600_000);
afterAll(end);

/** The ids of chunks, counted from 1. */
function idsOf(chunks: number[], chunkSize: number): string[] {
	return chunks.flatMap((chunk) =>
		Array.from({ length: chunkSize }, (_, i) => `crm-${(chunk - 1) * chunkSize + i + 1}`),
	);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function held(campaignId: string): Promise<string[]> {
	return (await simulator.campaign(campaignId, 'ids')).crmRecordIds ?? [];
}

/** What is wrong with the campaign, in numbers: a difference of 200,000 ids is not for reading. */
function faults(ids: string[], expected: string[]) {
	const there = new Set(ids);
	const wanted = new Set(expected);
	return {
		doubled: ids.length - there.size,
		missing: expected.filter((id) => !there.has(id)).length,
		unasked: ids.filter((id) => !wanted.has(id)).length,
	};
}
const NONE = { doubled: 0, missing: 0, unasked: 0 };

const runsOfEachWorker = () => Promise.all(queue.workers.map(({ home }) => workerRuns(home.log)));

const unfinished = (runs: WorkerRun[]) => runs.filter(({ finishedAt }) => finishedAt === undefined);

const overlap = (a: WorkerRun, b: WorkerRun) =>
	a.startedAt < (b.finishedAt ?? Infinity) && b.startedAt < (a.finishedAt ?? Infinity);

it('spreads 200,000 records over two workers, and each is in the campaign once', async () => {
	const campaign = await simulator.createCampaign();
	const load = { records: 200_000, chunkSize: 5_000, chunksAtOnce: ALL_PLACES };
	const report = await runLoad(scaleOut, { campaignId: campaign.id, ...load });

	expect(report).toEqual({
		campaignId: campaign.id,
		chunks: 40,
		added: 200_000,
		addedUnconfirmed: 0,
		alreadyInCampaign: 0,
		failed: 0,
		byCode: {},
		unansweredRecords: 0,
		unansweredChunks: [],
	});
	expect(faults(await held(campaign.id), idsOf(upTo(40), 5_000))).toEqual(NONE);

	const [first = [], second = []] = await runsOfEachWorker();
	const executions = await executionsOf(queue.main, scaleOut.chunkWorkflowId);
	expect(executions.map(({ id }) => id).sort()).toEqual(
		[...first, ...second].map(({ executionId }) => executionId).sort(),
	);
	expect(executions).toHaveLength(40);
	expect(first.some((run) => second.some((other) => overlap(run, other)))).toBe(true);
}, 300_000);

it('sends only the chunks that are asked for', async () => {
	const { id: campaignId } = await simulator.createCampaign();
	const load = { records: 2_500, chunkSize: 500, chunksAtOnce: ALL_PLACES, onlyChunks: [2, 5] };
	const report = await runLoad(scaleOut, { campaignId, ...load });
	expect(report).toMatchObject({ chunks: 2, added: 1_000, unansweredChunks: [] });
	expect(faults(await held(campaignId), idsOf([2, 5], 500))).toEqual(NONE);
});

it('tells what could not be added, and why', async () => {
	const { id: campaignId } = await simulator.createCampaign({ refusedIds: ['crm-7', 'crm-1200'] });
	const load = { records: 2_000, chunkSize: 500, chunksAtOnce: ALL_PLACES };
	const report = await runLoad(scaleOut, { campaignId, ...load });
	expect(report).toMatchObject({ added: 1_998, failed: 2, byCode: { invalidRecord: 2 } });
});

it('sends nothing without the ID of a campaign', async () => {
	const load = { records: 10, chunkSize: 5, chunksAtOnce: ALL_PLACES };
	const loading = runLoad(scaleOut, { campaignId: 'paste the campaign ID here', ...load });
	await expect(loading).rejects.toThrow('without a report: error');
});

describe('when a worker is killed in the middle', () => {
	const CHUNK = 1_000;
	const load = { records: 20 * CHUNK, chunkSize: CHUNK, chunksAtOnce: ALL_PLACES };

	it('leaves its chunks without answer, and the same load again completes them', async () => {
		const { id: campaignId } = await simulator.createCampaign();
		const [before = []] = await runsOfEachWorker();
		// The first ten chunks are ten requests each. Of the second ten, some requests come through, too
		// few for any chunk to end; then each of these executions hangs with something left to send.
		const skip = ALL_PLACES * 10 + 5;
		await simulator.fault({ kind: 'hangBefore', match: { campaignId }, skip, times: Infinity });
		const loading = runLoad(scaleOut, { campaignId, ...load });
		const hanging = async () => (await simulator.faults())[0]?.fired ?? 0;
		while ((await hanging()) < ALL_PLACES) await sleep(100);
		const [killed] = queue.workers;
		killed?.kill();
		await simulator.clearFaults();
		const report = await loading;

		expect(report.unansweredChunks).toHaveLength(PLACES);
		expect(report.unansweredRecords).toBe(PLACES * CHUNK);
		const [runs = []] = await runsOfEachWorker();
		const lost = unfinished(runs.slice(before.length)).map(({ executionId }) => executionId);
		expect(lost).toHaveLength(PLACES);
		const executions = await executionsOf(queue.main, scaleOut.chunkWorkflowId);
		const failed = executions.filter(({ status }) => status !== 'success');
		expect(failed.map(({ id }) => id).sort()).toEqual(lost.sort());

		// What was answered is in; of what was not, a part.
		const answered = upTo(20).filter((chunk) => !report.unansweredChunks.includes(chunk));
		const after = await held(campaignId);
		expect(report).toMatchObject({ added: answered.length * CHUNK, failed: 0 });
		expect(faults(after, idsOf(answered, CHUNK))).toMatchObject({ doubled: 0, missing: 0 });
		const ofLost = after.length - report.added;
		expect(ofLost).toBeLessThan(report.unansweredRecords);

		const again = await runLoad(scaleOut, { campaignId, ...load });
		expect(again).toMatchObject({
			added: load.records - after.length,
			alreadyInCampaign: after.length,
			addedUnconfirmed: 0,
			failed: 0,
			unansweredChunks: [],
		});
		expect(faults(await held(campaignId), idsOf(upTo(20), CHUNK))).toEqual(NONE);
	}, 480_000);
});
