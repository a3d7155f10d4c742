import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { addRecordsBody } from './addRecords';
import { campaignsUrl } from './address';
import { failureOf, isFailure, sentence, type Failure, type Reason } from './failure';
import { keyHeaders, keyFlaw } from './key';
import { isSuccess, transportRefusal, withoutAnswer } from './noSuccess';
import { problemOf } from './problem';
import { isObject, jsonOf, type Answer, type Reply } from './reply';
import { sender, type Call } from './send';

/** The id of no campaign. With no records either, nothing can be stored, whatever is answered. */
const PATH = '/00000000-0000-0000-0000-000000000000/records';

/** Milliseconds. A person waits for it. */
const TIMEOUT = 15_000;

/**
 * The test behind n8n's dialog of the credential: the way of a run, with the same words for what is in
 * the way. It asks to add no records to no campaign, and tells whether 8x8 accepts the key. Tenant and
 * site look alike in 8x8's answer, so that it cannot tell whether they are right.
 */
export async function testCredential(
	{ helpers }: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const url = campaignsUrl(data);
	if (isFailure(url)) return red(url);
	const flaw = keyFlaw(data);
	if (flaw) return red(flaw);

	const send = sender(
		{ url, apiKey: data.apiKey, cancelled: () => undefined },
		call(helpers, data),
	);
	const reply = await send({
		method: 'POST',
		path: PATH,
		body: addRecordsBody([]),
		timeout: TIMEOUT,
	});
	const failure = failureIn(reply);
	return failure ? red(failure, reply) : { status: 'OK', message: 'Connection successful!' };
}

/** The one helper that n8n gives the test of a credential. It takes no signal. */
const call =
	({ request }: ICredentialTestFunctions['helpers'], data: ICredentialDataDecryptedObject): Call =>
	async ({ method, url, body, headers, timeout }) => {
		try {
			return (await request({
				method,
				uri: url,
				body,
				headers: { ...headers, ...keyHeaders(data) },
				timeout,
				followRedirect: false,
				simple: false,
				resolveWithFullResponse: true,
				useStream: true,
			})) as unknown;
		} catch (error) {
			return await Promise.reject(Object.assign(new Error(), { cause: error }));
		}
	};

/** How 8x8 refuses what is asked for once it has accepted the key: no campaign, or nothing to add. */
const KEY_ACCEPTED = [400, 404, 409, 422];

/** Why 8x8 has not accepted the key, or undefined where it has. */
function failureIn(reply: Reply): Failure | undefined {
	if (reply.kind === 'noAnswer') return withoutAnswer(reply).failure;
	const { status } = reply;
	const json = jsonOf(reply);
	const body = isObject(json) ? json : undefined;
	const mayBeAccepted = KEY_ACCEPTED.includes(status);
	// A gateway or a web server answers 404 too, but not with JSON.
	if (isSuccess(reply) ? Array.isArray(body?.records) : mayBeAccepted && body) return undefined;
	const problem = problemOf(reply, json);
	const refused = mayBeAccepted ? undefined : transportRefusal(reply, json, problem, Date.now());
	return refused?.failure ?? failureOf(notEightByEight(reply), { status, problem });
}

const notEightByEight = ({ status }: Answer): Reason => ({
	code: 'unexpectedAnswer',
	message: `Something other than the Campaigns API answered (HTTP ${status})`,
	nextStep: 'The key was not checked. Check "Base URL", and the proxy between n8n and 8x8.',
});

/** Instead of advice for a run. */
const LATER = 'The key was not checked. Wait a minute and choose Retry.';

function red(
	{ code, message, description = '' }: Failure,
	reply?: Reply,
): INodeCredentialTestResult {
	const mayPass =
		code === 'serverError' ||
		code === 'rateLimited' ||
		(reply?.kind === 'noAnswer' && reply.reason === 'lost');
	return { status: 'Error', message: `${sentence(message)} ${mayPass ? LATER : description}` };
}
