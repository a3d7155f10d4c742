import {
	failureOf,
	isFailure,
	precededBy,
	supportReference,
	type Failure,
} from '../../../nodes/EightByEightCampaigns/client/failure';

const NEXT = 'Do that.';

it('is only our own text where 8x8 has said nothing', () => {
	expect(failureOf({ code: 'network', message: 'No way', nextStep: NEXT })).toEqual({
		code: 'network',
		message: 'No way',
		description: NEXT,
	});
	// Strictly: what is missing shall not appear as undefined in the error output.
	expect(
		failureOf(
			{ code: 'notFound', message: 'Unknown', nextStep: NEXT },
			{ status: 404, problem: { errors: [] } },
		),
	).toStrictEqual({
		code: 'notFound',
		message: 'Unknown',
		description: NEXT,
		httpCode: '404',
	});
});

it('tells in its description what 8x8 said, then what to do', () => {
	const problem = {
		title: 'Validation failed',
		detail: 'Two fields are wrong',
		instance: '/x/1',
		time: '2024-01-15T10:30:00Z',
		errors: [
			{ field: 'rank', code: 'Max', message: 'is too high' },
			{ field: 'priority', code: 'Enum' },
		],
	};
	expect(
		failureOf(
			{ code: 'invalidRecord', message: 'Rejected', nextStep: NEXT },
			{ status: 400, problem },
		),
	).toEqual({
		code: 'invalidRecord',
		message: 'Rejected',
		description:
			'8x8 answered 400 Validation failed: Two fields are wrong. Fields: rank is too high; priority Enum. Do that.',
		httpCode: '400',
		instance: '/x/1',
		time: problem.time,
		fieldErrors: problem.errors,
	});
});

it.each([
	[{ title: 'Conflict', errors: [] }, '8x8 answered 409 Conflict. Do that.'],
	[{ detail: 'It exists.', errors: [] }, '8x8 answered 409 It exists. Do that.'],
	[{ detail: 'Really?', errors: [] }, '8x8 answered 409 Really? Do that.'],
	[{ errors: [] }, 'Do that.'],
	[{ errors: [{ field: 'rank', message: 'is wrong' }] }, 'Fields: rank is wrong. Do that.'],
	[{ errors: [{ field: 'rank' }] }, 'Fields: rank. Do that.'],
	[{ detail: 'Use API 1.1', errors: [] }, '8x8 answered 409 Use API 1.1. Do that.'],
	[{ instance: '/x/1', errors: [] }, 'Do that.'],
])('leaves out what is missing: %j', (problem, description) => {
	expect(
		failureOf(
			{ code: 'duplicateRecord', message: 'Exists', nextStep: NEXT },
			{ status: 409, problem },
		).description,
	).toBe(description);
});

it.each([
	[{ instance: '/x/1', time: '2024-01-15T10:30:00Z' }, 'instance /x/1, time 2024-01-15T10:30:00Z'],
	[{ instance: '/x/1' }, 'instance /x/1'],
	[{ time: '2024-01-15T10:30:00Z' }, 'time 2024-01-15T10:30:00Z'],
])('tells what 8x8 support asks for: %j', (failure, reference) => {
	expect(supportReference(failure)).toBe(`For 8x8 support: ${reference}.`);
});

it('tells how many fields it leaves out, where it leaves out any', () => {
	const describe = (count: number) =>
		failureOf(
			{ code: 'invalidRecord', message: 'Rejected', nextStep: NEXT },
			{ status: 400, problem: { errors: Array.from({ length: count }, () => ({ field: 'a' })) } },
		).description;
	expect(describe(5)).toBe('Fields: a; a; a; a; a. Do that.');
	expect(describe(6)).toBe('Fields: a; a; a; a; a, and 1 more. Do that.');
});

it('gives the ids of the request in one text', () => {
	const problem = { errors: [], requestIds: ['x-request-id a', 'cf-ray b'] };
	const reason = { code: 'serverError', message: 'Failed', nextStep: NEXT } as const;
	expect(failureOf(reason, { status: 503, problem }).requestIds).toBe('x-request-id a, cf-ray b');
});

it('may be preceded by a sentence', () => {
	expect(precededBy('First.', { code: 'network', description: 'Then.' })).toEqual({
		code: 'network',
		description: 'First. Then.',
	});
	expect(precededBy<Partial<Failure>>('First.', {}).description).toBe('First.');
});

it.each([[null], [undefined], ['code'], [{ code: 'network' }], [{ message: 'No' }]])(
	'is not what %j is',
	(value) => {
		expect(isFailure(value)).toBe(false);
	},
);

it('has nothing for 8x8 support where 8x8 gave nothing', () => {
	expect(supportReference({})).toBe('');
});
