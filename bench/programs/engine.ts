/** This node, or a No Operation in its place, in n8n-core's engine without a server. */
import { contacts } from '../contacts';
import { addRecordsParameters } from '../contenders/node';
import { runInEngine } from './engineRun';
import { measured } from './measured';

interface Task {
	url: string;
	size: number;
	concurrency: number;
	bare: boolean;
}

void measured(({ url, size, concurrency, bare }: Task) => {
	const items = contacts(size);
	const options = { keepOrder: false, concurrency, output: 'summary' };
	const parameters = bare ? undefined : addRecordsParameters('automatic', options);
	return async () => {
		const [first] = await runInEngine(items, parameters, url);
		if (!bare && first?.json.added !== size) {
			throw new Error(`The node reports ${JSON.stringify(first?.json)}`);
		}
	};
});
