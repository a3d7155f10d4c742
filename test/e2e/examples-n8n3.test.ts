import { readdirSync } from 'node:fs';
import { EXAMPLES, importExample, readExample, type Example } from './exampleWorkflows';
import { rest } from './n8n';

interface Report {
	report: { workflowResults: Array<{ ruleId: string }> };
}
interface RuleReport {
	affectedWorkflows: Array<{ id: string }>;
}

/** What n8n's own Migration Report says of workflows: for each, the rules of n8n 3 that it breaks. */
async function brokenRules(ids: string[]): Promise<Record<string, string[]>> {
	const { report } = await rest<Report>('POST', '/breaking-changes/report/refresh?version=v3');
	const broken: Record<string, string[]> = Object.fromEntries(ids.map((id) => [id, []]));
	for (const { ruleId } of report.workflowResults) {
		const rule = await rest<RuleReport>('GET', `/breaking-changes/report/${ruleId}`);
		for (const { id } of rule.affectedWorkflows) broken[id]?.push(ruleId);
	}
	return broken;
}

/** A workflow with a node that n8n 3 does not have any more. */
const OUTDATED: Example = {
	name: 'Outdated',
	nodes: [
		{
			id: 'cron',
			name: 'Cron',
			type: 'n8n-nodes-base.cron',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
	settings: {},
	pinData: {},
};

it("breaks no rule of n8n 3 in any example, by n8n's own Migration Report", async () => {
	const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
	const examples = [...files.map(readExample), OUTDATED];
	const imported = await Promise.all(examples.map(importExample));
	const ids = imported.map(({ id }) => id);
	const broken = await brokenRules(ids);
	const byName = ids.map((id, index) => [files[index] ?? OUTDATED.name, broken[id]]);
	expect(byName.filter(([, rules]) => rules?.length)).toEqual([
		[OUTDATED.name, [expect.stringContaining('cron')]],
	]);
});
