import fc from 'fast-check';

import {
	campaignIdOf,
	campaignIdReader,
} from '../../../nodes/EightByEightCampaigns/resources/campaignId';
import { CAMPAIGN, OTHER_CAMPAIGN } from '../helpers/entries';
import { parameterContext } from '../helpers/context';

const byId = (value: unknown) => campaignIdOf({ __rl: true, mode: 'id', value });
const byUrl = (value: unknown) => campaignIdOf({ __rl: true, mode: 'url', value });

const INVALID = { code: 'invalidCampaignId' };

describe('by ID', () => {
	it.each([
		CAMPAIGN,
		CAMPAIGN.toUpperCase(),
		`  ${CAMPAIGN}\n`,
		`{${CAMPAIGN}}`,
		`"${CAMPAIGN}"`,
		`'${CAMPAIGN}'`,
		`\`${CAMPAIGN}\``,
		`Campaign ${CAMPAIGN}`,
		`the campaign "Spring sale" (ID: ${CAMPAIGN}).`,
		`${CAMPAIGN}\n${CAMPAIGN}`,
		`${CAMPAIGN}/records`,
		`https://example.com/campaigns/${CAMPAIGN}`,
	])('the ID in %j is taken, in lower case', (value) => {
		expect(byId(value)).toBe(CAMPAIGN);
	});

	it('an ID of zeros is one too', () => {
		const zeros = '00000000-0000-0000-0000-000000000000';
		expect(byId(zeros)).toBe(zeros);
	});

	// Taking the wrong one would dial other people.
	it.each([`${CAMPAIGN} ${OTHER_CAMPAIGN}`, `"${CAMPAIGN}" or "${OTHER_CAMPAIGN}"`])(
		'which of two is meant cannot be told in %j',
		(value) => {
			expect(byId(value)).toMatchObject({
				...INVALID,
				message: 'There are several IDs in the text',
			});
		},
	);

	it.each([
		undefined,
		null,
		'',
		'  ',
		5,
		true,
		[CAMPAIGN],
		{ id: CAMPAIGN },
		'campaign',
		CAMPAIGN.slice(1),
		`${CAMPAIGN}0`,
		CAMPAIGN.replaceAll('-', ''),
		`g${CAMPAIGN.slice(1)}`,
	])('%j is not taken', (value) => {
		expect(byId(value)).toMatchObject(INVALID);
	});
});

describe('what is wrong', () => {
	it.each([undefined, null, '', ' '])('with %j: it is empty, maybe for this item only', (value) => {
		const failure = { message: 'The campaign ID is empty', description: /^If it comes from an/ };
		for (const said of [byId(value), byUrl(value), campaignIdOf(value)]) {
			expect(said).toMatchObject({
				message: failure.message,
				description: expect.stringMatching(failure.description) as string,
			});
		}
	});

	it.each([5, false, [CAMPAIGN], { id: CAMPAIGN }])('with %j: it is not text', (value) => {
		expect(byId(value)).toMatchObject({ message: 'The campaign ID is not text' });
		expect(byUrl(value)).toMatchObject({ message: 'The campaign ID is not text' });
	});
});

describe('as a bare text, as expressions give it', () => {
	it('is taken', () => {
		expect(campaignIdOf(` ${CAMPAIGN.toUpperCase()} `)).toBe(CAMPAIGN);
	});

	it.each([undefined, null, '', 5, [], {}])('%j is not taken', (value) => {
		expect(campaignIdOf(value)).toMatchObject(INVALID);
	});
});

describe('by URL', () => {
	it.each([
		CAMPAIGN,
		`https://example.com/campaigns/${CAMPAIGN}`,
		`https://example.com/campaigns/${CAMPAIGN.toUpperCase()}/records?x=1#top`,
		`https://example.com/#/list?campaignId=${CAMPAIGN}`,
		`https://example.com/?next=%2Fcampaigns%2F${CAMPAIGN}`,
		`{"id":"${CAMPAIGN}","tenant":"acme"}`,
		`curl -X PATCH 'https://api.8x8.com/cc/US1/campaigns/v1/${CAMPAIGN}'`,
		`${CAMPAIGN} and once more ${CAMPAIGN.toUpperCase()}`,
	])('the ID is found in %j', (value) => {
		expect(byUrl(value)).toBe(CAMPAIGN);
	});

	it.each([
		`https://example.com/tenants/${OTHER_CAMPAIGN}/campaigns/${CAMPAIGN}`,
		`https://example.com/campaigns/${CAMPAIGN}?tenant=${OTHER_CAMPAIGN}`,
		`https://example.com/?tenant=${OTHER_CAMPAIGN}&campaignId=${CAMPAIGN}`,
		`https://example.com/?tenant=${OTHER_CAMPAIGN}&campaign=${CAMPAIGN}`,
		`https://example.com/?tenant_id=${OTHER_CAMPAIGN}&campaign_id=${CAMPAIGN}`,
		`https://example.com/campaigns/${CAMPAIGN}/?utm_campaign=${OTHER_CAMPAIGN}`,
	])('another ID is told apart in %j', (value) => {
		expect(byUrl(value)).toBe(CAMPAIGN);
	});

	// Taking the wrong one would dial other people.
	it.each([
		`${CAMPAIGN} ${OTHER_CAMPAIGN}`,
		`https://example.com/tenants/${OTHER_CAMPAIGN}/lists/${CAMPAIGN}`,
		`https://example.com/lists/${CAMPAIGN}?utm_campaign=${OTHER_CAMPAIGN}`,
		`https://example.com/campaigns/${CAMPAIGN}?from=/campaigns/${OTHER_CAMPAIGN}`,
		`campaignId=${CAMPAIGN}&campaignId=${OTHER_CAMPAIGN}`,
		`https://example.com/copy?sourceCampaign=${OTHER_CAMPAIGN}&target=${CAMPAIGN}`,
		`oldCampaign=${OTHER_CAMPAIGN}&id=${CAMPAIGN}`,
		`subcampaign=${OTHER_CAMPAIGN}/${CAMPAIGN}`,
		`previous_campaign_id=${OTHER_CAMPAIGN}&id=${CAMPAIGN}`,
		`old-campaign=${OTHER_CAMPAIGN}&id=${CAMPAIGN}`,
		`previous2campaign=${OTHER_CAMPAIGN}&id=${CAMPAIGN}`,
		`campaignId=${OTHER_CAMPAIGN} campaign: ${CAMPAIGN}`,
		`copied from campaigns/${OTHER_CAMPAIGN}: ${CAMPAIGN}`,
	])('which of two is meant cannot be told in %j', (value) => {
		expect(byUrl(value)).toMatchObject(INVALID);
	});

	it.each(['', 'https://example.com/campaigns/', CAMPAIGN.slice(1), `${CAMPAIGN}0`, 5, null])(
		'there is none in %j',
		(value) => {
			expect(byUrl(value)).toMatchObject(INVALID);
		},
	);

	it.each(['2f', '2F', '3d', '3D'])(
		'finds an ID that begins with %s behind a percent sign',
		(start) => {
			const id = `${start}000000-0000-4000-8000-000000000000`;
			expect(byUrl(`100%${id}`)).toBe(id.toLowerCase());
		},
	);

	it('finds the one ID in any text', () => {
		const around = fc.string().filter((text) => !/[0-9a-f]/i.test(text));
		fc.assert(
			fc.property(fc.uuid(), around, around, (id, before, after) => {
				expect(byUrl(`${before}${id.toUpperCase()}${after}`)).toBe(id);
			}),
		);
	});
});

