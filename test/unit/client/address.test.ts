import fc from 'fast-check';

import { campaignsUrl } from '../../../nodes/EightByEightCampaigns/client/address';

const URL_OF_8X8 = 'https://api.8x8.com';

const at = (baseUrl: unknown) => campaignsUrl({ baseUrl, customerSite: 'US1' });

const onSite = (customerSite: unknown, otherCustomerSite?: unknown) =>
	campaignsUrl({ baseUrl: URL_OF_8X8, customerSite, otherCustomerSite });

describe('the address of the API', () => {
	it.each([
		['https://api.8x8.com', 'https://api.8x8.com'],
		['https://api.8x8.com/', 'https://api.8x8.com'],
		['  https://api.8x8.com\n', 'https://api.8x8.com'],
		// As copied from a web page.
		['\u00A0https://api.8x8.com\u2003', 'https://api.8x8.com'],
		['HTTPS://API.8x8.COM', 'https://api.8x8.com'],
		['https://gateway.example:8443', 'https://gateway.example:8443'],
		['https://api.8x8.com:443', 'https://api.8x8.com'],
		['http://localhost:3000', 'http://localhost:3000'],
		['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
		['http://127.8.8.8', 'http://127.8.8.8'],
		['http://127.10.200.30', 'http://127.10.200.30'],
		['http://[::1]:3000', 'http://[::1]:3000'],
	])('is taken from %j', (baseUrl, origin) => {
		expect(at(baseUrl)).toBe(`${origin}/cc/US1/campaigns/v1`);
	});

	it.each([
		['nothing', undefined],
		['an empty text', ''],
		['a host without https', 'api.8x8.com'],
		['another type', 8],
		['http', 'http://api.8x8.com'],
		['http on a host that only starts like this machine', 'http://localhost.evil.example'],
		['http on a host that only ends like this machine', 'http://evil.example.localhost.example'],
		['http on a host that ends like the name of this machine', 'http://notlocalhost:3000'],
		['http on a login that looks like this machine', 'http://localhost@evil.example'],
		['http on a number beyond loopback', 'http://128.0.0.1'],
		['http on every interface', 'http://0.0.0.0:3000'],
		['http on another IPv6 address', 'http://[::2]'],
		['another protocol', 'ftp://api.8x8.com'],
		['another protocol on this machine', 'ftp://127.0.0.1'],
		['a file', 'file:///etc/passwd'],
		['a script', 'javascript:alert(1)'],
		['a path', 'https://api.8x8.com/cc'],
		['a path of slashes', 'https://api.8x8.com//'],
		['a query', 'https://api.8x8.com/?site=US1'],
		['a fragment', 'https://api.8x8.com/#x'],
		['a login', 'https://user:password@api.8x8.com'],
		['a password', 'https://:password@api.8x8.com'],
		['a user name', 'https://api.8x8.com@evil.example'],
		['two hosts', 'https://api.8x8.com\\@evil.example'],
	])('is not taken from %s', (_, baseUrl) => {
		expect(at(baseUrl)).toMatchObject({ code: 'notSent' });
	});
});

describe('the customer site', () => {
	it.each(['US1', 'US2', 'UK3', 'us1', 'a', 'EU-1', 'x_y', 'a'.repeat(32)])('can be %s', (site) => {
		expect(onSite(site)).toBe(`${URL_OF_8X8}/cc/${site}/campaigns/v1`);
	});

	it('may be missing from the list', () => {
		expect(onSite('other', ' CA4 ')).toBe(`${URL_OF_8X8}/cc/CA4/campaigns/v1`);
	});

	it('counts from the list even when another one is still filled in', () => {
		expect(onSite('UK3', 'CA4')).toContain('/cc/UK3/');
	});

	it.each([
		'',
		' ',
		'..',
		'.',
		'US1/..',
		'US1/../x',
		'US 1',
		'US1?x',
		'US1#',
		'%2e%2e',
		'-US1',
		'ÜS1',
		'a'.repeat(33),
		undefined,
		null,
		1,
		['US1'],
	])('cannot be %j', (site) => {
		expect(onSite(site)).toMatchObject({ code: 'notSent' });
		expect(onSite('other', site)).toMatchObject({ code: 'notSent' });
	});
});

describe('what users read of a credential', () => {
	const texts: Array<[string, baseUrl: string, site: string, message: string, nextStep: string]> = [
		[
			'without a URL',
			'api.8x8.com',
			'US1',
			'The base URL in the credential is not a URL',
			'Set it to https://api.8x8.com in the credential.',
		],
		[
			'that would send the key unencrypted',
			'http://api.8x8.com',
			'US1',
			'The base URL in the credential must start with https://',
			'Change it to https://…: http would send the key unencrypted, and is allowed only for this machine.',
		],
		[
			'with a path',
			`${URL_OF_8X8}/cc`,
			'US1',
			'The base URL in the credential has more than the server address',
			'Enter it like https://api.8x8.com: nothing after the host name or port, no user name or password.',
		],
		[
			'with an impossible customer site',
			URL_OF_8X8,
			'US 1',
			'The customer site in the credential is not valid',
			'Choose US1, US2 or UK3, or enter the site identifier that 8x8 gave you: letters and digits only.',
		],
	];
	it.each(texts)('%s', (_, baseUrl, customerSite, message, description) => {
		expect(campaignsUrl({ baseUrl, customerSite })).toEqual({
			code: 'notSent',
			message,
			description,
		});
	});
});

it('leads to the host of the credential and the path of the API, or nowhere', () => {
	const part = fc.oneof(
		fc.constantFrom(
			'https://',
			'http://',
			'api.8x8.com',
			'@',
			'/',
			'\\',
			'?',
			'#',
			':',
			'..',
			'%2f',
		),
		fc.string(),
	);
	const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(text, text, (baseUrl, site) => {
			const url = campaignsUrl({ baseUrl, customerSite: 'other', otherCustomerSite: site });
			if (typeof url !== 'string') return;
			expect(new URL(url).origin).toBe(new URL(baseUrl.trim()).origin);
			expect(new URL(url).href).toBe(url);
			expect(new URL(url).pathname).toBe(`/cc/${site.trim()}/campaigns/v1`);
		}),
		{ numRuns: 300 },
	);
});
