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
	/** How it appends a record without rank: one more than it counts, or than its highest rank. */
	appends?: Appending;
}

/** It counts the records of the priority, or of the whole campaign, or goes by the highest rank of the priority. */
export type Appending = 'priority' | 'campaign' | 'highest';

export type Cause =
	| { kind: 'unknown' | 'notDynamic' | 'complete' | 'refusesAll' }
	| { kind: 'busy'; state: string }
	/** Positions in the request. */
	| { kind: 'invalid' | 'duplicate'; places: number[] };

export type Decision = { stored: Row[] } | { refused: Cause };

/** A record in a campaign. */
export interface Row {
	campaignId: string;
	record: NewRecord;
	/** The record's own, or what 8x8 gave it. */
	rank: number;
	/** Milliseconds since the epoch. */
	at: number;
	/** The number of the request that stored it; absent when it was there before, or others added it. */
	request?: number;
}

export interface Server {
	/** Whole or not at all, as 8x8 does. */
	add: (campaignId: string, body: string, request: number) => Decision;
	/** Somebody else adds a record. */
	append: (campaignId: string, record: NewRecord) => void;
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
	const groups = new Map<string, { count: number; highest: number }>();
	const rankOf = (campaignId: string, { priority = 'HIGH', rank }: NewRecord): number => {
		const { appends = 'priority' } = campaigns.get(campaignId)!;
		const key = appends === 'campaign' ? campaignId : `${campaignId} ${priority}`;
		const { count, highest } = groups.get(key) ?? { count: 0, highest: 0 };
		const own = rank ?? (appends === 'highest' ? highest : count) + 1;
		groups.set(key, { count: count + 1, highest: Math.max(highest, own) });
		return own;
	};
	const store = (campaignId: string, record: NewRecord, request?: number): Row => {
		const rank = rankOf(campaignId, record);
		const row: Row = { campaignId, record, rank, at: now(), request };
		rows.push(row);
		byKey.set(keyOf(campaignId, record.crmRecordId), row);
		return row;
	};
	for (const [campaignId, { old }] of campaigns) {
		for (const crmRecordId of new Set(old)) store(campaignId, { crmRecordId });
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
			return { stored: records.map((record) => store(campaignId, record, request)) };
		},
		append: (campaignId, record) => void store(campaignId, record),
	};
}
