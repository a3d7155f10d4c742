/** This node, n8n's request helper or a No Operation in its place, in n8n-core's engine without a server. */
import { contacts } from '../contacts';
import { addRecordsParameters } from '../contenders/node';
import { runInEngine, type Contestant } from './engineRun';
import { measured } from './measured';

interface Task {
	url: string;
	size: number;
	concurrency: number;
	bare: boolean;
	helper: boolean;
	ordered: boolean;
}

function contestant({ bare, helper, concurrency, ordered }: Task): Contestant {
	if (bare) return 'noOperation';
	if (helper) return 'helper';
	return addRecordsParameters('automatic', { keepOrder: ordered, concurrency, output: 'summary' });
}

void measured((task: Task) => {
	const { url, size, bare } = task;
	const items = contacts(size);
	return async () => {
		const [first] = await runInEngine(items, contestant(task), url);
		if (!bare && first?.json.added !== size) {
			throw new Error(`The node reports ${JSON.stringify(first?.json)}`);
		}
	};
});
