import type {
	ExecutionError,
	ExecutionStatus,
	INodeExecutionData,
	IRun,
	NodeExecutionHint,
} from 'n8n-workflow';
import type { CredentialUse } from './credentials';
import type { LogLine } from './logs';

/** What one node did in its last run of a workflow. */
export interface NodeOutcome {
	status: ExecutionStatus | undefined;
	/** Set when the node threw; in the Continue modes the workflow goes on all the same. */
	error: ExecutionError | undefined;
	/** Items by output index, as the next nodes get them. */
	outputs: INodeExecutionData[][];
	hints: NodeExecutionHint[];
	/** Milliseconds, all tries and the waits between them included. */
	executionTime: number;
	/** How often the node ran in the workflow; tries of Retry On Fail do not count. */
	runs: number;
}

/** The state of an execution, as n8n's editor or its database shows it. */
export interface ExecutionState {
	status: ExecutionStatus;
	finished: boolean;
	error: ExecutionError | undefined;
	/** Nodes that have run, by name. */
	nodes: Record<string, NodeOutcome>;
}

export interface WorkflowOutcome extends ExecutionState {
	/** What n8n saves at the end of the execution; for a cancelled one, at the moment of cancelling. */
	saved: ExecutionState;
	/** Everything that was logged during the run, by the node and by n8n-core, down to debug. */
	logs: LogLine[];
	credentialUse: CredentialUse;
	/** n8n's own record of the run, for what is not listed above. */
	run: IRun;
}

/** Reads n8n's record of a run as it is now; later changes to the record's arrays do not show. */
export function executionState(run: IRun): ExecutionState {
	const { error, runData } = run.data.resultData;
	const nodes = Object.entries(runData).flatMap(([name, runs]): Array<[string, NodeOutcome]> => {
		const last = runs.at(-1);
		if (!last) return [];
		const outcome = {
			status: last.executionStatus,
			error: last.error,
			outputs: (last.data?.main ?? []).map((items) => [...(items ?? [])]),
			hints: [...(last.hints ?? [])],
			executionTime: last.executionTime,
			runs: runs.length,
		};
		return [[name, outcome]];
	});
	return {
		status: run.status,
		finished: run.finished ?? false,
		error,
		nodes: Object.fromEntries(nodes),
	};
}
