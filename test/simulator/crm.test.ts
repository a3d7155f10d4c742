import { CRM_USER, startCrm, type Crm } from '../../simulator/crm/startCrm';
import { escapeXml, parseXml } from '../../simulator/crm/xml';

let crm: Crm;

beforeAll(async () => {
	crm = await startCrm();
});
beforeEach(() => crm.reset());
afterAll(() => crm.close());

const ADA = { ACCOUNTNUM: '10000052', FIRSTNAME: 'Ada', EMAIL: 'a&b@example.com', VOICE: '+1 212' };

function request(command: string, { tenant, username, password } = CRM_USER): string {
	const user = Object.entries({ TENANT: tenant, USERNAME: username, PASSWORD: password });
	const elements = user.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
	return `<WAPI>${elements.join('')}${command}</WAPI>`;
}

async function ask(xml: string): Promise<string> {
	const body = new URLSearchParams({ xml_query: xml });
	return await (await fetch(crm.url, { method: 'POST', body })).text();
}

const get = (filter: string) =>
	ask(request(`<COMMAND OBJECT="Customer" ACTION="Get">${filter}</COMMAND>`));

/** The replies in an answer: their attributes, and the account numbers in them. */
const replies = (answer: string) =>
	parseXml(answer.replace(/^<\?.*\?>\n/, '')).children.map(({ attributes, children, text }) => ({
		attributes,
		text,
		accounts: children.map((item) => item.children.find(({ name }) => name === 'ACCOUNTNUM')?.text),
	}));

it('answers each match in an item, below the CRM API user in capitals, with empty elements', async () => {
	crm.customers = [ADA, { ...ADA, ACCOUNTNUM: '10000053' }, { ACCOUNTNUM: '1', EMAIL: 'x@y.z' }];
	const answer = await get('<EMAIL>A&amp;B@example.com</EMAIL>');
	expect(replies(answer)).toEqual([
		{ attributes: { STATUS: '0' }, text: '', accounts: ['10000052', '10000053'] },
	]);
	expect(answer).toMatch(/<CRMAPI><REPLY/);
	expect(answer).toMatch('<EMAIL>a&amp;b@example.com</EMAIL>');
	expect(answer).toMatch('<COMPANY/>');
});

it('finds a number by its digits', async () => {
	crm.customers = [ADA];
	expect(replies(await get('<VOICE>1212</VOICE>'))[0]?.accounts).toEqual(['10000052']);
	expect(replies(await get('<VOICE>212</VOICE>'))[0]?.accounts).toEqual([]);
});

it.each([
	['emptyReply', 'attributes', [{ attributes: { STATUS: '0' }, text: '', accounts: [] }]],
	['emptyReply', 'none', [{ attributes: {}, text: '', accounts: [] }]],
	['noReply', 'attributes', []],
	['error', 'none', [{ attributes: {}, text: 'No matching customer found', accounts: [] }]],
] as const)('answers a miss as %s, with status %s', async (miss, status, expected) => {
	crm.dialect = { root: 'wapi', miss, status };
	const answer = await get('<EMAIL>nobody@example.com</EMAIL>');
	expect(answer).toMatch('<WAPI>');
	expect(replies(answer)).toEqual(expected);
});

it('lets in nobody but its user', async () => {
	crm.customers = [ADA];
	const command =
		'<COMMAND OBJECT="Customer" ACTION="Get"><EMAIL>a&amp;b@example.com</EMAIL></COMMAND>';
	for (const wrong of [{ tenant: 'other' }, { username: 'other' }, { password: 'other' }]) {
		const [reply] = replies(await ask(request(command, { ...CRM_USER, ...wrong })));
		expect(reply?.attributes).toMatchObject({ STATUS: '-1', ERROR_STR: 'Authentication failed' });
	}
	expect(crm.queries).toEqual([]);
});

it.each([
	'<EMAIL>a&b@example.com</EMAIL>',
	'<EMAIL>a<b@example.com</EMAIL>',
	'<EMAIL>&nbsp;</EMAIL>',
])('refuses what a sender forgot to escape: %s', async (filter) => {
	crm.customers = [ADA];
	expect(replies(await get(filter))[0]?.attributes).toMatchObject({
		STATUS: '-1',
		ERROR_CODE: '3',
	});
});

it('adds and changes nobody', async () => {
	const command =
		'<COMMAND OBJECT="Customer" ACTION="Add"><EMAIL>new@example.com</EMAIL></COMMAND>';
	expect(replies(await ask(request(command)))[0]?.attributes).toMatchObject({ STATUS: '-1' });
	expect(crm.customers).toEqual([]);
	expect(crm.queries).toMatchObject([{ action: 'ADD', fields: { EMAIL: 'new@example.com' } }]);
});
