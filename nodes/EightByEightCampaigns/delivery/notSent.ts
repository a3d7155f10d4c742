import type { Failure } from '../client/failure';
import type { Campaign } from './campaign';
import type { Entry } from './outcome';

/** Begins the message of an entry that was not sent; the reason of the campaign or the run follows. */
export const NOT_SENT = 'The record was not sent: ';

/** Settles entries as not sent, because the campaign or the run was stopped. */
export function settleNotSent({ run, stoppedBy }: Campaign, entries: readonly Entry[]): void {
	if (run.cancelled || run.fault) return;
	const { httpCode, message, description } = stoppedBy ?? run.stoppedBy ?? AFTER_FAILURE;
	const failure: Failure = {
		code: 'notSent',
		message: `${NOT_SENT}${message}`,
		description,
		httpCode,
	};
	for (const entry of entries) run.ledger.failed(entry, failure);
}

const AFTER_FAILURE: Omit<Failure, 'code'> = {
	message: 'an earlier item failed',
	description:
		'To go on after failed items, open the node\'s Settings and set "On Error" to "Continue (using error output)".',
};
