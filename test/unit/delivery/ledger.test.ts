import type { FailureCode } from '../../../nodes/EightByEightCampaigns/client/failure';
import { createLedger } from '../../../nodes/EightByEightCampaigns/delivery/ledger';
import type { Outcome } from '../../../nodes/EightByEightCampaigns/delivery/outcome';
import { entriesOf } from '../helpers/entries';

const [a, b, c] = entriesOf('a', 'b', 'c') as [never, never, never];
const RECORD = { crmRecordId: 'a', state: 'PENDING' };

const failure = (code: FailureCode) => ({
	code,
	message: `It is ${code}`,
	description: 'Because.',
});

function start(onDuplicate: 'error' | 'skip' = 'error', before: Array<Outcome | undefined> = []) {
	const outcomes = before;
	return { outcomes, ledger: createLedger(outcomes, onDuplicate) };
}

const failedAs = (code: FailureCode) => ({ kind: 'failed', failure: { code } });

describe('without a lost answer', () => {
	it('an accepted record is added', () => {
		const { outcomes, ledger } = start();
		ledger.added(a, RECORD);
		expect(outcomes).toEqual([{ kind: 'added', record: RECORD }]);
		expect(ledger.hasFailures()).toBe(false);
	});

	it('a refused record failed', () => {
		const { outcomes, ledger } = start();
		ledger.refused(a, failure('invalidRecord'));
		expect(outcomes).toEqual([{ kind: 'failed', failure: failure('invalidRecord') }]);
		expect(ledger.hasFailures()).toBe(true);
	});

	it('a duplicate failed, or counts as done with "skip"', () => {
		const error = start('error');
		error.ledger.refused(a, failure('duplicateRecord'));
		expect(error.outcomes).toMatchObject([failedAs('duplicateRecord')]);
		expect(error.ledger.hasFailures()).toBe(true);

		const skip = start('skip');
		skip.ledger.refused(a, failure('duplicateRecord'));
		expect(skip.outcomes).toEqual([{ kind: 'alreadyInCampaign' }]);
		expect(skip.ledger.hasFailures()).toBe(false);
	});
});

describe('after a lost answer', () => {
	it('a record that is accepted now is simply added', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a]);
		ledger.added(a, RECORD);
		ledger.close();
		expect(outcomes).toMatchObject([{ kind: 'added' }]);
		expect(ledger.openLosses()).toEqual([]);
	});

	it.each(['error', 'skip'] as const)('a duplicate was added by it (%s)', (onDuplicate) => {
		const { outcomes, ledger } = start(onDuplicate);
		ledger.lost([a, b]);
		ledger.refused(a, failure('duplicateRecord'));
		ledger.refused(b, failure('duplicateRecord'));
		expect(outcomes).toEqual([]);
		ledger.close();
		expect(outcomes).toEqual([{ kind: 'addedUnconfirmed' }, { kind: 'addedUnconfirmed' }]);
		expect(ledger.openLosses()).toEqual([[a, b]]);
	});

	it.each([
		['error', failedAs('duplicateRecord')],
		['skip', { kind: 'alreadyInCampaign' }],
	] as const)(
		'a duplicate was there before when another record of the request is newly accepted (%s)',
		(onDuplicate, expected) => {
			const { outcomes, ledger } = start(onDuplicate);
			ledger.lost([a, b]);
			ledger.refused(a, failure('duplicateRecord'));
			ledger.added(b, RECORD);
			expect(outcomes).toMatchObject([expected, { kind: 'added' }]);
			ledger.close();
			expect(outcomes).toMatchObject([expected, { kind: 'added' }]);
		},
	);

	it('a duplicate stays possibly added by another lost request', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a, b]);
		ledger.lost([a, c]);
		ledger.refused(a, failure('duplicateRecord'));
		ledger.added(b, RECORD);
		expect(outcomes[0]).toBeUndefined();
		ledger.close();
		expect(outcomes[0]).toEqual({ kind: 'addedUnconfirmed' });
	});

	it.each(['serverError', 'network', 'notFound', 'notSent', 'invalidRecord'] as const)(
		'a record that is given up as %s is unconfirmed',
		(code) => {
			const { outcomes, ledger } = start();
			ledger.lost([a]);
			ledger.refused(a, { ...failure(code), httpCode: '503', instance: '/x/1' });
			expect(ledger.hasFailures()).toBe(true);
			ledger.close();
			expect(outcomes).toMatchObject([
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
		ledger.refused(a, { code: 'network', message: 'It is network' });
		ledger.close();
		expect(outcomes).toMatchObject([
			{
				failure: {
					description: expect.stringMatching(/^Run the item again .* be there\.$/) as unknown,
				},
			},
		]);
	});

	it('a record that is given up was surely not stored when another one is newly accepted', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a, b]);
		ledger.refused(a, failure('rateLimited'));
		ledger.added(b, RECORD);
		expect(outcomes).toMatchObject([failedAs('rateLimited'), { kind: 'added' }]);
	});

	it('a record of another request is not concerned', () => {
		const { outcomes, ledger } = start();
		ledger.lost([a]);
		ledger.refused(b, failure('duplicateRecord'));
		expect(outcomes[1]).toMatchObject(failedAs('duplicateRecord'));
	});
});

it('has failures when an item had failed before', () => {
	const before: Outcome[] = [{ kind: 'failed', failure: failure('invalidRecord') }];
	expect(start('error', before).ledger.hasFailures()).toBe(true);
	const none: Array<Outcome | undefined> = [{ kind: 'alreadyInCampaign' }, undefined];
	expect(start('error', none).ledger.hasFailures()).toBe(false);
});

it('does not settle an item twice', () => {
	const { ledger } = start();
	ledger.added(a, RECORD);
	expect(() => ledger.added(a, RECORD)).toThrow(/settled twice/);
	expect(() => ledger.refused(a, failure('network'))).toThrow(/settled twice/);
});
