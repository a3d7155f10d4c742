import type { DeliveryOptions } from '../../../nodes/EightByEightCampaigns/delivery/run';
import type { Try } from './tries';
import { carries, type Request, type World } from './world';

/** Longest pause that is waited for, in milliseconds: a longer one ends the run. */
const LONGEST_PAUSE = 300_000;

/** Where a try goes on sending although an answer has told it to stop or to wait. */
export function mannerFaults(world: World, run: Try, options: DeliveryOptions): string[] {
	const requests = world.requests.slice(...run.requests);
	return requests.flatMap((request, n) => {
		const before = requests.filter(({ answer }) => answer && answer.at < request.sentAt);
		const broken: Array<[boolean, string]> = [
			[before.some(endsRun), 'is sent after the run has ended'],
			[
				before.some((one) => one.campaignId === request.campaignId && endsCampaign(one, requests)),
				'is sent after the campaign has ended',
			],
			[
				before.some((one) => one.answer!.at + pauseAfter(one) > request.sentAt),
				'is sent in a pause that 8x8 has asked for',
			],
			[
				options.stopOnFailure &&
					isFresh(requests, n) &&
					before.some((one) => fails(one, requests, options)),
				'starts a batch after an item has failed',
			],
		];
		return broken
			.filter(([is]) => is)
			.map(([, fault]) => `Request ${run.requests[0] + n} ${fault}`);
	});
}

const endsRun = ({ answer }: Request) => answer?.verdict.verdict === 'stopRun';

/** A 404 does not, once the campaign has taken records: then it comes from something in between. */
function endsCampaign({ campaignId, answer }: Request, requests: readonly Request[]): boolean {
	if (answer?.verdict.verdict !== 'stopCampaign') return false;
	if (answer.verdict.failure.code !== 'notFound') return true;
	return !requests.some(
		(other) =>
			other.campaignId === campaignId &&
			other.answer?.verdict.verdict === 'stored' &&
			other.answer.order < answer.order,
	);
}

/** Milliseconds that everybody has to wait. */
function pauseAfter({ answer }: Request): number {
	const verdict = answer?.verdict;
	if (verdict?.verdict !== 'tryAgain' || !verdict.limited) return 0;
	const pause = verdict.retryAfter ?? 0;
	return pause > LONGEST_PAUSE ? 0 : pause;
}

const isFresh = (requests: readonly Request[], n: number) =>
	!requests
		.slice(0, n)
		.some((earlier) =>
			requests[n]!.records.some((record) =>
				carries(earlier, requests[n]!.campaignId, record.crmRecordId),
			),
		);

/** A record that is refused by itself, with no lost request that may have stored it. */
function fails(
	{ campaignId, records, answer }: Request,
	requests: readonly Request[],
	{ onDuplicate, maxWait }: DeliveryOptions,
): boolean {
	const verdict = answer?.verdict;
	if (records.length > 1 || verdict?.verdict !== 'split') return false;
	const { code } = verdict.failure;
	if (code === 'duplicateRecord' && onDuplicate === 'skip') return false;
	if (code === 'refusedUnexplained' && maxWait > 0) return false;
	return !requests.some(
		(other) =>
			carries(other, campaignId, records[0]!.crmRecordId) &&
			(other.answer?.verdict.verdict === 'lost' || other.answer?.verdict.verdict === 'stored'),
	);
}
