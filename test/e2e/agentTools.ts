import { NODE_TYPE, publishWorkflow, type Credential, type Json, type WorkflowNode } from './n8n';

/** A value that the model fills in. */
const fromAi = (key: string, description: string, type = 'string') =>
	`={{ $fromAI('${key}', '${description}', '${type}') }}`;

const CAMPAIGN_ID = fromAi('campaign_id', 'UUID of the campaign');
const byId = { __rl: true, mode: 'id', value: CAMPAIGN_ID };

/** Our node in the form that agents call, as n8n's editor saves it. */
function tool(
	name: string,
	credential: Credential,
	parameters: Json,
	settings: Json = {},
): WorkflowNode {
	return {
		name,
		type: `${NODE_TYPE}Tool`,
		typeVersion: 1,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		parameters: { campaignId: byId, ...parameters },
		...settings,
	};
}

/** A tool of one lifecycle action. */
export const actionTool = (
	name: string,
	operation: string,
	credential: Credential,
	settings?: Json,
) => tool(name, credential, { resource: 'campaign', operation, options: {} }, settings);

const RECORD = {
	mappingMode: 'defineBelow',
	value: {
		crmRecordId: fromAi('crm_record_id', 'ID of the contact in the CRM'),
		priority: `={{ $fromAI('priority', 'HIGH, MEDIUM or LOW', 'string', 'MEDIUM') }}`,
		rank: `={{ $fromAI('rank', 'Order within the priority', 'number', 0) }}`,
	},
	matchingColumns: [],
	schema: [],
};

/** A tool that adds one record. */
export const addTool = (name: string, credential: Credential, settings?: Json) =>
	tool(
		name,
		credential,
		{ resource: 'record', operation: 'add', fields: RECORD, options: {} },
		settings,
	);

/** A tool that adds a list of records: a workflow that takes it apart, and calls our node once. */
export async function addManyTool(name: string, credential: Credential): Promise<WorkflowNode> {
	const inputs = [
		{ name: 'campaign_id', type: 'string' },
		{ name: 'records', type: 'array' },
	];
	const workflow = await publishWorkflow(
		[
			{
				name: 'Called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'workflowInputs', workflowInputs: { values: inputs } },
			},
			{
				name: 'Records',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'records', include: 'allOtherFields', options: {} },
			},
			{
				name: 'Add',
				type: NODE_TYPE,
				typeVersion: 1,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
				parameters: {
					resource: 'record',
					operation: 'add',
					campaignId: { __rl: true, mode: 'id', value: '={{ $json.campaign_id }}' },
					fields: {
						mappingMode: 'defineBelow',
						value: {
							crmRecordId: '={{ $json.records.crmRecordId }}',
							priority: '={{ $json.records.priority }}',
						},
						matchingColumns: [],
						schema: [],
					},
					options: {},
				},
				onError: 'continueRegularOutput',
			},
		],
		[
			['Called', 'Records'],
			['Records', 'Add'],
		],
	);
	return {
		name,
		type: '@n8n/n8n-nodes-langchain.toolWorkflow',
		typeVersion: 2.2,
		parameters: {
			description: 'Add any number of records to a campaign',
			workflowId: { __rl: true, mode: 'id', value: workflow },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: {
					campaign_id: fromAi('campaign_id', 'UUID of the campaign'),
					records: fromAi('records', 'List of {crmRecordId, priority}', 'json'),
				},
				matchingColumns: [],
				schema: inputs.map((input) => ({
					id: input.name,
					displayName: input.name,
					type: input.type,
					required: false,
					display: true,
					defaultMatch: false,
					canBeUsedToMatch: true,
				})),
			},
		},
	};
}
