import type { IDataObject } from 'n8n-workflow';

import {
	ASK_N8N,
	fieldOf,
	fieldsIn,
	isReference,
	referencedField,
} from '../../../nodes/EightByEightCampaigns/resources/fieldReference';

describe('an expression that only refers to a field', () => {
	it.each<[string, string[]]>([
		['={{ $json.id }}', ['id']],
		['={{$json.id}}', ['id']],
		['={{\n\t$json.id\n}}', ['id']],
		['={{ $json["CRM ID"] }}', ['CRM ID']],
		["={{ $json['CRM ID'] }}", ['CRM ID']],
		[`={{ $json["it's"] }}`, ["it's"]],
		[String.raw`={{ $json['it\'s'] }}`, ["it's"]],
		[String.raw`={{ $json["back\\slash"] }}`, ['back\\slash']],
		['={{ $json.contact.ids[0] }}', ['contact', 'ids', '0']],
		['={{ $json["a.b"].c["d[0]"] }}', ['a.b', 'c', 'd[0]']],
		['={{ $json[""] }}', ['']],
		['={{ $json.ünï.$x._ }}', ['ünï', '$x', '_']],
	])('is %j', (expression, path) => {
		expect(referencedField(expression)).toEqual(path);
	});

	it.each([
		'$json.id',
		'{{ $json.id }}',
		'={{ $json }}',
		'= {{ $json.id }}',
		'={{ $json.id }} ',
		'={{ $json.first }} {{ $json.last }}',
		'={{ $json.id.trim() }}',
		'={{ $json.id || "none" }}',
		'={{ $json?.id }}',
		'={{ $json[key] }}',
		'={{ $json[`id`] }}',
		'={{ $json[01] }}',
		'={{ $json[-1] }}',
		'={{ $json.1 }}',
		'={{ $json["a}}b"] }}',
		'={{ $json["{{"] }}',
		String.raw`={{ $json["\n"] }}`,
		'={{ $("Node").item.json.id }}',
		'={{ $input.item.json.id }}',
		'={{ $jsonId }}',
		5,
		undefined,
		null,
		{ value: '={{ $json.id }}' },
	])('is not %j', (expression) => {
		expect(referencedField(expression)).toBeUndefined();
	});
});

describe('a field', () => {
	const date = new Date('2027-01-31T09:00:00Z');
	const json = {
		id: 'a',
		none: null,
		given: undefined,
		date,
		contact: { ids: ['x', 'y'] },
		// Not JSON, but a node may put them there.
		call: () => 1,
	} as never;

	it.each<[string[], unknown]>([
		[['id'], 'a'],
		[['none'], null],
		[['given'], undefined],
		[['date'], date],
		[['contact', 'ids', '1'], 'y'],
		[['contact', 'ids', '2'], undefined],
		[['missing'], undefined],
		[['missing', 'deeper'], undefined],
		[['none', 'deeper'], undefined],
	])('at %j is %j', (path, value) => {
		expect(fieldOf(json, path)).toBe(value);
	});

	it.each([
		[['contact']],
		[['contact', 'ids']],
		[['id', 'length']],
		[['toString']],
		[['contact', 'ids', 'map']],
		[['call']],
	])('at %j is left to n8n', (path) => {
		expect(fieldOf(json, path)).toBe(ASK_N8N);
	});

	it('of an item without json is undefined', () => {
		expect(fieldOf(undefined, ['id'])).toBeUndefined();
	});
});

it.each([['toString', 'length'], ['constructor'], ['when', 'year']])(
	'leaves to n8n what it may read in its own way: %s',
	(...path) => {
		const json = { toString: new Date(0), constructor: 'x', when: new Date(0) };
		expect(fieldOf(json as unknown as IDataObject, path)).toBe(ASK_N8N);
	},
);

describe('code that only refers to a field', () => {
	it.each([
		' $json.id ',
		'$json["CRM ID"].list[0]',
		'$json?.crm?.["id"]?.[0]',
		"$('A node').item.json.id",
		'$("A node").first().json["id"]',
		"$('A node').last().json.crm.id",
		'$input.item.json.id',
		'$input.first().json.id',
	])('is %s', (code) => {
		expect(isReference(code)).toBe(true);
	});

	it.each([
		'',
		'$json',
		'$json.id.trim()',
		'$json.a + $json.b',
		'$json.id ?? 1',
		'$json[key]',
		'$jsonp.id',
		'$input.all().json.id',
		"$('A node').item.binary.id",
		"$('A' + 'B').item.json.id",
	])('is not %j', (code) => {
		expect(isReference(code)).toBe(false);
	});
});

describe('the fields in code', () => {
	it.each<[string, string[][]]>([
		['$json.at', [['at']]],
		['$json.at.trim()', [['at']]],
		['$json?.crm?.at?.trim?.()', [['crm', 'at']]],
		['$json["due at"]["trim"]()', [['due at']]],
		['$json.list[1].at.slice(0, $json.length)', [['list', '1', 'at'], ['length']]],
		['DateTime.fromISO($json.date + $json.crm.time)', [['date'], ['crm', 'time']]],
	])('%s are %j', (code, fields) => {
		expect(fieldsIn(code)).toEqual(fields);
	});

	it.each(['1', '$input.item.json.at', 'Object.keys($json)', '$json[key] + $json.at', '$json .at'])(
		'%s cannot be told',
		(code) => {
			expect(fieldsIn(code)).toBeUndefined();
		},
	);
});
