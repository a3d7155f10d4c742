import {
	isBareCode,
	partsOf,
} from '../../../../nodes/EightByEightCampaigns/resources/expressions/parts';

it.each<[string, string[], string[]]>([
	['={{ $json.a }}', ['', ''], [' $json.a ']],
	['=a {{1}}{{ 2 }} }} b', ['a ', '', ' }} b'], ['1', ' 2 ']],
	['=text', ['text'], []],
	['=', [''], []],
])('%j is cut into %j and %j', (expression, texts, codes) => {
	expect(partsOf(expression)).toEqual({ texts, codes });
});

it.each(['={{ $json.a', '={{ {{ 1 }}', String.raw`=\{{ 1 }}`, String.raw`={{ "\}}" }}`, '=a\\b'])(
	'%j is left to n8n',
	(expression) => {
		expect(partsOf(expression)).toBeUndefined();
	},
);

it.each([
	['={{ 1 }}', true],
	['= {{ 1 }}', false],
	['={{ 1 }}{{ 2 }}', false],
	['=1', false],
])('%j is code and nothing else: %s', (expression, bare) => {
	expect(isBareCode(partsOf(expression)!)).toBe(bare);
});
