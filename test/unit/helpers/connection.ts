import type { IExecuteFunctions } from 'n8n-workflow';

import { EightByEightCampaignsApi } from '../../../credentials/EightByEightCampaignsApi.credentials';
import { connect } from '../../../nodes/EightByEightCampaigns/client/connection';
import type { Send } from '../../../nodes/EightByEightCampaigns/client/send';
import type { Reply } from '../../../nodes/EightByEightCampaigns/client/reply';

export const CREDENTIAL = new EightByEightCampaignsApi().name;

/** What the credential holds. */
export const DATA = {
	apiKey: 'eght_secret',
	tenant: 'acme',
	customerSite: 'US1',
	baseUrl: 'https://api.8x8.com',
};
export const REQUEST = {
	method: 'POST',
	path: '/x/records',
	body: '{"records":[]}',
	timeout: 9,
} as const;

type HttpRequest = (...parameters: unknown[]) => Promise<unknown>;

/** The members of n8n's context that a connection needs. */
export function connectionContext(
	request: HttpRequest,
	{ data = DATA, cancelled }: { data?: typeof DATA; cancelled?: AbortSignal } = {},
) {
	const calls: unknown[][] = [];
	const members = {
		getCredentials: (type: string) =>
			type === CREDENTIAL ? Promise.resolve(data) : Promise.reject(new Error(`No ${type}`)),
		getExecutionCancelSignal: () => cancelled,
		helpers: {
			httpRequestWithAuthentication(this: unknown, ...parameters: unknown[]) {
				calls.push([this, ...parameters]);
				return request(...parameters);
			},
		},
	} as unknown as IExecuteFunctions;
	return { members, calls };
}

/** What a request comes back with when n8n's helper does that. */
export async function replyTo(request: HttpRequest, cancelled?: AbortSignal): Promise<Reply> {
	const send = (await connect(connectionContext(request, { cancelled }).members)) as Send;
	return await send(REQUEST);
}

/** What a request comes back with when n8n's helper fails for that cause. */
export const failureFor = (cause: unknown) =>
	replyTo(() => Promise.reject(Object.assign(new Error(), { cause })));

/** As axios reports what Node.js has reported. */
export const axiosErrorOf = (cause: Error) =>
	Object.assign(new Error(cause.message), {
		isAxiosError: true,
		code: (cause as NodeJS.ErrnoException).code,
		cause,
		config: { headers: { 'X-API-Key': DATA.apiKey } },
	});

export const axiosError = (code: string, syscall?: string) =>
	axiosErrorOf(Object.assign(new Error(`${syscall ?? ''} ${code}`), { code, syscall }));
