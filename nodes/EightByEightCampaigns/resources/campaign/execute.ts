import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CampaignChange } from '../../client/api';
import { changeCampaign } from '../../client/changeCampaign';
import { isFailure, precededBy, type Failure } from '../../client/failure';
import { act, unconfirmed, type ActionOutcome } from '../../delivery/act';
import { createPace } from '../../delivery/pace';
import { createWaiting, type Waiting } from '../../delivery/waiting';
import { campaignIdReader } from '../campaignId';
import { clockOf } from '../clock';
import { open } from '../connect';
import { earlierTry, freshActionMemory } from '../earlierTry';
import { cancelledError, errorItem, nodeError, withAdvice } from '../errors';
import { goesOnAfterErrors } from '../onError';
import { objectReader } from '../parameters';
import { isOn, sharedOptions, type SharedOptions } from '../sharedOptions';
import { ACTIONS, type CampaignOperation } from './actions';

/** What one item asks for. */
interface Order {
	campaignId: string;
	change: CampaignChange;
	options: SharedOptions;
}

/** One lifecycle request an item, in the order of the items: the next may build on the one before. */
export async function executeCampaign(
	context: IExecuteFunctions,
	operation: CampaignOperation,
): Promise<INodeExecutionData[]> {
	const orders = readOrders(context, operation);
	const goesOn = goesOnAfterErrors(context);
	const invalid = orders.findIndex(isFailure);
	if (!goesOn && invalid >= 0) {
		const failure = orders[invalid] as Failure;
		throw nodeError(context, notBegun(invalid, failure, orders.length), invalid);
	}

	const carryOut = await actor(context, operation);
	const output: INodeExecutionData[] = [];
	let stoppedBy: Failure | undefined;
	for (const [itemIndex, order] of orders.entries()) {
		const outcome = await carryOut(order, itemIndex, stoppedBy);
		if (outcome.kind === 'cancelled') {
			throw cancelledError(
				context,
				`${output.length} of ${orders.length} items were processed. A request that was under way may have taken effect.`,
			);
		}
		if (outcome.kind === 'changed') {
			output.push({ json: outcome.campaign as IDataObject, pairedItem: { item: itemIndex } });
			continue;
		}
		if (!goesOn) {
			throw nodeError(context, stopped(itemIndex, outcome.failure, orders.length), itemIndex);
		}
		output.push(errorItem(outcome.failure, itemIndex));
		if (outcome.stopsRun) stoppedBy ??= outcome.failure;
	}
	return output;
}

function readOrders(context: IExecuteFunctions, operation: CampaignOperation) {
	const campaignId = campaignIdReader(context);
	const options = objectReader<Record<string, unknown>>(context, 'options');
	return context.getInputData().map((_, itemIndex): Order | Failure => {
		const id = campaignId(itemIndex);
		if (isFailure(id)) return id;
		try {
			const raw = options(itemIndex);
			const change: CampaignChange = { action: ACTIONS[operation].action };
			if (raw.enabled !== undefined) change.enabled = isOn(raw.enabled);
			if (operation === 'start' && raw.buildOnStart !== undefined) {
				change.buildOnStart = isOn(raw.buildOnStart);
			}
			return { campaignId: id, change, options: sharedOptions(raw) };
		} catch (error) {
			return {
				code: 'notSent',
				message: 'The options cannot be read',
				description: withAdvice(error, 'Check the expressions in the options.'),
			};
		}
	});
}

async function actor(context: IExecuteFunctions, operation: CampaignOperation) {
	const send = await open(context);
	const clock = clockOf(context);
	const pace = createPace(1, clock);
	const memory = earlierTry(context, freshActionMemory) ?? freshActionMemory();
	const waitings = new Map<string, Waiting>();
	const waitingFor = (campaignId: string, maxWait: number) => {
		const key = `${campaignId} ${maxWait}`;
		const waiting = waitings.get(key) ?? createWaiting(maxWait, clock);
		waitings.set(key, waiting);
		return waiting;
	};

	return async (
		order: Order | Failure,
		itemIndex: number,
		stoppedBy?: Failure,
	): Promise<ActionOutcome> => {
		if (isFailure(order)) return failed(order);
		const { campaignId, change, options } = order;
		const about = (failure: Failure) => ({ ...failure, campaignId });
		const key = `${itemIndex} ${campaignId} ${JSON.stringify(change)}`;
		const done = memory.done.get(key);
		if (done) return done;
		// An earlier try may have carried it out, whatever keeps this one from sending.
		const unsent = (failure: Failure) =>
			failed(about(memory.lost.has(key) ? unconfirmed(failure) : failure));
		if (isFailure(send)) return unsent(send);
		if (stoppedBy) return unsent(notSent(stoppedBy));

		const outcome = await act(
			() =>
				changeCampaign(send, campaignId, change, {
					rule: ACTIONS[operation],
					timeout: options.timeout,
					now: clock.now,
				}),
			{
				maxRetries: options.maxRetries,
				clock,
				pace,
				waiting: waitingFor(campaignId, options.maxWait),
			},
			memory.lost.has(key),
		);
		if (outcome.kind === 'changed') memory.done.set(key, outcome);
		if (outcome.kind !== 'failed') return outcome;
		if (outcome.lost) memory.lost.add(key);
		return { ...outcome, failure: about(outcome.failure) };
	};
}

const failed = (failure: Failure): ActionOutcome => ({
	kind: 'failed',
	failure,
	stopsRun: false,
	lost: false,
});

const notSent = ({ message, ...cause }: Failure): Failure => ({
	...cause,
	code: 'notSent',
	message: `The request was not sent: ${message}`,
});

const notBegun = (itemIndex: number, failure: Failure, itemCount: number): Failure =>
	itemCount === 1 ? failure : precededBy(`Nothing was sent; this is item ${itemIndex}.`, failure);

/** What a person needs to know before running it again: which items are done. */
function stopped(itemIndex: number, failure: Failure, itemCount: number): Failure {
	if (itemCount === 1) return failure;
	return precededBy(
		`${doneBefore(itemIndex)}; the items after item ${itemIndex} were not sent.`,
		failure,
	);
}

function doneBefore(itemIndex: number): string {
	if (itemIndex === 0) return 'No item was done before it';
	return itemIndex === 1 ? 'Item 0 is done' : `Items 0 to ${itemIndex - 1} are done`;
}
