import { namesIn } from '../../../../nodes/EightByEightCampaigns/resources/expressions/names';

const fieldsOf = (code: string) => {
	const fields = namesIn(code)?.fields;
	return fields && [...fields].sort();
};

describe('code that depends on the item', () => {
	it.each<[string, string[]]>([
		['$json.id', ['id']],
		['$json["CRM ID"] + $json.id', ['CRM ID', 'id']],
		["$json?.contact?.['id'].trim()", ['contact']],
		['$json?.["a"]', ['a']],
		['`${$json.a}-${ `${$json.b}` }`', ['a', 'b']],
		['$itemIndex + 1', []],
		[`$json.a.replace(/["'}\\/]/g, "$input }")`, ['a']],
		['$json.a / 2 / $json.b', ['a', 'b']],
		['(() => { const x = $json.a; return x; })()', ['a']],
		['$json.a > 1 ? $now.plus({ days: 1 }) : $today', ['a']],
		['$json.$input', ['$input']],
		['new Date($json.at)', ['at']],
		['$json.tags.map(function (x) { return x; })', ['tags']],
		['$if($json.a <= 1, "=", $json.b === 2)', ['a', 'b']],
		['Math.random() < 0.5 ? $json.a : $json.b', ['a', 'b']],
		['[$json.a, $json.b].randomItem()', ['a', 'b']],
		['$json.uuid', ['uuid']],
		['$json["random group"] + $json.performance', ['performance', 'random group']],
		['Math.round($json.a)', ['a']],
		['$json.a % 2', ['a']],
		['$now.plus({ minutes: $itemIndex % 10 })', []],
	])('%s refers to the fields %j', (code, fields) => {
		expect(namesIn(code)).toMatchObject({ item: true, otherNode: false });
		expect(fieldsOf(code)).toEqual([...fields].sort());
	});

	it.each([
		'$json',
		'Object.keys($json)',
		'{ ...$json }.id',
		'$json[$json.key]',
		'$json["a" + 1]',
		String.raw`$json["\x61"]`,
		'$json.isEmpty()',
		'$json.keys?.()',
		'$json["keys"]()',
		'$json.toString',
		'$json.a + (($json) => $json)(1)',
	])('%s may refer to any field', (code) => {
		expect(namesIn(code)).toMatchObject({ item: true, fields: undefined });
	});
});

describe('code that has no name of the item', () => {
	it.each([
		`$('Settings').first().json.campaignId`,
		'$("Settings").last(0, 1).json["a b"].trim()',
		`$( 'Settings' ) . all( ) .length`,
		'$vars.campaign ?? $env.CAMPAIGN',
		'$workflow.name + $execution.id',
		'"$json"',
		'`$json.id {`',
		'/[$]json/.source',
		'1 + 1',
		'({ json: 1 }).json',
		'Math.max(1, $vars.campaignUuid.length % 7)',
	])('%s', (code) => {
		expect(namesIn(code)).toMatchObject({ item: false });
	});

	it.each([
		['$now', true],
		['$today.toISO()', true],
		['new Date()', true],
		['DateTime.now()', true],
		['new Intl.DateTimeFormat("en", { fractionalSecondDigits: 3 }).format()', true],
		['"2027-01-31".toDateTime().diffToNow("hours")', true],
		['"2027-01-31".toDateTime()["diffNow"]()', true],
		['$vars.start.toDateTime().toRelative()', true],
		['$vars.start.isInLast(5)', true],
		['$vars.known', false],
	])('%s refers to the time: %s', (code, time) => {
		expect(namesIn(code)?.time).toBe(time);
	});
});

it.each([
	['a name that n8n alone knows', '$input.item.json.id'],
	['a spread name that n8n alone knows', '[...$items()]'],
	['a paired item', `$('Node').item.json.id`],
	['an output that is not called', `$('Node').first.json`],
	['an output with an argument that is no number', `$('Node').first($itemIndex)`],
	['a node whose name is computed', '$("a" + "b").first()'],
	['a name inside a template', '`${ $input.first().json.id }`'],
	['a name inside a template inside a template', '`${ `${ $node.X }` }`'],
	['a comment that hides its end', '$json.a // )'],
	['a comment', '/* $input */ $json.a'],
	['this', 'this.$json.a'],
	['arguments', 'arguments[0]'],
	['await', 'await $json.a'],
	['a statement', '$json.a; $json.b'],
	['a loop', '(() => { for (const x of $json.a) return x; })()'],
	['an assignment', 'x = $json.a'],
	['an assignment to the item', '$json.a = 1'],
	['a combined assignment', '$json.a ||= 1'],
	['a shift that assigns', '$json.a >>>= 1'],
	['an increment', '$json.a++'],
	['delete', 'delete $json.a'],
	['a method that changes a list', '$json.tags.push(1)'],
	['a method that changes a list, named by a text', '$json.tags["reverse"]()'],
	['a method that changes a Date', 'new Date($json.a).setHours(1)'],
	['a default that may assign', '((x = 1) => x)($json.a)'],
	['brackets that do not match', '$json.a) + (1'],
	['a bracket that is not closed', '{ a: $json.a'],
	['a text that is not closed', `'$json.a`],
	['a template that is not closed', '`$json.a'],
	['an escaped name', String.raw`\u0024input.item`],
	['a slash that may be either', '(() => { return 1 } / $json.a / 1)()'],
	['a slash after a condition', '(() => { if ($json.a) /"/.test($input) })()'],
	['a global object', 'globalThis.x'],
	["n8n's own names", '__sanitize'],
	['no code', '  '],
	['a draw', 'Math.random() < 0.5 ? "A" : "B"'],
	['a draw from a list', '["A", "B"].randomItem()'],
	['a draw by a name of its own', '(({ random }) => random())(Math)'],
	['a draw named by a text', 'Math["random"]()'],
	['a draw named by a template', 'Math?.[`random`]()'],
	['a draw whose name is computed', 'Math["ran" + "dom"]()'],
	['a draw under another name', '(() => { const m = Math; return m["ran" + "dom"](); })()'],
	['an ID that is made up', 'crypto.randomUUID()'],
	['an ID that is made up, with a computed name', 'crypto["ran" + "domUUID"]()'],
	['a time since the start', 'performance.now()'],
	['the last digit of the time', '$now.toMillis() % 2 ? "A" : "B"'],
	['the last digit of the time, for the item', '$now.toMillis() % 2 ? $json.a : $json.b'],
	['a remainder of the time', '+$now % 2 ? $json.a : $json.b'],
	['the last bit of the time', 'new Date().getTime() & 1 ? "2027-01-31" : "2027-02-01"'],
	['a part of a second', 'new Date().getMilliseconds() > 500'],
	['a part of a second, for the item', '$now.millisecond + $json.a'],
	['the number of the run', '$runIndex'],
	['what the workflow keeps', '$getWorkflowStaticData("global").count'],
	['what the execution keeps', '$execution.customData.get("count")'],
	['what the execution keeps, with a computed name', '$execution["custom" + "Data"].get("count")'],
])('%s is left to n8n', (_, code) => {
	expect(namesIn(code)).toBeUndefined();
});
