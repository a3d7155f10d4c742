import { EightByEightCampaigns } from '../../../nodes/EightByEightCampaigns/EightByEightCampaigns.node.js';

const { builderHint, properties } = new EightByEightCampaigns().description;

const hintOf = (name: string) =>
	properties.find((one) => one.name === name && one.builderHint)?.builderHint?.propertyHint;

it("tells n8n's AI builder what it gets wrong without being told", () => {
	expect(builderHint?.searchHint).toMatch(/all items at once.*without Loop Over Items/);
	expect(builderHint?.searchHint).toMatch(/On Duplicate to skip/);
	expect(hintOf('operation')).toMatch(/phones ring.*cannot be undone/);
	expect(hintOf('campaignId')).toMatch(/UUID.*never make one up/);
	expect(hintOf('fields')).toMatch(/no phone number/);
});
