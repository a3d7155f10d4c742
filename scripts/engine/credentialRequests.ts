import {
	isExpression,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type Workflow,
} from 'n8n-workflow';

/** Applies a credential's `authenticate`, be it a function or a generic object with expressions. */
export async function authenticateRequest(
	{ authenticate }: ICredentialType,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow?: Workflow,
	node?: INode,
): Promise<IHttpRequestOptions> {
	if (!authenticate) return request;
	if (typeof authenticate === 'function') return await authenticate(data, request);
	if (!workflow || !node) throw new Error('A generic authenticate needs workflow and node');

	const resolve = (text: unknown): unknown =>
		isExpression(text)
			? String(
					workflow.expression.getSimpleParameterValue(
						node,
						text,
						'internal',
						{ $credentials: data },
						undefined,
						'',
					) || '',
				)
			: text;
	request.headers ??= {};
	const parts = request as unknown as Record<string, Record<string, unknown> | undefined>;
	for (const [part, values] of Object.entries(authenticate.properties)) {
		for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
			(parts[part] ??= {})[String(resolve(key))] = resolve(value);
		}
	}
	return request;
}

/**
 * Runs a credential's `preAuthentication` when its expirable token is empty or has expired.
 * @returns what it put out, or undefined when there was nothing to do
 */
export async function preAuthenticate(
	{ preAuthentication, properties }: ICredentialType,
	helpers: IHttpRequestHelper,
	data: ICredentialDataDecryptedObject,
	expired: boolean,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const token = properties.find(
		({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
	);
	if (!token || !preAuthentication || (data[token.name] !== '' && !expired)) return undefined;
	const output = await preAuthentication.call(helpers, data);
	if (output[token.name] === undefined) return undefined;
	return output as ICredentialDataDecryptedObject;
}
