import type { FailureCode } from '../../../nodes/EightByEightCampaigns/client/failure';
import { createLedger } from '../../../nodes/EightByEightCampaigns/delivery/ledger';
import type { Outcome, Outcomes } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { entriesOf } from '../helpers/entries';
import { listOf, settledAs } from '../helpers/outcomes';

const [a, b, c] = entriesOf('a', 'b', 'c') as [never, never, never];
const RECORD = { crmRecordId: 'a', state: 'PENDING' };

const failure = (code: FailureCode) => ({
	code,
	message: `It is ${code}`,
	description: 'Because.',
});

function start(
	onDuplicate: 'error' | 'skip' = 'error',
	before: ReadonlyArray<Outcome | undefined> = [undefined, undefined, undefined],
) {
	const outcomes = settledAs(before);
	return { outcomes, ledger: createLedger(outcomes, onDuplicate) };
}

/** Up to the last one that is settled. */
const told = (outcomes: Outcomes) => {
	const list = listOf(outcomes, 3);
	return list.slice(0, list.findLastIndex((outcome) => outcome !== undefined) + 1);
};

const failedAs = (code: FailureCode) => ({ kind: 'failed', failure: { code } });

describe('without a lost answer', () => {
	it('an accepted record is added', () => {
		const { outcomes, ledger } = start();
		ledger.added(a, RECORD);
		expect(told(outcomes)).toEqual([{ kind: 'added', record: RECORD }]);
		expect(ledger.anyFailed()).toBe(false);
	});

	it('a refused record failed', () => {
		const { outcomes, ledger } = start();
		ledger.failed(a, failure('invalidRecord'));
		expect(told(outcomes)).toEqual([{ kind: 'failed', failure: failure('invalidRecord') }]);
		expect(ledger.anyFailed()).toBe(true);
	});

	it('a duplicate failed, or counts as done with "skip"', () => {
		const error = start('error');
		error.ledger.failed(a, failure('duplicateRecord'));
		expect(told(error.outcomes)).toMatchObject([failedAs('duplicateRecord')]);
		expect(error.ledger.anyFailed()).toBe(true);

		const skip = start('skip');
		skip.ledger.failed(a, failure('duplicateRecord'));
		expect(told(skip.outcomes)).toEqual([{ kind: 'alreadyInCampaign' }]);
		expect(skip.ledger.anyFailed()).toBe(false);
	});
});

describe('after a lost answer', () => {
	it('a record that is accepted now is simply added', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a]);
		ledger.added(a, RECORD);
		ledger.close();
		expect(told(outcomes)).toMatchObject([{ kind: 'added' }]);
		expect(ledger.losses()).toEqual([]);
	});

	it.each(['error', 'skip'] as const)('a duplicate was added by it (%s)', (onDuplicate) => {
		const { outcomes, ledger } = start(onDuplicate);
		ledger.lost([a, b]);
		ledger.failed(a, failure('duplicateRecord'));
		ledger.failed(b, failure('duplicateRecord'));
		expect(told(outcomes)).toEqual([]);
		ledger.close();
		expect(told(outcomes)).toEqual([{ kind: 'addedUnconfirmed' }, { kind: 'addedUnconfirmed' }]);
		expect(ledger.losses()).toEqual([[a, b]]);
	});

	it.each([
		['error', failedAs('duplicateRecord')],
		['skip', { kind: 'alreadyInCampaign' }],
	] as const)(
		'a duplicate was in the campaign before if another record of the request is newly accepted (%s)',
		(onDuplicate, expected) => {
			const { outcomes, ledger } = start(onDuplicate);
			ledger.lost([a, b]);
			ledger.failed(a, failure('duplicateRecord'));
			ledger.added(b, RECORD);
			expect(told(outcomes)).toMatchObject([expected, { kind: 'added' }]);
			ledger.close();
			expect(told(outcomes)).toMatchObject([expected, { kind: 'added' }]);
		},
	);

	it('a duplicate stays addedUnconfirmed if another lost request may have stored it', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a, b]);
		ledger.lost([a, c]);
		ledger.failed(a, failure('duplicateRecord'));
		ledger.added(b, RECORD);
		expect(outcomes.of(0)).toBeUndefined();
		ledger.close();
		expect(outcomes.of(0)).toEqual({ kind: 'addedUnconfirmed' });
	});

	it.each(['serverError', 'network', 'notFound', 'notSent', 'invalidRecord'] as const)(
		'a record that is given up as %s is unconfirmed',
		(code) => {
			const { outcomes, ledger } = start();
			ledger.lost([a]);
			ledger.failed(a, { ...failure(code), httpCode: '503', instance: '/x/1' });
			expect(ledger.anyFailed()).toBe(true);
			ledger.close();
			expect(told(outcomes)).toMatchObject([
				{
					kind: 'failed',
					failure: {
						code: 'unconfirmed',
						message: `The record may or may not be in the campaign: It is ${code}`,
						description: expect.stringMatching(
							/option "On Duplicate" set to "Skip".*Because\./,
						) as unknown,
						httpCode: '503',
						instance: '/x/1',
					},
				},
			]);
		},
	);

	it('tells what to do also where 8x8 said nothing', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a]);
		ledger.failed(a, { code: 'network', message: 'It is network' });
		ledger.close();
		expect(told(outcomes)).toMatchObject([
			{
				failure: {
					description: expect.stringMatching(
						/^Run the item again .* found in the campaign\.$/,
					) as unknown,
				},
			},
		]);
	});

	it('a record that is given up was surely not stored when another one is newly accepted', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a, b]);
		ledger.failed(a, failure('rateLimited'));
		ledger.added(b, RECORD);
		expect(told(outcomes)).toMatchObject([failedAs('rateLimited'), { kind: 'added' }]);
	});

	it('a record of another request is not affected', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a]);
		ledger.failed(b, failure('duplicateRecord'));
		expect(outcomes.of(1)).toMatchObject(failedAs('duplicateRecord'));
	});
});

it('has failures when an item had failed before', () => {
	const before: Outcome[] = [{ kind: 'failed', failure: failure('invalidRecord') }];
	expect(start('error', before).ledger.anyFailed()).toBe(true);
	const none: Array<Outcome | undefined> = [{ kind: 'alreadyInCampaign' }, undefined];
	expect(start('error', none).ledger.anyFailed()).toBe(false);
});

it('does not settle an item twice', () => {
	const { ledger } = start();
	ledger.added(a, RECORD);
	expect(() => ledger.added(a, RECORD)).toThrow(/settled twice/);
	expect(() => ledger.failed(a, failure('network'))).toThrow(/settled twice/);
});
