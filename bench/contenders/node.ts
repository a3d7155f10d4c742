import { BATCH } from '../contacts';
import type { NodeParameters } from '../n8n/workflow';
import { CAMPAIGN_ID, RECORDS, type Contender } from './contender';

/** The ways to map the fields. */
export type Mapping = 'automatic' | 'references' | 'expressions';

const VALUES = {
	references: {
		crmRecordId: '={{ $json.crmRecordId }}',
		scheduleAt: '={{ $json.scheduleAt }}',
		priority: '={{ $json.priority }}',
	},
	/** One field of three needs n8n's evaluator. */
	expressions: {
		crmRecordId: '={{ $json.crmRecordId.trim() }}',
		scheduleAt: '={{ $json.scheduleAt }}',
		priority: '={{ $json.priority }}',
	},
};

const MAPPING_LABELS: Record<Mapping, string> = {
	automatic: 'automatic mapping',
	references: 'plain references',
	expressions: 'real expressions',
};

/** Parameters of this node's operation Record: Add. */
export function addRecordsParameters(
	mapping: Mapping,
	options: Record<string, string | number | boolean>,
): NodeParameters {
	const value = mapping === 'automatic' ? null : VALUES[mapping];
	return {
		resource: 'record',
		operation: 'add',
		campaignId: { __rl: true, mode: 'id', value: CAMPAIGN_ID },
		fields: {
			mappingMode: mapping === 'automatic' ? 'autoMapInputData' : 'defineBelow',
			value,
			matchingColumns: [],
			schema: [],
		},
		options,
	};
}

/** One item for each record, or with `summary` one for each campaign. */
export type Output = 'records' | 'summary';

export const thisNode = (
	mapping: Mapping,
	ordered: boolean,
	output: Output = 'records',
): Contender => ({
	name: `${output === 'summary' ? output : mapping}-${ordered ? 'ordered' : 'parallel'}`,
	label: [
		`This node: ${MAPPING_LABELS[mapping]}`,
		ordered ? 'ordered' : 'parallel',
		...(output === 'summary' ? [output] : []),
	].join(', '),
	arena: 'n8n',
	maxSize: 100_000,
	ordered,
	limited: true,
	batch: BATCH,
	graph: ({ concurrency }) => ({
		nodes: [
			{
				name: 'Add records',
				type: 'n8n-nodes-8x8-campaigns.eightByEightCampaigns',
				typeVersion: 1,
				parameters: addRecordsParameters(mapping, { keepOrder: ordered, concurrency, output }),
				authenticated: true,
			},
		],
		edges: [[RECORDS, 'Add records']],
	}),
});
