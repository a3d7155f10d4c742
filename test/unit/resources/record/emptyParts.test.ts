import type { IExecuteFunctions } from 'n8n-workflow';
import { segmentsOf } from '../../../../nodes/EightByEightCampaigns/resources/expressions/segments';
import { emptyParts } from '../../../../nodes/EightByEightCampaigns/resources/record/emptyParts';

/** The codes that give nothing, for the text that n8n made of each item, and how often n8n was asked. */
function search(expression: string, items: Array<Record<string, unknown>>, texts: string[]) {
	let asked = 0;
	const context = {
		isToolExecution: () => false,
		getInputData: () => items.map((json) => ({ json })),
		evaluateExpression(code: string, itemIndex: number) {
			asked += 1;
			return items[itemIndex]![/\$json\.(\w+)/.exec(code)![1]!];
		},
	} as unknown as IExecuteFunctions;
	const find = emptyParts(context, segmentsOf(expression)!);
	return { found: texts.map((text, itemIndex) => find(text, itemIndex)), asked };
}

it('one code is never read again', () => {
	const texts = ['CRM-1', 'CRM-', 'CRM- '];
	expect(search('=CRM-{{ $json.id }}', [], texts)).toEqual({
		found: [[], [' $json.id '], [' $json.id ']],
		asked: 0,
	});
});

it('several codes are not read where the texts between them stand apart', () => {
	const texts = ['2030-01-31 09:00', '2030-02-28 10:00'];
	expect(search('={{ $json.date.trim() }} {{ $json.time.trim() }}', [], texts)).toEqual({
		found: [[], []],
		asked: 0,
	});
});

it('references are read from the item, after one was compared with n8n', () => {
	const items = [
		{ a: 'EU', b: 1 },
		{ a: '', b: 2 },
		{ a: 'US', b: null },
	];
	expect(search('={{ $json.a }}{{ $json.b }}', items, ['EU1', '2', 'US'])).toEqual({
		found: [[], [' $json.a '], [' $json.b ']],
		asked: 2,
	});
});

it('nothing is said where n8n has changed the texts', () => {
	expect(search('=CRM-{{ $json.id }}-X', [], ['CRM-X', 'crm--X']).found).toEqual([[], []]);
});
