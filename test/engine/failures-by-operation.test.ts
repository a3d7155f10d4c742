import { type ItemError } from '../../scripts/engine/campaignsNode';

import { errorIn, type Situation } from './situations';
import { simulator } from './simulatedCampaign';

describe('a record', () => {
	const cases: Array<[string, Situation, Partial<ItemError>]> = [
		[
			'for a campaign that is not dynamic',
			{ campaign: { dynamic: false } },
			{ code: 'campaignNotDynamic', httpCode: '400' },
		],
		[
			'for a campaign that is complete',
			{ campaign: { state: 'COMPLETE' } },
			{ code: 'campaignState', httpCode: '409' },
		],
		[
			'for a campaign that is complete, with 400',
			{ campaign: { state: 'COMPLETE' }, dialect: { stateStatus: 400 } },
			{ code: 'campaignState', httpCode: '400' },
		],
		[
			'for a campaign that is building',
			{ campaign: { state: 'BUILDING', buildMs: 1e9 } },
			{ code: 'campaignState', httpCode: '409' },
		],
		[
			'whose answer was a server error',
			{ fault: { kind: 'status', status: 500 } },
			{ code: 'unconfirmed', httpCode: '500' },
		],
		[
			'whose answer was a page',
			{ fault: { kind: 'status', status: 503, body: 'html' } },
			{ code: 'unconfirmed', httpCode: '503' },
		],
		[
			'whose answer timed out',
			{ fault: { kind: 'hangAfter' }, options: { timeout: 200 } },
			{ code: 'unconfirmed' },
		],
		['whose connection was reset', { fault: { kind: 'resetAfter' } }, { code: 'unconfirmed' }],
		['whose answer was cut off', { fault: { kind: 'cutBody' } }, { code: 'unconfirmed' }],
		[
			'whose answer was an unreadable success',
			{ fault: { kind: 'unreadable' } },
			{ code: 'unconfirmed' },
		],
	];

	it.each(cases)('%s', async (_, situation, expected) => {
		expect(await errorIn(simulator, 'record', situation)).toMatchObject({
			crmRecordId: 'x',
			...expected,
		});
	});

	it('that may be in tells how to find out', async () => {
		const error = await errorIn(simulator, 'record', { fault: { kind: 'resetAfter' } });

		expect(error.description).toMatch(/skip/i);
	});
});

describe('an action', () => {
	const cases: Array<[string, Situation, Partial<ItemError>]> = [
		[
			'that the state forbids',
			{ campaign: { state: 'READY' } },
			{ code: 'campaignState', httpCode: '409' },
		],
		[
			'that the state forbids, with 400',
			{ campaign: { state: 'READY' }, dialect: { transitionStatus: 400 } },
			{ code: 'campaignState', httpCode: '400' },
		],
		[
			'on a disabled campaign',
			{ campaign: { enabled: false } },
			{ code: 'campaignState', httpCode: '409' },
		],
		[
			'whose answer was a server error',
			{ fault: { kind: 'status', status: 500 } },
			{ code: 'serverError', httpCode: '500' },
		],
		[
			'whose answer was a page',
			{ fault: { kind: 'status', status: 503, body: 'html' } },
			{ code: 'serverError', httpCode: '503' },
		],
		[
			'whose answer timed out',
			{ fault: { kind: 'hangAfter' }, options: { timeout: 200 } },
			{ code: 'unconfirmed' },
		],
		['whose connection was reset', { fault: { kind: 'resetAfter' } }, { code: 'unconfirmed' }],
		[
			'whose answer was an unreadable success',
			{ fault: { kind: 'unreadable' } },
			{ code: 'unconfirmed' },
		],
	];

	it.each(cases)('%s', async (_, situation, expected) => {
		expect(await errorIn(simulator, 'campaign', situation)).toMatchObject(expected);
	});
});
