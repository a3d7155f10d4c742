import type { Dialect } from './dialect';
import {
	TRANSITIONS,
	type Campaign,
	type CampaignAction,
	type CampaignState,
	type Step,
} from './model';

/** States in which no record can be added. */
export const STATES_WITHOUT_ADDING: ReadonlySet<CampaignState> = new Set([
	'BUILDING',
	'STARTING',
	'COMPLETE',
	'DELETED',
]);

/** A lifecycle request whose form is valid. */
export interface Order {
	action: CampaignAction;
	enabled?: boolean;
	buildOnStart?: boolean;
}

export type Verdict = 'applied' | 'disabled' | 'wrongState';

/** Applies an order to a settled campaign, or says why not and changes nothing. */
export function applyOrder(
	campaign: Campaign,
	order: Order,
	now: number,
	dialect: Dialect,
): Verdict {
	const { action } = order;
	const transition = TRANSITIONS[action];
	const builds = action === 'START' && (order.buildOnStart ?? campaign.buildOnStart);
	const enabled =
		campaign.enabled || (order.enabled === true && dialect.enableWithAction === 'allowed');
	if (!enabled && !transition.whileDisabled) return 'disabled';
	const allowed =
		transition.from.includes(campaign.state) ||
		(builds && campaign.state === 'CREATED') ||
		(action === 'CANCEL' && campaign.state === 'READY' && dialect.cancelFromReady);
	if (!allowed) return 'wrongState';

	if (order.enabled !== undefined) campaign.enabled = order.enabled;
	if (action === 'PURGE') {
		campaign.purged = true;
		campaign.lastPurgedTime = now;
	}
	if (transition.to !== 'same') {
		campaign.ahead = journey(campaign, transition.to, now, builds);
		settle(campaign, now);
		campaign.cancelled = action === 'CANCEL';
	}
	return 'applied';
}

/** The states that a campaign passes when it enters `to`: BUILDING and STARTING end by themselves. */
export function journey(
	campaign: Campaign,
	to: CampaignState,
	now: number,
	buildsFirst = false,
): Step[] {
	if (to === 'BUILDING') return building(campaign, now);
	if (to === 'PENDING') {
		const at = campaign.startTime ?? Infinity;
		return [{ at: now, state: 'PENDING' }, ...starting(campaign, Math.max(at, now))];
	}
	if (to !== 'STARTING') return [{ at: now, state: to }];
	if (!buildsFirst) return scheduled(campaign, now);
	const [begin, end] = building(campaign, now);
	return campaign.buildFails ? [begin, end] : [begin, ...scheduled(campaign, end.at)];
}

function building(campaign: Campaign, now: number): [Step, Step] {
	const end = campaign.buildFails ? 'BUILD_ERROR' : 'READY';
	return [
		{ at: now, state: 'BUILDING' },
		{ at: now + campaign.buildMs, state: end },
	];
}

function scheduled(campaign: Campaign, now: number): Step[] {
	return (campaign.startTime ?? 0) > now
		? journey(campaign, 'PENDING', now)
		: starting(campaign, now);
}

function starting(campaign: Campaign, at: number): Step[] {
	return [
		{ at, state: 'STARTING' },
		{ at: at + campaign.startMs, state: 'RUNNING' },
	];
}

/**
 * Enters every state whose time has come. Every look at a campaign calls this first, so no timer is
 * needed, and a state ends exactly when it should.
 */
export function settle(campaign: Campaign, now: number): void {
	for (let step = campaign.ahead[0]; step && step.at <= now; step = campaign.ahead[0]) {
		campaign.ahead.shift();
		enter(campaign, step);
	}
}

function enter(campaign: Campaign, { state, at }: Step): void {
	if (campaign.state === 'BUILDING' && state !== 'BUILD_ERROR') campaign.lastBuildTime = at;
	if (campaign.state === 'STARTING' && state === 'RUNNING') campaign.startedTime = at;
	if (state === 'COMPLETE') campaign.completedTime = at;
	campaign.purged = false;
	campaign.state = state;
}
