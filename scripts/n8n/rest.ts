/**
 * Calls n8n's internal REST API.
 *
 * @param path below `/rest`.
 * @returns the `data` of the answer.
 * @throws Error with the status and the answer's text for every status but 2xx.
 */
export type Rest = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Who logs in to an n8n of ours. */
export interface Owner {
	email: string;
	password: string;
}

async function send(
	url: string,
	cookie: string,
	[method, path, body]: Parameters<Rest>,
): Promise<Response> {
	return await fetch(`${url}/rest${path}`, {
		method,
		// A busy n8n closes a connection that was idle for seconds just when it is used again.
		headers: { 'content-type': 'application/json', cookie, connection: 'close' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

/** The API as seen by who has the session cookie. */
export function restApi(url: string, cookie: string): Rest {
	return async <T>(...call: Parameters<Rest>) => {
		const response = await send(url, cookie, call);
		const text = await response.text();
		if (!response.ok) throw new Error(`${call[0]} /rest${call[1]}: ${response.status} ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	};
}

/**
 * Logs in; an n8n without an owner gets this one.
 *
 * @returns the session cookie.
 * @throws Error when n8n refuses both.
 */
export async function logIn(url: string, { email, password }: Owner): Promise<string> {
	const name = { firstName: 'Demo', lastName: 'Owner' };
	const login = await send(url, '', ['POST', '/login', { emailOrLdapLoginId: email, password }]);
	const answer = login.ok
		? login
		: await send(url, '', ['POST', '/owner/setup', { email, password, ...name }]);
	const [cookie] = answer.headers.getSetCookie();
	if (!answer.ok || !cookie) throw new Error(`n8n refused the login: ${await answer.text()}`);
	return cookie.split(';')[0] ?? '';
}
