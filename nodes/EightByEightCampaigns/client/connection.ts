import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { campaignsUrl } from './address';
import { isFailure, type Failure } from './failure';
import { keyFlaw } from './key';
import { sender, type Send } from './send';

/** Name of the credential's type. */
export const CREDENTIAL = 'eightByEightCampaignsApi';

/**
 * Opens the way to 8x8 with the node's credential, which n8n decrypts once here instead of on every
 * request (0.65 ms each).
 *
 * @throws what n8n throws when the node has no credential, or may not use it
 */
export async function connect(context: IExecuteFunctions): Promise<Send | Failure> {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const url = campaignsUrl(credential);
	if (isFailure(url)) return url;
	const flaw = keyFlaw(credential);
	if (flaw) return flaw;

	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credential };
	const cancelled = () => context.getExecutionCancelSignal();
	return sender({ url, apiKey: credential.apiKey, cancelled }, (options, giveUp) =>
		context.helpers.httpRequestWithAuthentication.call(
			withSignal(context, giveUp),
			CREDENTIAL,
			options,
			{ credentialsDecrypted },
		),
	);
}

/** n8n's helper takes the signal that ends a request from its context, and from nowhere else. */
const withSignal = (context: IExecuteFunctions, signal: AbortSignal): IExecuteFunctions =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IExecuteFunctions;

/** True once the execution was cancelled or reached its time limit. */
export const isCancelled = (context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>) =>
	context.getExecutionCancelSignal()?.aborted === true;
