import { judgeAddRecords } from '../../../nodes/EightByEightCampaigns/client/addRecords';
import { judgeChange } from '../../../nodes/EightByEightCampaigns/client/changeCampaign';
import { recordsOf } from '../helpers/entries';
import { HTML, NOW, SAMPLE, answer, type ProblemBody } from '../helpers/replies';

const adding = (status: number, body: ProblemBody | string, headers = {}) =>
	judgeAddRecords(answer(status, body, headers), recordsOf('a', 'b'), NOW);
const RULE = { verb: 'start', from: ['READY'], change: { action: 'START' } } as const;
const starting = (status: number, body: ProblemBody | string, headers = {}) =>
	judgeChange(answer(status, body, headers), RULE, NOW);

const again = { verdict: 'tryAgain', failure: { code: 'serverError' } };
const limited = { verdict: 'tryAgain', limited: true, failure: { code: 'rateLimited' } };

describe.each([400, 409, 422])('%i that is about the moment', (status) => {
	it.each([
		'The campaign was modified by another request. Please try again.',
		'Another transaction has changed the campaign',
		'could not acquire lock',
		'Could not obtain a lock on the campaign',
		'Lock wait timeout',
		'Deadlock found',
		'ObjectOptimisticLockingFailureException',
		'The campaign was concurrently modified',
		'The service is temporarily unavailable',
		'CRM is temporarily unavailable, please retry',
		'Maintenance in progress',
		'Campaign is locked',
		'The campaign is being modified by another user',
		'Timeout while querying the CRM',
		'The CRM system did not respond in time',
		'Records cannot be added at the moment. Try again later',
		'Retry in 7 seconds',
		'The CRM did not answer. Please try again',
		'Retry the transaction',
	])('sends the same again: %j', (detail) => {
		const body = { title: 'Conflict', detail };
		expect(adding(status, body)).toMatchObject(again);
		expect(starting(status, body)).toMatchObject(again);
		expect(adding(status, body)).not.toHaveProperty('limited');
	});

	it('waits as long as it asks', () => {
		const body = { detail: 'Please try again' };
		const headers = { 'retry-after': '7' };
		expect(adding(status, body, headers)).toMatchObject({ ...again, retryAfter: 7_000 });
		expect(starting(status, body, headers)).toMatchObject({ ...again, retryAfter: 7_000 });
	});

	it('asks for no pause where the same is not sent again', () => {
		const body = { detail: 'The request was not accepted' };
		const headers = { 'retry-after': '7' };
		expect(adding(status, body, headers)).not.toHaveProperty('retryAfter');
		expect(starting(status, body, headers)).not.toHaveProperty('retryAfter');
	});

	it.each([
		'Fix the errors and try again',
		'Correct the records and retry the request',
		'Validation failed. Please try again',
		'Validation failed: a value is invalid. Please try again',
		'Please check the values and try again later',
		'Reduce the batch and retry the request',
		'Too many records. Please try again',
		'Retry with fewer records later',
		'Contact is temporarily blocked',
		'The record was changed by another request. Please try again',
		'Please try again for Id: b',
		'The CRM timed out for Id: b',
		'Some records are locked by another process',
		'The request was not accepted',
	])('is not read from %j', (detail) => {
		expect(adding(status, { detail }).verdict).toBe('split');
	});

	it('is not read from errors of fields, from a page or from a sample of 8x8', () => {
		const detail = 'Please try again';
		const errors = [{ field: 'rank', message: 'is too high' }];
		for (const body of [{ detail, errors }, HTML.replace('Something', detail), SAMPLE]) {
			expect(adding(status, body).verdict).toBe('split');
		}
	});

	it('leaves the state of the campaign what it is', () => {
		const detail = 'Campaign is BUILDING. Please try again later.';
		expect(adding(status, { detail })).toMatchObject({ verdict: 'wait' });
		expect(starting(status, { detail })).toMatchObject({ verdict: 'wait' });
	});

	it.each([
		'Too many concurrent requests',
		'Too many simultaneous requests for this campaign',
		'Concurrency limit reached',
		'Quota exceeded for requests per minute',
		'Campaigns API quota exceeded',
		'Request quota for this campaign exceeded',
		'You have exceeded your quota',
		'Request limit exceeded',
		'Limit of requests exceeded',
	])('is a limit of the rate where it says so: %j', (detail) => {
		expect(adding(status, { detail })).toMatchObject(limited);
		expect(starting(status, { detail })).toMatchObject(limited);
	});

	it.each([
		'Quota of records exceeded',
		'License quota exceeded',
		'Request limit exceeded: 100 records',
		'A quota',
	])('is no limit of the rate where it speaks of records: %j', (detail) => {
		expect(adding(status, { detail }).verdict).toBe('split');
	});

	it.each([
		'Campaign quota exceeded',
		'Quota exceeded for this campaign',
		'The quota of campaigns is exceeded',
		'Campaign concurrency limit reached',
	])('is no limit of the rate where it is that of the campaign: %j', (detail) => {
		expect(adding(status, { detail }).verdict).toBe('split');
		expect(starting(status, { detail })).toMatchObject({ failure: { code: 'campaignState' } });
	});
});

it.each([400, 403])('%i is a limit of the rate where it says that it throttles', (status) => {
	const body = { title: 'ThrottlingException', detail: 'The request was throttled' };
	expect(adding(status, body)).toMatchObject(limited);
	expect(starting(status, body)).toMatchObject(limited);
});

it.each([409, 422])('%i that says so may be about a campaign that is throttled', (status) => {
	expect(adding(status, { detail: 'The campaign is throttled' }).verdict).toBe('split');
});

it('says that nothing was stored only under a status of the content', () => {
	expect(adding(503, { detail: 'Please try again' })).toMatchObject({ verdict: 'lost' });
	expect(adding(413, { detail: 'Please try again' })).toMatchObject({ verdict: 'split' });
});
