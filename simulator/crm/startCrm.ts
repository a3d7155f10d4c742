import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { crmAnswers, DEFAULT_CRM_DIALECT, type CrmCustomer, type CrmDialect } from './crmAnswers';
import { readQuery, type CrmQuery } from './crmQuery';
import { XmlError } from './xml';

/** Who may ask: the CRM API user of a tenant. */
export const CRM_USER = { tenant: 'acme', username: 'crmapi', password: 'crm"<secret>&' };

/** Where the CRM API is, below the platform's address. */
const CRM_PATH = '/WAPI/wapi.php';

/** An answer that the CRM API gives instead of its own. */
export interface OtherAnswer {
	status: number;
	body: string;
	headers?: Record<string, string>;
}

/** The stand-in for the CRM API of 8x8's own CRM. */
export interface Crm {
	/** The address to post to. */
	readonly url: string;
	/** Who is in the CRM. To be changed from outside. */
	customers: CrmCustomer[];
	/** How it answers; `reset` puts it back. */
	dialect: CrmDialect;
	/** The well-formed requests of the CRM API user, in the order of arrival. */
	readonly queries: readonly CrmQuery[];
	/** Requests of any kind since the start or the last reset. */
	readonly requestCount: number;
	/** Answers like this to every request, until the reset. */
	answerInstead(answer: OtherAnswer): void;
	reset(): void;
	close(): Promise<void>;
}

const digits = (number = '') => number.replace(/\D/g, '');

/** Whether the customer has what is searched for. Numbers are compared by their digits. */
function matches(customer: CrmCustomer, fields: Record<string, string>): boolean {
	return Object.entries(fields).every(([name, wanted]) => {
		if (name === 'VOICE') return digits(customer.VOICE) === digits(wanted);
		const value = customer[name as keyof CrmCustomer] ?? '';
		return value.toLowerCase() === wanted.toLowerCase();
	});
}

/**
 * Starts a stand-in for the CRM API of 8x8's own CRM on 127.0.0.1: it finds customers, and adds or
 * changes none. How a miss and a failure look is not documented; `dialect` has the readings.
 */
export async function startCrm(): Promise<Crm> {
	let queries: CrmQuery[] = [];
	let requestCount = 0;
	let instead: OtherAnswer | undefined;

	function answerTo(form: string): string {
		const answers = crmAnswers(CRM_USER.username, crm.dialect);
		try {
			const query = readQuery(form);
			const { tenant, username, password } = query;
			const isUser =
				tenant === CRM_USER.tenant &&
				username === CRM_USER.username &&
				password === CRM_USER.password;
			if (!isUser) return answers.failed(1, 'Authentication failed');
			queries.push(query);
			if (query.object !== 'Customer' || query.action !== 'GET') {
				return answers.failed(2, `Not in this stand-in: ${query.action} of ${query.object}`);
			}
			return answers.found(crm.customers.filter((customer) => matches(customer, query.fields)));
		} catch (error) {
			if (error instanceof XmlError) return answers.failed(3, error.message);
			throw error;
		}
	}

	const server = createServer((request, response) => {
		text(request).then(
			(form) => {
				requestCount += 1;
				const type = request.headers['content-type'] ?? '';
				const isForm = type.startsWith('application/x-www-form-urlencoded');
				if (request.method !== 'POST' || request.url !== CRM_PATH || !isForm) {
					response.writeHead(404).end();
				} else if (instead) {
					response.writeHead(instead.status, instead.headers).end(instead.body);
				} else {
					response
						.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8' })
						.end(answerTo(form));
				}
			},
			() => response.destroy(),
		);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const crm: Crm = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${CRM_PATH}`,
		customers: [],
		dialect: DEFAULT_CRM_DIALECT,
		get queries() {
			return queries;
		},
		get requestCount() {
			return requestCount;
		},
		answerInstead(answer) {
			instead = answer;
		},
		reset() {
			queries = [];
			requestCount = 0;
			instead = undefined;
			crm.customers = [];
			crm.dialect = DEFAULT_CRM_DIALECT;
		},
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
	return crm;
}
