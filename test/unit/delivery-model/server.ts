import type { NewRecord } from '../../../nodes/EightByEightCampaigns/client/api';

/** A campaign as it is when the run begins. */
export interface CampaignSpec {
	/** `refusesAll`: for a reason that no answer gives. */
	standing: 'open' | 'complete' | 'notDynamic' | 'unknown' | 'refusesAll';
	/** A state that ends by itself, after so many milliseconds. */
	busy?: { state: 'BUILDING' | 'STARTING'; until: number };
	/** Records that it has already. */
	old: string[];
	/** Records that it does not accept, whatever their fields. */
	invalid: string[];
	/** What it looks at first, when a request holds both. */
	checksFirst: 'invalid' | 'duplicate';
}

export type Cause =
	| { kind: 'unknown' | 'notDynamic' | 'complete' | 'refusesAll' }
	| { kind: 'busy'; state: string }
	/** Positions in the request. */
	| { kind: 'invalid' | 'duplicate'; places: number[] };

export type Decision = { stored: NewRecord[] } | { refused: Cause };

/** A record in a campaign. */
export interface Row {
	campaignId: string;
	record: NewRecord;
	/** The number of the request that stored it; absent when it was there before. */
	request?: number;
}

export interface Server {
	/** Whole or not at all, as 8x8 does. */
	add: (campaignId: string, body: string, request: number) => Decision;
	/** In the order of storing. */
	rows: Row[];
	find: (campaignId: string, crmRecordId: string) => Row | undefined;
}

/** @param now milliseconds since the epoch; `busy` counts from the first call */
export function createServer(
	campaigns: ReadonlyMap<string, CampaignSpec>,
	now: () => number,
): Server {
	const begin = now();
	const rows: Row[] = [];
	const byKey = new Map<string, Row>();
	const keyOf = (campaignId: string, id: string) => `${campaignId} ${id}`;
	const store = (row: Row) => {
		rows.push(row);
		byKey.set(keyOf(row.campaignId, row.record.crmRecordId), row);
	};
	for (const [campaignId, { old }] of campaigns) {
		for (const crmRecordId of new Set(old)) store({ campaignId, record: { crmRecordId } });
	}

	function refusal(campaignId: string, records: NewRecord[]): Cause | undefined {
		const campaign = campaigns.get(campaignId);
		if (!campaign || campaign.standing === 'unknown') return { kind: 'unknown' };
		const { standing, busy, invalid, checksFirst } = campaign;
		if (standing !== 'open') return { kind: standing };
		if (busy && now() < begin + busy.until) return { kind: 'busy', state: busy.state };
		const places = (holds: (id: string) => boolean) =>
			records.flatMap(({ crmRecordId }, place) => (holds(crmRecordId) ? [place] : []));
		const causes = [
			{ kind: 'invalid' as const, places: places((id) => invalid.includes(id)) },
			{ kind: 'duplicate' as const, places: places((id) => byKey.has(keyOf(campaignId, id))) },
		].filter((cause) => cause.places.length > 0);
		return causes.find(({ kind }) => kind === checksFirst) ?? causes[0];
	}

	return {
		rows,
		find: (campaignId, crmRecordId) => byKey.get(keyOf(campaignId, crmRecordId)),
		add: (campaignId, body, request) => {
			const { records } = JSON.parse(body) as { records: NewRecord[] };
			const refused = refusal(campaignId, records);
			if (refused) return { refused };
			for (const record of records) store({ campaignId, record, request });
			return { stored: records };
		},
	};
}
