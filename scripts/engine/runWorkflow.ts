import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	deepCopy,
	setSafeRegexEngine,
	type IConnections,
	type INode,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { credentialsHelper, type SavedCredential } from './credentials';
import { startExpressionEngine, stopExpressionEngine } from './expressions';
import { recordLogs, type LogLine } from './logs';
import { nodeTypeRegistry } from './nodeTypes';
import { executionState, type ExecutionState, type WorkflowOutcome } from './outcome';
import { provideServices } from './services';

/** A workflow to run, and what the n8n around it is to be like. */
export interface WorkflowToRun {
	nodes: INode[];
	connections: IConnections;
	/** Name of the node to begin with; it gets one empty item. */
	startNode: string;
	/** By the name that the nodes give as their type. */
	nodeTypes: Record<string, INodeType>;
	credentials?: SavedCredential[];
	settings?: IWorkflowSettings;
	mode?: WorkflowExecuteMode;
	/** Stops the execution, as the Stop button does. */
	cancel?: AbortSignal;
	/** Milliseconds after which n8n stops the execution; n8n's own setting is in seconds. */
	executionTimeout?: number;
}

provideServices();

// n8n gives each regular expression of a node's parameters 250 ms of real time, which a busy machine may
// not have: then the workflow fails, whatever it holds. A test must not depend on that.
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, `${flags ?? ''}g`))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

if (typeof beforeAll === 'function') {
	beforeAll(startExpressionEngine);
	afterAll(stopExpressionEngine);
}

const EXECUTION_ID = '1';
const BASE_URL = 'http://127.0.0.1:5678';

/**
 * Runs a workflow through n8n-core's engine, with n8n's expression engine and real HTTP, and
 * resolves when the execution has ended, however it ended. Rejects only when the engine cannot
 * start it: a node has issues that n8n's editor would show, or its type is unknown.
 */
export async function runWorkflow(toRun: WorkflowToRun): Promise<WorkflowOutcome> {
	const logs: LogLine[] = [];
	return await recordLogs(logs, () => execute(toRun, logs));
}

async function execute(toRun: WorkflowToRun, logs: LogLine[]): Promise<WorkflowOutcome> {
	const { mode = 'manual', executionTimeout, cancel } = toRun;
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Workflow under test',
		// The engine fills in default parameters in place.
		nodes: deepCopy(toRun.nodes),
		connections: toRun.connections,
		active: false,
		nodeTypes: nodeTypeRegistry(toRun.nodeTypes),
		settings: { executionOrder: 'v1', ...toRun.settings },
	});
	const startNode = workflow.getNode(toRun.startNode);
	if (!startNode) throw new Error(`The workflow has no node "${toRun.startNode}"`);

	const credentialUse = { decryptions: 0, authentications: 0 };
	let saved: ExecutionState | undefined;
	const hooks = new ExecutionLifecycleHooks(mode, EXECUTION_ID, {
		...workflowRecord(workflow),
		nodes: toRun.nodes,
		connections: toRun.connections,
	});
	hooks.addHandler('workflowExecuteAfter', (run: IRun) => {
		saved = executionState(run);
	});
	const additionalData = {
		hooks,
		credentialsHelper: credentialsHelper(toRun.credentials ?? [], credentialUse),
		currentNodeExecutionIndex: 0,
		executionId: EXECUTION_ID,
		executionTimeoutTimestamp:
			executionTimeout === undefined ? undefined : Date.now() + executionTimeout,
		variables: {},
		restApiUrl: `${BASE_URL}/rest`,
		instanceBaseUrl: `${BASE_URL}/`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
	} as unknown as IWorkflowExecuteAdditionalData;

	const execution = new WorkflowExecute(additionalData, mode).run({ workflow, startNode });
	const stop = () => execution.cancel();
	// n8n's workflow runner sets both: the engine looks at the clock between nodes only.
	const timer = executionTimeout === undefined ? undefined : setTimeout(stop, executionTimeout);
	if (cancel?.aborted) stop();
	cancel?.addEventListener('abort', stop);
	try {
		const run = await execution;
		if (!saved) throw new Error('The engine ended without telling what to save');
		return { ...executionState(run), saved, logs, credentialUse, run };
	} finally {
		clearTimeout(timer);
		cancel?.removeEventListener('abort', stop);
	}
}

function workflowRecord({ id, name, settings }: Workflow) {
	const epoch = new Date(0);
	return {
		id,
		name: name ?? '',
		settings,
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: epoch,
		updatedAt: epoch,
	};
}
