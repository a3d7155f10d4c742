import { judgeChange } from '../../../../nodes/EightByEightCampaigns/client/changeCampaign';
import type { Refusal } from '../../../../nodes/EightByEightCampaigns/client/refusal';
import { ACTIONS } from '../../../../nodes/EightByEightCampaigns/resources/campaign/actions';
import { campaignOptions } from '../../../../nodes/EightByEightCampaigns/resources/campaign/description';
import { NOW, answer } from '../../helpers/replies';

const all = Object.entries(ACTIONS);

it('are the eight of 8x8, in the order of their names', () => {
	expect(Object.keys(ACTIONS)).toEqual([
		'build',
		'cancel',
		'pause',
		'purge',
		'reset',
		'resume',
		'retry',
		'start',
	]);
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

it.each(all)('%s: tells only states that 8x8 has', (_, { validFrom }) => {
	const states = validFrom.match(/\b[A-Z]+(_[A-Z]+)?\b/g);
	for (const state of states ?? []) {
		expect([
			'CREATED',
			'READY',
			'BUILD_ERROR',
			'PENDING',
			'RUNNING',
			'PAUSED',
			'RUN_ERROR',
			'COMPLETE',
		]).toContain(state);
	}
	expect(states).not.toBeNull();
});

it('offers "Build on Start" only for start', () => {
	const offering = campaignOptions.filter(({ options = [] }) =>
		options.some(({ name }) => name === 'buildOnStart'),
	);
	expect(offering.map(({ displayOptions }) => displayOptions?.show?.operation)).toEqual([
		['start'],
	]);
});
