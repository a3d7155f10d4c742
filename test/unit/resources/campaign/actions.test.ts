import type { INodeProperties } from 'n8n-workflow';
import { STATES, type State } from '../../../../nodes/EightByEightCampaigns/client/campaignState';
import { judgeChange } from '../../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { NoSuccess } from '../../../../nodes/EightByEightCampaigns/client/noSuccess';
import { fitsMessage } from '../../../../nodes/EightByEightCampaigns/resources/errors';
import { ACTIONS } from '../../../../nodes/EightByEightCampaigns/resources/campaign/actions';
import { campaignOptions } from '../../../../nodes/EightByEightCampaigns/resources/campaign/description';
import { CAMPAIGN_ACTIONS, TRANSITIONS } from '../../../../simulator';
import { NOW, answer, type ProblemBody } from '../../helpers/replies';

const all = Object.entries(ACTIONS);

it('are those that 8x8 has, in the order of their names', () => {
	expect(Object.keys(ACTIONS)).toEqual(
		CAMPAIGN_ACTIONS.map((action) => action.toLowerCase()).sort(),
	);
	for (const [operation, { action }] of all) expect(action).toBe(operation.toUpperCase());
});

const FORBIDDEN = all.flatMap(([operation, rule]) =>
	STATES.filter((state) => !(rule.from as readonly State[]).includes(state)).map(
		(state) => [operation, state, rule] as const,
	),
);

const refused = (rule: (typeof ACTIONS)[keyof typeof ACTIONS], body: ProblemBody) =>
	(judgeChange(answer(409, body), { ...rule, change: { action: rule.action } }, NOW) as NoSuccess)
		.failure;

it.each(FORBIDDEN)('%s in the state %s: title and remedy', (_, state, rule) => {
	const detail = `Action ${rule.action} is not allowed in state ${state}`;
	const { message, description } = refused(rule, { detail });
	expect(message).toBe(`Cannot ${rule.verb} the campaign: it is ${state}`);
	// No word on which n8n acts.
	expect(fitsMessage(message)).toBe(true);
	expect(description?.split(`${detail}. `)[1]).toMatch(/^[A-Z].*\.$/);
	expect(description).not.toMatch(/works in these states/);
});

it.each(all)('%s: is refused without a word on which n8n acts', (_, rule) => {
	for (const body of [{ title: 'Conflict' }, { errors: [{ field: 'action' }] }]) {
		expect(fitsMessage(refused(rule, body).message)).toBe(true);
	}
});

it.each(all)('%s: tells the states that it works from', (_, { action, from }) => {
	expect([...from].sort()).toEqual([...TRANSITIONS[action].from].sort());
});

it('offers one list of options, and "Build on Start" only for Start', () => {
	const [{ options = [], displayOptions } = {}, ...more] = campaignOptions;
	expect(more).toEqual([]);
	expect(displayOptions?.show).toEqual({ resource: ['campaign'] });
	expect(options.map((one) => [one.name, (one as INodeProperties).displayOptions?.show])).toEqual([
		['buildOnStart', { '/operation': ['start'] }],
		['enabled', undefined],
		['maxRetries', undefined],
		['maxWait', undefined],
		['timeout', undefined],
	]);
});
