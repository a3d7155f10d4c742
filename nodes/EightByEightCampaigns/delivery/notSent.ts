import type { Failure } from '../client/failure';
import type { Campaign } from './campaign';
import type { Entry } from './outcome';

/**
 * Why an item was not sent: what stopped its campaign or the run. Where and when 8x8 said so belongs
 * to the request that it answered.
 */
export const notSent = (
	what: 'record' | 'request',
	{ httpCode, message, description }: Omit<Failure, 'code'>,
): Failure => ({ code: 'notSent', message: begun(what) + message, description, httpCode });

const begun = (what: string) => `The ${what} was not sent: `;

/** Begins the message of an entry that was not sent; the reason follows. */
export const NOT_SENT = begun('record');

/** Settles entries as not sent, because the campaign or the run was stopped. */
export function settleNotSent({ run, stoppedBy }: Campaign, entries: readonly Entry[]): void {
	if (run.cancelled || run.fault) return;
	const failure = notSent('record', stoppedBy ?? run.stoppedBy ?? AFTER_FAILURE);
	for (const entry of entries) run.ledger.failed(entry, failure);
}

const AFTER_FAILURE: Omit<Failure, 'code'> = {
	message: 'an earlier item failed',
	description:
		'To go on after failed items, open the node\'s Settings and set "On Error" to "Continue (using error output)".',
};
