import { escapeXml } from './xml';

/** A customer as the CRM API gives one out. What is missing is answered as an empty element. */
export interface CrmCustomer {
	/** The account number, such as 10000052. */
	ACCOUNTNUM: string;
	FIRSTNAME?: string;
	LASTNAME?: string;
	COMPANY?: string;
	EMAIL?: string;
	VOICE?: string;
	ALTERNATIVE?: string;
}

/** In the order in which the answer has them. */
const ELEMENTS = [
	'FIRSTNAME',
	'LASTNAME',
	'COMPANY',
	'ACCOUNTNUM',
	'EMAIL',
	'VOICE',
	'ALTERNATIVE',
] as const;

/** In every customer, and not kept here. */
const ALWAYS_EMPTY = ['ADDR1STR1', 'ADDR1STR2', 'ADDR1CITY', 'ADDR1STATE', 'ADDR1ZIP'];

/** Readings of what is known of the answers. */
export interface CrmDialect {
	/** The root element: named like the CRM API user in capitals, or WAPI. */
	root: 'user' | 'wapi';
	/** Whether REPLY tells of success and failure by attributes. */
	status: 'attributes' | 'none';
	/** What a search without a match answers. */
	miss: 'emptyReply' | 'noReply' | 'error';
}

export const DEFAULT_CRM_DIALECT: CrmDialect = {
	root: 'user',
	status: 'attributes',
	miss: 'emptyReply',
};

const element = (name: string, text = '') =>
	text === '' ? `<${name}/>` : `<${name}>${escapeXml(text)}</${name}>`;

function item(customer: CrmCustomer): string {
	const known = ELEMENTS.map((name) => element(name, customer[name]));
	return `<ITEM>${[...known, ...ALWAYS_EMPTY.map((name) => element(name))].join('')}</ITEM>`;
}

/** The whole document around a reply. */
const document = (root: string, content: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${content}</${root}>\n`;

/** The answers to one CRM API user, in one reading. */
export function crmAnswers(username: string, dialect: CrmDialect) {
	const root = dialect.root === 'wapi' ? 'WAPI' : username.toUpperCase();

	function failed(code: number, says: string): string {
		if (dialect.status === 'none') return document(root, `<REPLY>${escapeXml(says)}</REPLY>`);
		const attributes = `STATUS="-1" ERROR_CODE="${code}" ERROR_STR="${escapeXml(says)}"`;
		return document(root, `<REPLY ${attributes}/>`);
	}

	function found(customers: CrmCustomer[]): string {
		if (customers.length === 0 && dialect.miss === 'noReply') return document(root, '');
		if (customers.length === 0 && dialect.miss === 'error') {
			return failed(60, 'No matching customer found');
		}
		const attributes = dialect.status === 'attributes' ? ' STATUS="0"' : '';
		return document(root, `<REPLY${attributes}>${customers.map(item).join('')}</REPLY>`);
	}

	return { failed, found };
}
