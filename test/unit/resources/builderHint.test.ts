import { validateNodeDescription } from 'n8n-core/dist/nodes-loader/validate-node-description';
import { EightByEightCampaigns } from '../../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';

const { builderHint, properties } = new EightByEightCampaigns().description;

const hintOf = (name: string) =>
	properties.find((one) => one.name === name && one.builderHint)?.builderHint?.propertyHint;

it("tells n8n's AI builder what it gets wrong without being told", () => {
	expect(builderHint?.searchHint).toMatch(/all items at once.*without Loop Over Items/);
	expect(builderHint?.searchHint).toMatch(/On Duplicate to skip/);
	expect(builderHint?.searchHint).toMatch(/phones ring; Cancel and Purge cannot be undone/);
	expect(hintOf('campaignId')).toMatch(/UUID.*never make one up/);
	expect(hintOf('fields')).toMatch(/no phone number/);
});

// It loads nothing of the package when a hint stands where it shows none.
it('keeps its hints where n8n takes them', () => {
	expect(() => validateNodeDescription(new EightByEightCampaigns().description)).not.toThrow();
});
