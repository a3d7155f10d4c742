import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { EightByEightCampaignsApi } from '../../credentials/EightByEightCampaignsApi.credentials';
import { EightByEightCampaigns } from '../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';
import type { SavedCredential } from './credentials';
import { fullText } from './logs';
import { runNode, type NodeRunOutcome, type NodeToRun } from './runNode';

/** The one key that the simulator of a test accepts; nothing may ever show it. */
export const KEY = 'eght_the_key_that_must_not_leak';

/** What failed, as the node puts it on an item. */
export interface ItemError {
	code: string;
	message: string;
	description: string;
	httpCode?: string;
	crmRecordId?: string;
	campaignId?: string;
	fieldErrors?: IDataObject[];
	instance?: string;
	time?: string;
	requestIds?: string;
}

/** A credential as a user would save it, for a simulator with tenant `acme` on site US1. */
export function savedCredential(
	baseUrl: string,
	data: ICredentialDataDecryptedObject = {},
): SavedCredential {
	return {
		id: '88',
		name: '8x8',
		type: new EightByEightCampaignsApi(),
		data: { apiKey: KEY, tenant: 'acme', customerSite: 'US1', baseUrl, ...data },
	};
}

/** Parameter "Campaign", in its two modes. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

/** Parameter "Fields" with values or expressions by field, as n8n's editor saves it. */
export async function mapBelow(value: IDataObject): Promise<INodeParameters> {
	return await mapper({ mappingMode: 'defineBelow', value });
}

/** Parameter "Fields", taken from equally named fields of the item. */
export async function mapAutomatically(): Promise<INodeParameters> {
	return await mapper({ mappingMode: 'autoMapInputData', value: null });
}

/** With the fields that n8n's editor gets from the node, and saves in the workflow. */
async function mapper(given: IDataObject): Promise<INodeParameters> {
	const { fields } = await new EightByEightCampaigns().methods.resourceMapping.getRecordFields();
	const schema = fields.map((field) => ({ ...field, removed: false }));
	return { ...given, matchingColumns: [], schema } as unknown as INodeParameters;
}

export interface CampaignsRun extends Omit<NodeToRun, 'type' | 'credential'> {
	/** Where the API is. */
	url: string;
	/** Over the data of `savedCredential`. */
	credentialData?: ICredentialDataDecryptedObject;
}

/**
 * Runs our node in a workflow. Throws when the key shows anywhere: in the items, an error, a hint,
 * a log line, or what n8n saves.
 */
export async function runCampaigns(run: CampaignsRun): Promise<NodeRunOutcome> {
	const { url, credentialData, ...rest } = run;
	const outcome = await runNode({
		...rest,
		type: new EightByEightCampaigns(),
		credential: savedCredential(url, credentialData),
	});
	// All else in the outcome is taken from these two.
	const shown = fullText([outcome.run, outcome.logs]);
	const place = shown.indexOf(KEY);
	if (place >= 0) throw new Error(`The key leaked: ${shown.slice(place - 300, place + 100)}`);
	return outcome;
}

interface Operation extends Omit<CampaignsRun, 'parameters'> {
	/** A campaign id, or the parameter's value as `byId` and `byUrl` make it. */
	campaignId: string | INodeParameters;
	options?: INodeParameters;
}

export type ActionRun = Operation & { operation: string };

/** Runs one of the lifecycle actions. */
export async function runAction(run: ActionRun): Promise<NodeRunOutcome> {
	const { campaignId, operation, options = {}, ...rest } = run;
	const parameters = {
		resource: 'campaign',
		operation,
		campaignId: typeof campaignId === 'string' ? byId(campaignId) : campaignId,
		options,
	};
	return await runCampaigns({ ...rest, parameters });
}

export type AddRun = Operation & {
	/** Default: the item's field `id` as crmRecordId. */
	fields?: Promise<INodeParameters>;
};

/** Runs "Add Records". */
export async function runAddRecords(run: AddRun): Promise<NodeRunOutcome> {
	const { campaignId, fields, options = {}, ...rest } = run;
	const parameters = {
		resource: 'record',
		operation: 'add',
		campaignId: typeof campaignId === 'string' ? byId(campaignId) : campaignId,
		fields: await (fields ?? mapBelow({ crmRecordId: '={{ $json.id }}' })),
		options,
	};
	return await runCampaigns({ ...rest, parameters });
}

/** So many items with ids `x0`, `x1`, … */
export function itemsWithIds(count: number, prefix = 'x'): Array<{ id: string }> {
	return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}` }));
}

/** Json of the items. */
export function jsonOf(items: NodeRunOutcome['items']): IDataObject[] {
	return items.map(({ json }) => json);
}

/** What failed, item by item; undefined for items that did not. */
export function errorsOf(items: NodeRunOutcome['items']): Array<ItemError | undefined> {
	return items.map(({ json }) => json.error as ItemError | undefined);
}
