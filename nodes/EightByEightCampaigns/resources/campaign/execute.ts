import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { changeCampaign } from '../../client/changeCampaign';
import { isFailure, type Failure } from '../../client/failure';
import { act, unconfirmed, type ActionOutcome } from '../../delivery/act';
import { createForbidden } from '../../delivery/forbidden';
import { notSent } from '../../delivery/notSent';
import { timeoutsOf } from '../../delivery/outage';
import { createPace } from '../../delivery/pace';
import { createWaiting, type Waiting } from '../../delivery/waiting';
import { campaignIdReader } from '../campaignId';
import { clockOf } from '../clock';
import { openConnection } from '../openConnection';
import { earlierTry, freshActionMemory } from '../earlierTry';
import { cancelledError, errorItem, nodeError, withAdvice } from '../errors';
import { goesOnAfterErrors } from '../onError';
import { objectReader } from '../parameters';
import { optionReader } from '../toolArguments';
import { ACTIONS, type CampaignOperation } from './actions';
import { giveHint } from './hint';
import { notBegun, stopped } from './howFar';
import { readOptions } from './options';
import { requestsOf, type ActionRequest, type ItemRequest } from './requests';

/** How the request of an item ended. */
type Settled = Exclude<ActionOutcome, { kind: 'cancelled' }>;

/**
 * The lifecycle requests that the items ask for, one after the other in the order of the items: the
 * next may build on the one before.
 */
export async function executeCampaign(
	context: IExecuteFunctions,
	operation: CampaignOperation,
): Promise<INodeExecutionData[]> {
	const asked = readRequests(context, operation);
	const goesOn = goesOnAfterErrors(context);
	const invalid = asked.findIndex(isFailure);
	if (!goesOn && invalid >= 0) {
		const failure = asked[invalid] as Failure;
		throw nodeError(context, notBegun(invalid, failure, asked.length), invalid);
	}

	const carryOut = await actor(context, operation, asked);
	const outcomes = asked.map((one): Settled | undefined =>
		isFailure(one) ? failed(one) : undefined,
	);
	const sent: ActionRequest[] = [];
	const forbidden = createForbidden();
	let stoppedBy: Failure | undefined;
	for (const request of requestsOf(asked)) {
		const { outcome, wasSent } = await carryOut(
			request,
			stoppedBy ?? forbidden.reason(request.campaignId),
		);
		if (outcome.kind === 'cancelled') {
			const processed = outcomes.filter((one) => one !== undefined).length;
			throw cancelledError(
				context,
				`${processed} of ${asked.length} items were processed. A request that was under way may have taken effect.`,
			);
		}
		if (outcome.kind === 'failed' && !goesOn) {
			const done = outcomes.flatMap((one, itemIndex) => (one ? [itemIndex] : []));
			throw nodeError(
				context,
				stopped(request.items, outcome.failure, done, asked.length),
				request.items[0],
			);
		}
		if (wasSent) sent.push(request);
		for (const itemIndex of request.items) outcomes[itemIndex] = outcome;
		if (outcome.kind === 'changed') forbidden.allowed();
		else if (outcome.stops && forbidden.endsRun(request.campaignId, outcome.stops)) {
			stoppedBy ??= outcome.stops;
		}
	}
	giveHint(context, sent, ACTIONS[operation].verb);
	return outcomes.map((outcome, itemIndex) => itemOf(outcome!, itemIndex));
}

function itemOf(outcome: Settled, itemIndex: number): INodeExecutionData {
	if (outcome.kind === 'failed') return errorItem(outcome.failure, itemIndex);
	// Items that share an answer must not share an object: a later node may change one of them.
	const campaign = deepCopy(outcome.campaign) as IDataObject;
	return { json: inOrder(campaign), pairedItem: { item: itemIndex } };
}

/** What a person looks for in a table stands first; all else comes in 8x8's order. */
const LEADING = ['state', 'displayStatus', 'recordCount', 'recordCounts'];

function inOrder(campaign: IDataObject): IDataObject {
	const leading = LEADING.filter((field) => campaign[field] !== undefined);
	return { ...Object.fromEntries(leading.map((field) => [field, campaign[field]])), ...campaign };
}

function readRequests(context: IExecuteFunctions, operation: CampaignOperation) {
	const campaignId = campaignIdReader(context);
	const options = objectReader<Record<string, unknown>>(context, 'options');
	const meant = optionReader(context);
	return context.getInputData().map((_, itemIndex): ItemRequest | Failure => {
		const id = campaignId(itemIndex);
		if (isFailure(id)) return id;
		try {
			const read = readOptions(operation, options(itemIndex), meant);
			return isFailure(read) ? { ...read, campaignId: id } : { campaignId: id, ...read };
		} catch (error) {
			return {
				code: 'notSent',
				message: 'The options cannot be read',
				description: withAdvice(error, 'Check the expressions in the options.'),
			};
		}
	});
}

/** Milliseconds: the timeouts of the request that may take longest. */
const longestOf = (asked: ReadonlyArray<ItemRequest | Failure>) =>
	asked.reduce(
		(longest, one) => (isFailure(one) ? longest : Math.max(longest, timeoutsOf(one.options))),
		0,
	);

async function actor(
	context: IExecuteFunctions,
	operation: CampaignOperation,
	asked: ReadonlyArray<ItemRequest | Failure>,
) {
	const send = await openConnection(context);
	const clock = clockOf(context);
	const pace = createPace({ requestsPerMinute: 0, timeouts: longestOf(asked) }, clock);
	const memory = earlierTry(context, freshActionMemory) ?? freshActionMemory();
	const waitings = new Map<string, Waiting>();
	const waitingFor = (campaignId: string, maxWait: number) => {
		const key = `${campaignId} ${maxWait}`;
		const waiting = waitings.get(key) ?? createWaiting(maxWait, clock);
		waitings.set(key, waiting);
		return waiting;
	};

	return async (
		{ campaignId, change, options, items }: ActionRequest,
		stoppedBy?: Failure,
	): Promise<{ outcome: ActionOutcome; wasSent: boolean }> => {
		const about = (failure: Failure) => ({ ...failure, campaignId });
		const keys = items.map((item) => `${item} ${campaignId} ${JSON.stringify(change)}`);
		const done = keys.map((key) => memory.done.get(key)).find((one) => one !== undefined);
		if (done) return { outcome: done, wasSent: true };
		const lost = keys.some((key) => memory.lost.has(key));
		// An earlier try may have carried it out, whatever keeps this one from sending.
		const unsent = (failure: Failure) => ({
			outcome: failed(about(lost ? unconfirmed(failure) : failure)),
			wasSent: lost,
		});
		if (isFailure(send)) return unsent(send);
		if (stoppedBy) return unsent(notSent('request', stoppedBy));

		const outcome = await act(
			() =>
				changeCampaign(send, campaignId, change, {
					rule: ACTIONS[operation],
					timeout: options.timeout,
					now: Date.now,
				}),
			{
				maxRetries: options.maxRetries,
				clock,
				pace,
				waiting: waitingFor(campaignId, options.maxWait),
			},
			lost,
		);
		if (outcome.kind === 'changed') for (const key of keys) memory.done.set(key, outcome);
		if (outcome.kind !== 'failed') return { outcome, wasSent: true };
		if (outcome.lost) for (const key of keys) memory.lost.add(key);
		return { outcome: { ...outcome, failure: about(outcome.failure) }, wasSent: true };
	};
}

const failed = (failure: Failure): Settled => ({ kind: 'failed', failure, lost: false });
