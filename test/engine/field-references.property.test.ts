import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import {
	ASK_N8N,
	fieldOf,
	referencedField,
} from '../../nodes/EightByEightCampaigns/resources/fieldReference';
import { parameterReader } from '../../nodes/EightByEightCampaigns/resources/parameters';
import { plainDescription } from '../../scripts/engine/nodeTypes';
import { runNode } from '../../scripts/engine/runNode';

/** What reading a parameter came to. */
type Reading = { value: unknown } | { thrown: string };

const reading = (read: () => unknown): Reading => {
	try {
		return { value: read() };
	} catch (error) {
		return { thrown: (error as Error).message };
	}
};

interface Compared {
	expression: string;
	byN8n: Reading;
	byNode: Reading;
	direct: unknown;
}

/** Reads each expression for each item by n8n, and as the node does, in one execution. */
async function compare(expressions: string[], items: IDataObject[]): Promise<Compared[]> {
	const compared: Compared[] = [];
	const nameOf = (index: number) => `value${index}`;
	const type: INodeType = {
		description: plainDescription(
			'reader',
			expressions.map((_, index) => ({
				displayName: 'Value',
				name: nameOf(index),
				type: 'string',
				default: '',
			})),
		),
		// eslint-disable-next-line @typescript-eslint/require-await -- n8n wants a promise
		async execute(this: IExecuteFunctions) {
			const input = this.getInputData();
			for (const [index, expression] of expressions.entries()) {
				const path = referencedField(expression);
				const read = parameterReader(this, nameOf(index), null);
				for (const [itemIndex, { json }] of input.entries()) {
					compared.push({
						expression,
						byN8n: reading(() => this.getNodeParameter(nameOf(index), itemIndex, null)),
						byNode: reading(() => read(itemIndex)),
						direct: path ? fieldOf(json, path) : ASK_N8N,
					});
				}
			}
			return [input];
		},
	};
	const parameters = Object.fromEntries(
		expressions.map((expression, index) => [nameOf(index), expression]),
	);
	const { tested } = await runNode({ type, items, parameters });
	if (tested?.error) throw tested.error;
	return compared;
}

/** Names that people, spreadsheets and CRMs give to fields, and those that JavaScript or n8n treat specially. */
const NAMES =
	`id|CRM ID|crm_id|it's|say "hi"|back\\slash|a.b|a[0]|0|12|007|-1|ünï|名前|😀|$x|_|#|{|}|class|length|caller|arguments|binding|require|process|toString|constructor|__proto__|prototype|hasOwnProperty|isProxy|json|first|isEmpty|E| `.split(
		'|',
	);

const name = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(...NAMES) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
);

const plain = fc.oneof(
	fc.string(),
	fc.constantFrom('', ' ', '={{ 1 + 1 }}', '{{ 2 }}', 'low', '2027-01-31'),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constantFrom(null, undefined),
	fc.bigInt(),
	fc.date({ noInvalidDate: false }),
);

const { json } = fc.letrec<{ json: unknown; value: unknown }>((tie) => ({
	json: fc.dictionary(name, tie('value'), { maxKeys: 8 }),
	value: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		plain,
		tie('json'),
		fc.array(tie('value'), { maxLength: 3 }),
	),
}));

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The ways to write one step of a path. */
const stepOf = (key: string) => {
	const quoted = (quote: string) =>
		`[${quote}${key.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`)}${quote}]`;
	return fc.constantFrom(
		...(IDENTIFIER.test(key) ? [`.${key}`] : []),
		...(/^(0|[1-9]\d*)$/.test(key) ? [`[${key}]`] : []),
		quoted(`'`),
		quoted('"'),
	);
};

const blank = fc.constantFrom('', ' ', '\n', '\t ');

const reference = fc
	.tuple(
		blank,
		fc.array(fc.oneof(name, fc.constantFrom('0', '1', 'length')).chain(stepOf), {
			minLength: 1,
			maxLength: 3,
		}),
		blank,
	)
	.map(([before, steps, after]) => `={{${before}$json${steps.join('')}${after}}}`);

/** Looks like a reference, but does more, less, or something else. */
const almost = fc
	.tuple(
		reference,
		fc.constantFrom<(text: string) => string>(
			(text) => `${text} `,
			(text) => `= ${text.slice(1)}`,
			(text) => text.slice(1),
			(text) => text.replace('}}', '.length }}'),
			(text) => text.replace('}}', '?.id }}'),
			(text) => text.replace('}}', ' + 1 }}'),
			(text) => text.replace('}}', '[01] }}'),
			(text) => text.replace('$json', '$json?'),
			(text) => text.replace('$json', '($json)'),
			(text) => text.replace('$json', '$input.item.json'),
			(text) => text.replace('$json', '$Json'),
			(text) => text + text.slice(1),
			(text) => `${text}{{ 1 }}`,
		),
	)
	.map(([text, change]) => change(text));

/** Where one item has the field and another does not. */
const items = fc.array(json as fc.Arbitrary<IDataObject>, { minLength: 1, maxLength: 3 });

const runs = (byDefault: number) => Number(process.env.FC_RUNS ?? byDefault);

it('a reference to a field gives what n8n gives', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(reference, { minLength: 20, maxLength: 40 }),
			items,
			async (given, input) => {
				for (const { expression, byN8n, byNode, direct } of await compare(given, input)) {
					expect({ expression, ...byNode }).toStrictEqual({ expression, ...byN8n });
					if (direct === ASK_N8N || 'thrown' in byN8n) continue;
					expect({ expression, value: direct }).toStrictEqual({ expression, ...byN8n });
				}
			},
		),
		{ numRuns: runs(15) },
	);
});

it('anything else is left to n8n', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(almost, { minLength: 20, maxLength: 40 }),
			items,
			async (given, input) => {
				for (const { expression, byN8n, byNode } of await compare(given, input)) {
					expect({ expression, ...byNode }).toStrictEqual({ expression, ...byN8n });
				}
			},
		),
		{ numRuns: runs(15) },
	);
});
