import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../simulator';
import type { Load } from './load';

export interface Outcomes {
	added: number;
	addedUnconfirmed: number;
	alreadyInCampaign: number;
	/** Failed for a reason. */
	refused: number;
	/** Failed, and nobody can know whether the record is in. */
	unconfirmed: number;
}

export interface Verdict {
	/** Reported as in, but not in. */
	lost: number;
	/** In more than once. */
	doubled: number;
	/** Reported otherwise than it is: in, though failed; new, though old; or not reported at all. */
	misreported: number;
	/** Some of them, in words. */
	examples: string[];
}

const EXAMPLES = 10;

/** Compares what the node said of every item with what the campaigns hold. */
export function judge(
	{ items, before }: Load,
	output: INodeExecutionData[],
	simulator: Simulator,
): { outcomes: Outcomes; verdict: Verdict } {
	const outcomes = {
		added: 0,
		addedUnconfirmed: 0,
		alreadyInCampaign: 0,
		refused: 0,
		unconfirmed: 0,
	};
	const verdict: Verdict = { lost: 0, doubled: 0, misreported: 0, examples: [] };
	const wrong = (kind: 'lost' | 'doubled' | 'misreported', what: string) => {
		verdict[kind] += 1;
		if (verdict.examples.length < EXAMPLES) verdict.examples.push(`${kind}: ${what}`);
	};

	const held = new Map<string, Set<string>>();
	/** Records whose presence an item has answered for. */
	const claimed = new Map<string, Set<string>>();
	for (const [id, old] of before) {
		const ids = simulator.campaign(id)?.crmRecordIds() ?? [];
		held.set(id, new Set(ids));
		claimed.set(id, new Set(old));
		if (new Set(ids).size !== ids.length) wrong('doubled', `campaign ${id} holds an id twice`);
	}

	for (const [index, { campaign, crmRecordId }] of items.entries()) {
		const { json, pairedItem } = output[index] ?? {};
		const said =
			(json?.error as { code?: string } | undefined)?.code ?? (json?.outcome as string | undefined);
		const isIn = held.get(campaign)!.has(crmRecordId);
		const claims = claimed.get(campaign)!;
		const about = `item ${index}, ${crmRecordId}: reported ${said}, ${isIn ? 'in' : 'not in'}`;
		if ((pairedItem as { item?: number } | undefined)?.item !== index)
			wrong('misreported', `${about}, not linked`);
		switch (said) {
			case 'added':
				outcomes.added += 1;
				if (!isIn) wrong('lost', about);
				// It was there before, or another item has reported the same record as its own.
				if (claims.has(crmRecordId)) wrong('misreported', about);
				claims.add(crmRecordId);
				break;
			case 'addedUnconfirmed':
			case 'alreadyInCampaign':
				outcomes[said] += 1;
				if (!isIn) wrong('lost', about);
				claims.add(crmRecordId);
				break;
			case 'unconfirmed':
				outcomes.unconfirmed += 1;
				claims.add(crmRecordId);
				break;
			case undefined:
				wrong('misreported', about);
				break;
			default:
				outcomes.refused += 1;
		}
	}
	// What is in, though every item that brought it was reported as failed.
	for (const [id, ids] of held) {
		for (const crmRecordId of ids) {
			if (!claimed.get(id)!.has(crmRecordId))
				wrong('misreported', `${crmRecordId} is in, reported as failed`);
		}
	}
	if (output.length !== items.length)
		wrong('misreported', `${output.length} of ${items.length} items came out`);
	return { outcomes, verdict };
}
