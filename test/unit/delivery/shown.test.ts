import { itemNumber, kindOf, shown } from '../../../nodes/EightByEightCampaigns/delivery/shown';

it.each([
	['a', '"a"'],
	['a "b"', String.raw`"a \"b\""`],
	['two words', '"two words"'],
	['Zoë 数字 \u{1F600}', '"Zoë 数字 \u{1F600}"'],
	[1.5, '"1.5"'],
	['', '""'],
])('%j is shown in quotation marks: %s', (value, text) => {
	expect(shown(value)).toBe(text);
});

it.each([
	['a line break', 'a\nb', String.raw`"a\nb"`],
	['a control character', 'a\u007fb', String.raw`"a\u007fb"`],
	['a no-break space', 'a\u00a0b', String.raw`"a\u00a0b"`],
	['a byte order mark', '\ufeffa', String.raw`"\ufeffa"`],
	['a braille blank', 'a\u2800', String.raw`"a\u2800"`],
	['a tag, of two UTF-16 units', 'a\u{e0041}', String.raw`"a\udb40\udc41"`],
	['one after the other', '\u200b\u200c', String.raw`"\u200b\u200c"`],
])('%s can be seen', (_, value, text) => {
	expect(shown(value)).toBe(text);
});

it('only a text longer than 40 characters is cut', () => {
	expect(shown('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`);
	expect(shown('x'.repeat(41))).toBe(`"${'x'.repeat(40)}…"`);
});

it.each([
	[['a'], 'a list'],
	[{ a: 1 }, 'an object'],
	[null, 'an object'],
	[true, 'a boolean'],
])('%j is named by its kind: %s', (value, kind) => {
	expect(kindOf(value)).toBe(kind);
	expect(shown(value)).toBe(kind);
});

it('an item is named as n8n counts and as a table does', () => {
	expect(itemNumber(0)).toBe('item 0 (row 1)');
});
