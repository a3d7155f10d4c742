import type { IExecuteFunctions, INodeProperties, INodePropertyMode } from 'n8n-workflow';

import type { Failure } from '../client/failure';
import { shown } from '../delivery/shown';
import { withAdvice } from './errors';
import { hasExpression, parameterReader, rawParameter, type ParameterReader } from './parameters';

const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/**
 * A text with an ID in it, which is no part of a longer number, or no text at all: that a value is
 * needed, n8n says itself. Without lookbehind, which older browsers do not read.
 */
const WITH_ID = `(?:(?:[\\s\\S]*[^0-9a-fA-F])?${UUID}(?:[^0-9a-fA-F][\\s\\S]*)?)?`;

const withId = (errorMessage: string): INodePropertyMode['validation'] => [
	{ type: 'regex', properties: { regex: WITH_ID, errorMessage } },
];

/** The field "Campaign" of every operation. */
export const campaignIdDescription: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	builderHint: {
		propertyHint:
			'The UUID of a campaign that exists in 8x8 Configuration Manager. Only the user can look it up: never make one up, and never pass a name, a tenant ID or a CRM ID.',
	},
	description:
		'The campaign to work on: its ID, or any text with its ID in it. "From list" offers the campaigns that the credential names.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a campaign…',
			hint: 'The names come from the field "Campaigns" of the credential',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
			validation: withId(
				'This is no campaign. Open the credential, and correct that line of "Campaigns": Spring sale = the campaign ID',
			),
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			// The box shows about 30 characters.
			placeholder: 'e.g. 123e4567-e89b-12d3-…',
			hint: 'To find the ID: open the campaign list in Configuration Manager, press F12, choose Network, reload the page, and search the responses for the name of your campaign: its "id" is there.',
			validation: withId(
				'There is no campaign ID in it. An ID looks like 123e4567-e89b-12d3-a456-426614174000',
			),
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://…/campaigns/123e…',
			hint: 'Any address or text with the campaign ID in it',
			validation: withId(
				'There is no campaign ID in it. An ID looks like 123e4567-e89b-12d3-a456-426614174000',
			),
		},
	],
};

type Locator = { mode?: unknown; value?: unknown };

/** Reads the campaign of each item: a lower-case UUID, or why there is none. */
export function campaignIdReader(
	context: IExecuteFunctions,
): (itemIndex: number) => string | Failure {
	const { read, mode } = locatorReader(context);
	let last: { value: unknown; id: string | Failure } = { value: '', id: campaignIdOf('') };
	return (itemIndex) => {
		try {
			const value = read(itemIndex);
			// Most items share one campaign, so its ID is parsed once.
			if (last.value !== value) {
				last = { value, id: campaignIdOf(mode === undefined ? value : { mode, value }) };
			}
			return last.id;
		} catch (error) {
			return unusable(
				'The campaign ID cannot be read',
				withAdvice(error, 'Check the expression in "Campaign".'),
			);
		}
	};
}

/** Only the value of a locator is read item by item, as long as nothing else in it is an expression. */
function locatorReader(context: IExecuteFunctions): {
	read: ParameterReader<unknown>;
	mode?: unknown;
} {
	const raw = rawParameter(context, 'campaignId', '');
	if (typeof raw === 'object' && raw !== null) {
		const { value, ...rest } = raw as Locator;
		if (typeof value === 'string' && !hasExpression(rest)) {
			return { read: parameterReader(context, 'campaignId.value', ''), mode: rest.mode };
		}
	}
	return { read: parameterReader(context, 'campaignId', '') };
}

/**
 * The one ID in a text: people paste addresses, and models write "`ID`" or "campaign ID".
 *
 * @param parameter what the resource locator holds, or a text from an expression
 */
export function campaignIdOf(parameter: unknown): string | Failure {
	const { mode, value } = (
		typeof parameter === 'object' && parameter !== null ? parameter : { value: parameter }
	) as Locator;
	if (value !== undefined && value !== null && typeof value !== 'string') {
		return unusable('The campaign ID is not text', HOW_TO_FIND);
	}
	const text = value?.trim() ?? '';
	if (text === '') {
		return unusable(
			'The campaign ID is empty',
			`If it comes from an expression, check that each item has it. ${HOW_TO_FIND}`,
		);
	}
	const plain = decoded(text);
	const [id, ...others] = idsIn(plain, ANY_ID);
	if (id === undefined) {
		return unusable(
			mode === 'url' ? 'There is no campaign ID in the URL' : 'The campaign ID is not valid',
			`The value is ${shown(text)}. ${HOW_TO_FIND}`,
		);
	}
	if (others.length === 0) return id;
	// An address may hold the tenant's id too. Taking the wrong one would dial other people.
	const [named, ...more] = /\s/.test(text) ? [] : idsIn(plain, NAMED_ID);
	return named !== undefined && more.length === 0
		? named
		: unusable(
				`There are several IDs in the ${mode === 'url' ? 'URL' : 'text'}`,
				`Enter the ID of the campaign alone. ${HOW_TO_FIND}`,
			);
}

/** An address inside another one has its separators encoded. */
function decoded(text: string): string {
	const plain = text.replace(/%2F/gi, '/').replace(/%3D/gi, '=');
	// A literal percent sign may stand before an ID that begins with 2f or 3d; decoding would damage
	// that ID.
	return idsIn(plain, ANY_ID).length < idsIn(text, ANY_ID).length ? text : plain;
}

/** Every ID in a text, as its first group too. */
export const ANY_ID = new RegExp(`(?<![0-9a-fA-F])(${UUID})(?![0-9a-fA-F])`, 'g');
/** `utm_campaign` names an advertisement, `sourceCampaign` another campaign. */
const NAMED_ID = new RegExp(
	`(?<![A-Za-z\\d_-])campaigns?(?:[_-]?Id)?[/=](${UUID})(?![0-9a-fA-F])`,
	'gi',
);

const idsIn = (text: string, pattern: RegExp) => [
	...new Set(Array.from(text.matchAll(pattern), ([, id]) => id!.toLowerCase())),
];

const HOW_TO_FIND =
	'A campaign ID looks like 123e4567-e89b-12d3-a456-426614174000. To find it, open the campaign list in Configuration Manager, press F12, choose Network, reload the page, and look in the responses for the "id" of your campaign.';

const unusable = (message: string, description: string): Failure => ({
	code: 'invalidCampaignId',
	message,
	description,
});