it('what is no campaign ID is shown', () => {
	expect(byId('spring')).toMatchObject({
		description: expect.stringContaining('The value is "spring".') as string,
	});
});

it('is a lower-case UUID or says why not, whatever it is given', () => {
	const mode = fc.constantFrom('id', 'url', 'list', undefined, 5);
	const value = fc.oneof(fc.anything(), fc.string(), fc.uuid(), fc.webUrl());
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.record({ mode, value })), (parameter) => {
			const result = campaignIdOf(parameter);
			if (typeof result === 'string')
				expect(result).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
			else expect(result).toMatchObject({ ...INVALID, message: expect.any(String) as string });
		}),
	);
});

describe('reading the parameter', () => {
	it('evaluates nothing when it has no expression', () => {
		const raw = { campaignId: { __rl: true, mode: 'id', value: CAMPAIGN } };
		const { context, evaluated } = parameterContext({ raw });
		const read = campaignIdReader(context);
		expect([read(0), read(1)]).toEqual([CAMPAIGN, CAMPAIGN]);
		expect(evaluated).toEqual([]);
	});

	it('reads an expression for each item', () => {
		const raw = { campaignId: { __rl: true, mode: 'id', value: '={{ $json.campaign }}' } };
		const values = [CAMPAIGN, OTHER_CAMPAIGN, 'none', OTHER_CAMPAIGN, CAMPAIGN];
		const evaluate = (_: string, itemIndex: number) => values[itemIndex];
		const read = campaignIdReader(parameterContext({ raw, evaluate }).context);
		expect(values.map((_value, itemIndex) => read(itemIndex))).toEqual([
			CAMPAIGN,
			OTHER_CAMPAIGN,
			expect.objectContaining(INVALID),
			OTHER_CAMPAIGN,
			CAMPAIGN,
		]);
	});

	it('reads a reference to a field straight from the items', () => {
		const raw = { campaignId: { __rl: true, mode: 'url', value: '={{ $json.link }}' } };
		const items = [CAMPAIGN, OTHER_CAMPAIGN, CAMPAIGN].map((id) => ({ link: `campaigns/${id}` }));
		const evaluate = (_: string, itemIndex: number) => items[itemIndex]?.link;
		const { context, evaluated } = parameterContext({ raw, evaluate, items });
		const read = campaignIdReader(context);
		expect(items.map((_item, itemIndex) => read(itemIndex))).toEqual([
			CAMPAIGN,
			OTHER_CAMPAIGN,
			CAMPAIGN,
		]);
		expect(evaluated).toEqual([['campaignId.value', 0]]);
	});

	it('leaves a locator with an expression for its mode to n8n', () => {
		const raw = { campaignId: { mode: '={{ $json.mode }}', value: '={{ $json.id }}' } };
		const items = [{ mode: 'url', id: `campaigns/${CAMPAIGN}` }];
		const evaluate = () => ({ mode: 'url', value: `campaigns/${CAMPAIGN}` });
		const { context, evaluated } = parameterContext({ raw, evaluate, items });
		expect(campaignIdReader(context)(0)).toBe(CAMPAIGN);
		expect(evaluated).toEqual([['campaignId', 0]]);
	});

	it('takes an expression that fails for an item without an ID', () => {
		const evaluate = (_: string, itemIndex: number) => {
			if (itemIndex === 0) throw new Error('No such field');
			return CAMPAIGN;
		};
		const read = campaignIdReader(
			parameterContext({ raw: { campaignId: '={{ $json.id }}' }, evaluate }).context,
		);
		expect(read(0)).toMatchObject({
			...INVALID,
			description: 'No such field. Check the expression in "Campaign".',
		});
		expect(read(1)).toBe(CAMPAIGN);
	});
});
