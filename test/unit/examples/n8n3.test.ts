import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/process/folders';

/**
 * Nodes that n8n 3 has no more, and those that n8n refuses at import since 2.42.6 because they are
 * deprecated. Sources: https://docs.n8n.io/changelog/v30-breaking-changes/ ("Removed nodes"),
 * https://docs.n8n.io/integrations/builtin/deprecated-nodes/, and the rules for v3 of n8n's own
 * Migration Report as of n8n 2.41.1, which has their type names (n8n/dist/modules/breaking-changes).
 */
const REMOVED = new Set([
	...[
		'aiTransform',
		'cron',
		'function',
		'functionItem',
		'htmlExtract',
		'iCal',
		'interval',
		'itemLists',
		'moveBinaryData',
		'openAi',
		'orbit',
		'readBinaryFile',
		'readBinaryFiles',
		'readPDF',
		'simulate',
		'simulateTrigger',
		'workflowTrigger',
		'writeBinaryFile',
	].map((name) => `n8n-nodes-base.${name}`),
	...[
		'code',
		'documentBinaryInputLoader',
		'documentGithubLoader',
		'documentJsonInputLoader',
		'lmOpenAi',
		'manualChatTrigger',
		'memoryChatRetriever',
		'memoryMotorhead',
		'memoryZep',
		'openAiAssistant',
		'toolExecutor',
		'toolHttpRequest',
		'toolSerpApi',
		'vectorStoreInMemoryInsert',
		'vectorStoreInMemoryLoad',
		'vectorStorePineconeInsert',
		'vectorStorePineconeLoad',
		'vectorStoreSupabaseInsert',
		'vectorStoreSupabaseLoad',
		'vectorStoreZep',
		'vectorStoreZepInsert',
		'vectorStoreZepLoad',
	].map((name) => `@n8n/n8n-nodes-langchain.${name}`),
]);

/** The first version of the AI Agent that n8n 3 has; same sources. */
const FIRST_AGENT = 2;

interface Node {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
}

/** What n8n 3 would not run of a workflow, in words. */
function removedFrom(nodes: Node[]): string[] {
	return nodes.flatMap(({ name, type, typeVersion, parameters }) => [
		...(REMOVED.has(type) ? [`${name}: ${type}`] : []),
		...(type === '@n8n/n8n-nodes-langchain.agent' && typeVersion < FIRST_AGENT
			? [`${name}: AI Agent ${typeVersion}`]
			: []),
		...(type === 'n8n-nodes-base.executeWorkflow' && parameters.mode === 'each'
			? [`${name}: runs a workflow once for each item`]
			: []),
		...(JSON.stringify(parameters).includes('$getPairedItem') ? [`${name}: $getPairedItem`] : []),
	]);
}

const EXAMPLES = join(PROJECT, 'examples');

it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json')))(
	'%s has nothing that n8n 3 removes',
	(file) => {
		const { nodes } = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as { nodes: Node[] };
		expect(removedFrom(nodes)).toEqual([]);
	},
);

it('would notice each kind', () => {
	const node = (type: string, typeVersion: number, parameters = {}) => ({
		name: 'N',
		type,
		typeVersion,
		parameters,
	});
	const nodes = [
		node('n8n-nodes-base.function', 1),
		node('@n8n/n8n-nodes-langchain.agent', 1.9),
		node('n8n-nodes-base.executeWorkflow', 1.2, { mode: 'each' }),
		node('n8n-nodes-base.set', 3.5, { value: '={{ $getPairedItem(1) }}' }),
		node('@n8n/n8n-nodes-langchain.agent', 2),
	];
	expect(removedFrom(nodes)).toHaveLength(4);
});
