import { keyInCrm } from '../../../nodes/EightByEightCampaigns/delivery/sameInCrm';

it.each([
	['letters in another case', 'CRM-7', 'crm-7'],
	['leading zeros', '00123', '123'],
	['.0', '123.0', '123'],
	['an apostrophe', "'123", '123'],
	['a formula', '="00123"', '123'],
	['blanks', ' a\u00a0', 'a'],
	['a byte order mark', '\ufeffa', 'a'],
	['what cannot be seen', 'a\u200bb', 'ab'],
	['composition', '\u00e9', 'e\u0301'],
	['wide digits', '１２３', '123'],
	['the two forms of Salesforce', '0031t00000AbCdE', '0031t00000AbCdEAAV'],
	['Salesforce in small letters', '0031t00000AbCdEAAV', '0031t00000abcdeaav'],
	['Salesforce with a Z', '0031t00000AbCdZ', '0031t00000abcdzaav'],
	['Salesforce in capitals', '0031t00000AbCdE', '0031T00000ABCDEAAV'],
])('ids that differ by %s may be one: %j and %j', (_difference, one, other) => {
	expect(keyInCrm(one)).toBe(keyInCrm(other));
});

it.each([
	['numbers', '7', '70'],
	['zero and none', '0', '00a'],
	// Two records of Salesforce, which its ids of 18 characters tell apart.
	['the case of a Salesforce id of 15', '50130000000014c', '50130000000014C'],
	['the suffix of a Salesforce id', '50130000000014cAAA', '50130000000014CAAQ'],
	['a suffix, without the 0 of Salesforce', 'aaaaa1aaaaaaaaa', 'aaaaa1aaaaaaaaaAAA'],
	['digits in the place of a suffix', '123450789012345012', '123450789012345013'],
	['18 digits', '123456789012345678', '123456789012345679'],
])('ids that differ by %s are two: %j and %j', (_difference, one, other) => {
	expect(keyInCrm(one)).not.toBe(keyInCrm(other));
});

it.each(['7', 'crm-7', 'abc', '0', '0031t00000AbCdE'])('the key of %s is the id itself', (id) => {
	expect(keyInCrm(id)).toBe(id);
});
