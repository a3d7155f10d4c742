import { getAdditionalKeys } from 'n8n-core';
import {
	NodeHelpers,
	deepCopy,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type ICredentialsHelper,
	type IHttpRequestOptions,
	type INodeCredentials,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { authenticateRequest, preAuthenticate } from './credentialRequests';

/** A credential as a user has saved it; `data` may hold expressions. */
export interface SavedCredential {
	id: string;
	name: string;
	type: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

/** How often a run used credentials; each decryption costs n8n about 0.65 ms. */
export interface CredentialUse {
	decryptions: number;
	authentications: number;
}

/** What a node's `credentials` holds when the user picks `credential`. */
export function nodeCredentials(credential: SavedCredential): INodeCredentials {
	return { [credential.type.name]: { id: credential.id, name: credential.name } };
}

/**
 * Does what n8n's CredentialsHelper does, without the database and the cipher: fills in defaults,
 * resolves expressions, applies `preAuthentication` and `authenticate`. Counts in `use`.
 * Looking up a credential that is not saved fails with n8n's message.
 */
export function credentialsHelper(
	saved: SavedCredential[],
	use: CredentialUse,
): ICredentialsHelper {
	const types = new Map(saved.map(({ type }) => [type.name, type]));

	function typeNamed(name: string): ICredentialType {
		const type = types.get(name);
		if (!type) throw new Error(`Unrecognized credential type: ${name}`);
		return type;
	}

	function find({ id }: INodeCredentialsDetails, typeName: string): SavedCredential {
		const found = saved.find((one) => one.id === id && one.type.name === typeName);
		if (found) return found;
		throw new Error(`Credential with ID "${id}" does not exist for type "${typeName}".`);
	}

	function propertiesOf(typeName: string): INodeProperties[] {
		const { extends: parents = [], properties } = typeNamed(typeName);
		const combined: INodeProperties[] = [];
		for (const parent of parents) NodeHelpers.mergeNodeProperties(combined, propertiesOf(parent));
		NodeHelpers.mergeNodeProperties(combined, properties);
		return combined;
	}

	function parentsOf(typeName: string): string[] {
		const parents = types.get(typeName)?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...parentsOf(parent)]);
	}

	return {
		getParentTypes: parentsOf,
		getCredentialsProperties: propertiesOf,

		isCredentialUsableByNode(typeName, nodeType) {
			const type = types.get(typeName);
			return !type?.restrictToSupportedNodes || !!type.supportedNodes?.includes(nodeType);
		},

		async getDecrypted(additionalData, details, typeName, mode, executeData, raw, run) {
			use.decryptions += 1;
			// n8n decrypts and parses each time, so a node's changes are not kept.
			const stored = deepCopy(find(details, typeName).data);
			if (raw) return stored;
			if (!run) throw new Error('The tests decrypt credentials only for a running node');
			const data = NodeHelpers.getNodeParameters(
				propertiesOf(typeName),
				stored as INodeParameters,
				true,
				false,
				null,
				null,
			) as INodeParameters;
			const resolved = run.workflow.expression.getParameterValue(
				data,
				run.runExecutionData,
				run.runIndex,
				run.itemIndex,
				run.node.name,
				run.connectionInputData,
				mode,
				getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
				executeData,
				false,
				data,
			);
			return await Promise.resolve(resolved as ICredentialDataDecryptedObject);
		},

		async preAuthentication(helpers, data, typeName, node, expired) {
			const output = await preAuthenticate(typeNamed(typeName), helpers, data, expired);
			const details = node.credentials?.[typeName];
			if (!output || !details) return undefined;
			Object.assign(find(details, typeName).data, output);
			return Object.assign(data, output);
		},

		async authenticate(data, typeName, request, workflow, node) {
			use.authentications += 1;
			const type = typeNamed(typeName);
			return await authenticateRequest(type, data, request as IHttpRequestOptions, workflow, node);
		},

		// Used by n8n's server and by OAuth only.
		getCredentials: notInTests('getCredentials'),
		runPreAuthentication: notInTests('runPreAuthentication'),
		updateCredentials: notInTests('updateCredentials'),
		updateCredentialsOauthTokenData: notInTests('updateCredentialsOauthTokenData'),
	};
}

function notInTests(member: string): () => Promise<never> {
	return () => Promise.reject(new Error(`The credentials of the tests have no ${member}`));
}
