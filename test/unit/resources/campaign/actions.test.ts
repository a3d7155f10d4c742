import { judgeChange } from '../../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { Refusal } from '../../../../nodes/EightByEightCampaigns/client/refusal';
import { ACTIONS } from '../../../../nodes/EightByEightCampaigns/resources/campaign/actions';
import { campaignOptions } from '../../../../nodes/EightByEightCampaigns/resources/campaign/description';
import { CAMPAIGN_ACTIONS, TRANSITIONS } from '../../../../simulator';
import { NOW, answer } from '../../helpers/replies';

const all = Object.entries(ACTIONS);

it('are those that 8x8 has, in the order of their names', () => {
	expect(Object.keys(ACTIONS)).toEqual(
		CAMPAIGN_ACTIONS.map((action) => action.toLowerCase()).sort(),
	);
	for (const [operation, { action }] of all) expect(action).toBe(operation.toUpperCase());
});

it.each(all)('%s: is refused without the word that n8n takes for a stopped run', (_, rule) => {
	for (const reply of [
		answer(409, { title: 'Conflict' }),
		answer(400, { errors: [{ field: 'action' }] }),
	]) {
		const { failure } = judgeChange(reply, rule, NOW) as Refusal;
		expect(failure.message).not.toMatch(/canceled/i);
	}
});

it.each(all)('%s: tells the states that it works from', (_, { action, validFrom }) => {
	const states = validFrom.match(/\b[A-Z]+(_[A-Z]+)?\b/g);
	// One page of 8x8's has it for START with "buildOnStart".
	const more = action === 'START' ? ['CREATED'] : [];
	expect(states?.sort()).toEqual([...TRANSITIONS[action].from, ...more].sort());
});

it('offers "Build on Start" only for start', () => {
	const offering = campaignOptions.filter(({ options = [] }) =>
		options.some(({ name }) => name === 'buildOnStart'),
	);
	expect(offering.map(({ displayOptions }) => displayOptions?.show?.operation)).toEqual([
		['start'],
	]);
});
