import type { ApiRequest } from '../api/answerRequest';
import {
	CHAOS_KINDS,
	checkChaos,
	checkFault,
	type FaultKind,
	type FaultMatch,
	type FaultSpec,
} from './faultSpec';
import { seededRandom } from '../random';
import { isObject } from '../checkSpec';

/** A fault that was set up. Live: it shows this moment. */
export interface FaultView {
	readonly id: number;
	readonly kind: FaultKind | 'chaos';
	/** How many matching requests it has seen (not those that an earlier fault took). */
	readonly seen: number;
	/** How many it has struck. */
	readonly fired: number;
}

/** The scripted faults of a simulator, in the order in which they were added. */
export interface FaultList {
	/** @throws SpecError */
	add(spec: unknown): FaultView;
	/** @throws SpecError */
	addChaos(spec: unknown): FaultView;
	/** The first fault that strikes this request, if any. */
	pick(request: ApiRequest): FaultSpec | undefined;
	list(): FaultView[];
	clear(): void;
}

interface Entry {
	view: { id: number; kind: FaultView['kind']; seen: number; fired: number };
	match: FaultMatch;
	skip: number;
	times: number;
	strikes: () => boolean;
	choose: () => FaultSpec;
}

export function faultList(seed: number): FaultList {
	let entries: Entry[] = [];
	let lastId = 0;

	function enlist(entry: Omit<Entry, 'view'>, kind: FaultView['kind']): FaultView {
		const view = { id: ++lastId, kind, seen: 0, fired: 0 };
		entries.push({ ...entry, view });
		return view;
	}

	return {
		add(spec) {
			const fault = checkFault(spec);
			const { match = {}, skip = 0, times = 1 } = fault;
			const entry = {
				match,
				skip,
				times: times === 'always' ? Infinity : times,
				strikes: () => true,
				choose: () => fault,
			};
			return enlist(entry, fault.kind);
		},
		addChaos(spec) {
			const chaos = checkChaos(spec);
			const own = seededRandom(chaos.seed ?? seed);
			const mix = (chaos.kinds ?? CHAOS_KINDS).map((kind) =>
				checkFault(typeof kind === 'string' ? { kind } : kind),
			);
			const entry = {
				match: chaos.match ?? {},
				skip: 0,
				times: Infinity,
				strikes: () => own() < chaos.rate,
				choose: () => mix[Math.floor(own() * mix.length)] as FaultSpec,
			};
			return enlist(entry, 'chaos');
		},
		pick(request) {
			for (const { view, match, skip, times, strikes, choose } of entries) {
				if (!matches(match, request)) continue;
				view.seen++;
				if (view.seen <= skip || view.fired >= times || !strikes()) continue;
				view.fired++;
				return choose();
			}
			return undefined;
		},
		list: () => entries.map(({ view }) => view),
		clear() {
			entries = [];
		},
	};
}

function matches(match: FaultMatch, { method, path, json }: ApiRequest): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.campaignId !== undefined) {
		if (!path.toLowerCase().includes(`/${match.campaignId.toLowerCase()}`)) return false;
	}
	if (match.crmRecordId === undefined) return true;
	const records = isObject(json) && Array.isArray(json.records) ? (json.records as unknown[]) : [];
	return records.some((record) => isObject(record) && record.crmRecordId === match.crmRecordId);
}
