import {
	isBareCode,
	segmentsOf,
} from '../../../../nodes/EightByEightCampaigns/resources/expressions/segments';

it.each<[string, string[], string[]]>([
	['={{ $json.a }}', ['', ''], [' $json.a ']],
	['=a {{1}}{{ 2 }} }} b', ['a ', '', ' }} b'], ['1', ' 2 ']],
	['=text', ['text'], []],
	['=', [''], []],
])('%j is cut into %j and %j', (expression, texts, codes) => {
	expect(segmentsOf(expression)).toEqual({ texts, codes });
});

it.each(['={{ $json.a', '={{ {{ 1 }}', String.raw`=\{{ 1 }}`, String.raw`={{ "\}}" }}`, '=a\\b'])(
	'%j is left to n8n',
	(expression) => {
		expect(segmentsOf(expression)).toBeUndefined();
	},
);

it.each([
	['={{ 1 }}', true],
	['= {{ 1 }}', false],
	['={{ 1 }}{{ 2 }}', false],
	['=1', false],
])('%j is code and nothing else: %s', (expression, bare) => {
	expect(isBareCode(segmentsOf(expression)!)).toBe(bare);
});
