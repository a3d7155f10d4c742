import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { nodeCredentials, type SavedCredential } from './credentials';
import { runWorkflow, type WorkflowToRun } from './runWorkflow';
import { probe, source } from './nodeTypes';
import type { NodeOutcome, WorkflowOutcome } from './outcome';

/** Names of the nodes in the workflow that `runNode` builds. */
export const SOURCE = 'Source';
export const TESTED = 'Tested';
export const PROBE = 'Probe';

/** The settings of a node that n8n's editor shows under Settings. */
type NodeSettings = Pick<
	INode,
	'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'alwaysOutputData' | 'executeOnce'
>;

export interface NodeToRun
	extends NodeSettings, Pick<WorkflowToRun, 'settings' | 'mode' | 'cancel' | 'executionTimeout'> {
	type: INodeType;
	parameters?: INodeParameters;
	/** Json of the items that the node before puts out; default: one empty item. */
	items?: IDataObject[];
	credential?: SavedCredential;
	/** An expression to evaluate after the node, for each item of each of its outputs. */
	probe?: string;
}

export interface NodeRunOutcome extends WorkflowOutcome {
	/** What the node did; undefined when it never ran to an end, for instance for lack of items. */
	tested: NodeOutcome | undefined;
	/** Items on the node's main output; in the mode "continue (regular output)" failed ones too. */
	items: INodeExecutionData[];
	/** Items on the error branch. */
	errorItems: INodeExecutionData[];
	/** What `probe` gave, for the items of the main output. */
	probed: unknown[];
}

/** A node of a workflow; n8n's editor would choose id and position. */
export function node(name: string, type: string, rest: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...rest };
}

/** Connections from edges `[from, to, output index of from = 0]`. */
export function connect(...edges: Array<[string, string, number?]>): IConnections {
	const connections: IConnections = {};
	for (const [from, to, output = 0] of edges) {
		const outputs = ((connections[from] ??= {}).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

/** Runs Source -> the node -> Probe: the commonest workflow. See `runWorkflow`. */
export async function runNode(toRun: NodeToRun): Promise<NodeRunOutcome> {
	const { type, parameters = {}, items = [{}], credential, probe: expression } = toRun;
	const { onError, retryOnFail, maxTries, alwaysOutputData, executeOnce } = toRun;
	const typeName = `n8n-nodes-8x8-campaigns.${type.description.name}`;
	const tested = node(TESTED, typeName, {
		typeVersion: Number(
			type.description.defaultVersion ?? [type.description.version].flat().at(-1),
		),
		parameters,
		onError,
		retryOnFail,
		maxTries,
		alwaysOutputData,
		executeOnce,
		// n8n takes 0 for its default of a second.
		waitBetweenTries: toRun.waitBetweenTries ?? 1,
		credentials: credential && nodeCredentials(credential),
	});
	const outcome = await runWorkflow({
		nodes: [
			node(SOURCE, 'source'),
			tested,
			node(PROBE, 'probe', { parameters: { value: expression ?? '' } }),
		],
		connections: connect(
			[SOURCE, TESTED],
			...(expression === undefined ? [] : [[TESTED, PROBE] satisfies [string, string]]),
		),
		startNode: SOURCE,
		nodeTypes: { source: source(items), probe, [typeName]: type },
		credentials: credential && [credential],
		settings: toRun.settings,
		mode: toRun.mode,
		cancel: toRun.cancel,
		executionTimeout: toRun.executionTimeout,
	});
	const done = outcome.nodes[TESTED];
	return {
		...outcome,
		tested: done,
		items: done?.outputs[0] ?? [],
		errorItems: done?.outputs[1] ?? [],
		probed: (outcome.nodes[PROBE]?.outputs[0] ?? []).map(({ json }) => json.value),
	};
}
