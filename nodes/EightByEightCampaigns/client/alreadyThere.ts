/**
 * Whether a text says that the campaign has a record already. With "On Duplicate: Skip" a record that
 * is wrongly taken for one would be lost in silence, so what leaves it open counts as no.
 */
export function saysAlreadyThere(words: string): boolean {
	if (KEY_OF_OTHER.test(words)) return false;
	const text = words
		.replace(/\s+/g, ' ')
		// The colon of "Id: X" ends no clause.
		.replace(/\b(ids?)(?:\(s\))? ?: ?(?=#|\[)/gi, '$1 ');
	return text
		.split('.')
		.some(
			(sentence) =>
				isSaid(sentence) &&
				!ID_OF_OTHER.test(sentence) &&
				!NOT_MEANT.some((other) => other.test(sentence)) &&
				(IN_THE_CAMPAIGN.test(sentence) ||
					(!OF_THE_CRM.some((other) => other.test(sentence)) && !WITHOUT_NUMBER.test(text))),
		);
}

const isSaid = (sentence: string) =>
	EXISTS.test(sentence) ||
	(EXISTS_OR_MISSING.test(sentence) && !MISSING.test(sentence)) ||
	(IN_OTHER_LANGUAGES.test(sentence) && OF_RECORD.test(sentence));

/** "Transaction ID has already been used": an id counts only where no other noun stands before it. */
const ID_OF_OTHER = new RegExp(
	`(?<![\\w#-])(?!(?:${[
		'(?:an?|the|this|that|these|those|such|same|its?|all|some|both|any|one|each|other|another)',
		'(?:given|following|provided|specified|supplied|requested|sent|new|existing|unique|duplicated?s?)',
		'(?:with|for|of|under|by|in|on|and|or|to|as|is|are|has|have|had|not|no|already|contains?|exists?)',
		'(?:con|de|del|para|zu|zur|mit|der|avec|pour|met|voor|per)',
		'(?:crm|records?|contacts?|customers?|entry|entries)',
		// "Campaign ID 7 already contains that record".
		'campaigns?(?=[-_\\s]+ids?\\b.*\\b(?:already\\s+)?(?:contains?|holds?|includes?)\\b)',
	].join(
		'|',
	)})[-_\\s])[A-Za-z\\d]+[-_\\s]+ids?\\b[^,:;]*\\b(?:already|exists?|unique|taken|duplicated?)\\b`,
	'is',
);

/** A constraint, or a field, whose name says that it is not about which record it is. */
const KEY_OF_OTHER =
	/\b(?:constraint|key|index|values?\s+(?:for|of|in))\b\W*(?:\w+\W+){0,3}?\w*(?:rank|request|transaction|session|batch|job|position|slot|schedule|priority|phone|e-?mail)/is;

/** What a text must speak of: "a build already exists" and "rank 5 is already used" are no duplicates. */
const RECORD =
	'(?:\\b(?:(?:record|contact|customer)(?:s|_?ids?)?|entry|entries|ids?|crm\\w*)|#)(?!\\w)';

const ARTICLES = '(?:(?:an?|the|this|that|these|such)\\s+)*';
const HAS = '(?:contains?|ha[sd]|have|holds?|includes?)';
const HERE = '(?:(?:the|this)\\s+)?(?:campaign|(?:call|diall?ing)\\s+list)\\b';
const THERE =
	'(?:exists?|known|there|added|present|used|in\\s+use|taken|registered|enrolled|inserted|stored)\\b';

/** "Already taken by an agent", "already registered on a list": that may be anywhere. */
const ELSEWHERE = [
	`(?:as|to|into)\\s+(?!${HERE})`,
	`on\\s+(?!${HERE}|\\d)`,
	`by\\s+${ARTICLES}(?:another\\s+)?(?:agent|user|queue|call|process|interaction)\\b`,
	`in\\s+${ARTICLES}(?:callback|call)\\b(?!\\s+list)`,
].join('|');

const OUTCOME =
	'(?:it\\s+)?(?:(?:cannot|can\\s+not|(?:will|was|is|has)(?:\\s+not)?)\\s+)?(?:be\\s+|been\\s+)?(?:add|insert|create|skipped|ignored)(?:e?d)?\\b';

/** What may follow a bare "exists". Anything else leaves open where, or says what is wrong with it. */
const EXISTS_END = [
	'(?:$|[!()\\]])',
	'[:;]\\s*(?:$|#|["\'`]|\\bids?\\b)',
	`already\\b(?:\\s+(?:in|on)\\s+${HERE}|\\s*(?:$|[,;:!()]))`,
	',?\\s*(?:so|therefore|thus|hence)\\b',
	`(?:for|with|under|by)\\s+(?:(?:this|that|the|same|given)\\s+)*${RECORD}`,
	`(?:in|on|for|within)\\s+${HERE}`,
	`(?:[,;:–-]|and\\b)\\s*${OUTCOME}`,
].join('|');

/** A record and what is said of it stand in one sentence. */
const EXISTS = new RegExp(
	[
		`\\balready\\s+${HAS}\\s+${ARTICLES}${RECORD}`,
		`\\b${HAS}\\s+already\\s+${ARTICLES}${RECORD}`,
		`\\bcampaigns?\\s+${HAS}\\s+${ARTICLES}${RECORD}[^,;]*\\balready\\b`,
		`${RECORD}.*\\balready\\s+(?:been\\s+)?${THERE}(?!\\s+(?:${ELSEWHERE}))`,
		// Of a record that is over, but not of one that was taken out.
		`\\bcampaigns?\\s+${HAS}\\s+${ARTICLES}${RECORD}[^,;]*#\\s+(?:in|with)\\s+(?:the\\s+)?stat(?:e|us)\\b(?!\\W*deleted)`,
		`${RECORD}.*\\balready\\s+(?:\\w+\\s+){0,3}(?:in|of|to|with|on|into)\\s+${HERE}`,
		`${RECORD}.*\\b(?:must\\s+be|(?:is|are)\\s+not)\\s+unique\\b`,
		'\\bunique\\s+(?:constraint|key|index)\\b.*\\bviolat|\\bviolat\\w*\\b.*\\bunique\\b|^\\s*unique\\s+violation\\b',
		// A code, or a text of a few words.
		`^\\W*already\\s+(?:exists|(?:been\\s+)?added|(?:\\w+\\s+){0,2}(?:in|of|to|on)\\s+${HERE})\\W*$`,
	].join('|'),
	'is',
);

/** "exists in the CRM, but has no number" and "duplicate phone numbers" say something else. */
const EXISTS_OR_MISSING = new RegExp(
	[
		`${RECORD}.*\\bexists\\b(?=\\s*(?:${EXISTS_END}))`,
		`\\bduplicated?s?\\b(?=\\s*(?:$|[,:;!()]|found\\b|keys?\\b|values?\\b|exist\\b|of\\b|in\\s+${HERE}|${RECORD}(?!\\s+(?:types?|sites?|requests?|jobs?|builds?|operations?|phones?|numbers?|names?|fields?|groups?|points?|details|e-?mails?|address(?:es)?)\\b)))`,
	].join('|'),
	'is',
);
const MISSING = /\b(?:no|none|not|never|nothing|without)\b.*\bexists?\b|n't\s+exist\b/is;

/** What exists or is used, where it is no record. */
const OTHER_THING =
	'(?:builds?|jobs?|operations?|transactions?|sessions?|imports?|exports?|uploads?|locks?|slots?|positions?|sequences?|phones?|telephones?|e-?mails?|ranks?|schedules?|priority|priorities)';

/** A sentence that names a record, and speaks of something else or leaves it open. */
const NOT_MEANT: readonly RegExp[] = [
	new RegExp(`\\b${OTHER_THING}\\b[^,:;]*\\b(?:already|unique)\\b`, 'is'),
	/\brequests?(?:[-_ ]?ids?)?\s+(?:(?:with|for|of)\b[^,:;]*)?\balready\b/is,
	// What the CRM, the customer or an agent has, the campaign need not have.
	new RegExp(
		`\\b(?:customers?|contacts?|crm|agents?|users?)\\b[\\s#]+(?:${HAS}\\s+already|already\\s+${HAS})\\b`,
		'is',
	),
	// In another campaign, in use by something else, put away, or on a list of those not to be called.
	/\b(?:an)?other\s+(?:\w+\s+)?(?:campaign|tenant|list|queue)|\b(?:different|previous|earlier|former)\s+(?:\w+\s+)?campaign/is,
	/\bby\s+(?:an)?other\s+(?!(?:crm\s+)?(?:record|contact|customer|entry|id|one)\b)/is,
	/\b(?:archiv\w*|recycle|trash|backup|history)\b/is,
	/\b(?:do[- ]not[- ](?:call|contact|dial)|dnc|tps|suppress\w*|opt(?:ed)?[- ]?outs?|black-?list\w*|block-?list\w*)\b/is,
	/\balready\b.*\bin\s+(?:the|your|its|our)?\s*crm\b/is,
	// Asked, wanted or denied.
	/\b(?:whether|if)\b.*\balready\b/is,
	/\b(?:must|should|needs?\s+to|ha(?:s|ve)\s+to|only)\b[^,:;]*(?<!\bnot\s+)\balready\s+(?:exists?|be)\b/is,
	/\b(?:do|does|did|is|are|was|were)\s+not\s+already\b|n't\s+already\b/is,
	// That it is not empty, without a record that is meant.
	new RegExp(
		`\\balready\\s+${HAS}\\s+(?:records|contacts|customers|entries)\\b(?!.*(?:#|\\bids?\\b))`,
		'is',
	),
	/\b(?:otra campaña|outra campanha|autre campagne|altra campagna|andere\w* (?:kampagne|campagne))/iu,
];

/** Nothing that is said beside it makes a record of the campaign one of the CRM. */
const IN_THE_CAMPAIGN = new RegExp(
	`\\bcampaigns?\\s+(?:already\\s+${HAS}|${HAS}\\s+already)\\b|\\balready\\b.*\\b(?:in|of|to|on|into)\\s+${HERE}`,
	'is',
);

/** The CRM has several customers under one ID, or has one that the campaign does not get. */
const OF_THE_CRM: readonly RegExp[] = [
	/\b(?:in|from|within|inside|by)\s+(?:(?:the|your|its|our|this|connected)\s+)*(?:crm|salesforce|dynamics|zendesk|netsuite|zoho)\b(?!\s*(?:record|contact|customer)?[-_ ]?ids?\b)|\bcrm\b\s+(?:returned|returns|found|finds|lists?|knows|reports?|holds?|contains?|has)\b/is,
	/\b(?:more\s+than\s+one|multiple|several|twice|times|merged?|(?:two|three|\d+)\s+(?:matches|records|contacts|customers|entries))\b/is,
];

/** "The contact exists, and has no valid number". */
const WITHOUT_NUMBER =
	/\b(?:no|not|missing|invalid|without|lacks?|lacking|needs?|requires?)\b[^.]*\b(?:phones?|telephones?|mobiles?|numbers?(?!\s+of\b)|e-?mails?)\b|\b(?:phones?|telephones?|mobiles?|numbers?(?!\s+of\b)|e-?mails?)\b[^.]*\b(?:no|not|missing|invalid|empty|blank|required)\b/is;

const words = (...all: string[]) => new RegExp(`(?<!\\p{L})(?:${all.join('|')})(?!\\p{L})`, 'iu');

/** Spanish, German, French, Portuguese, Italian and Dutch, as translated gateways and services have them. */
const IN_OTHER_LANGUAGES = words(
	'ya existe[n]?',
	'ya contiene',
	'ya está en la campaña',
	'existier(?:t|en) bereits',
	'bereits (?:vorhanden|enthalten)',
	'bereits in (?:der|dieser) kampagne',
	'enthält bereits',
	'existe(?:nt)? déjà',
	'contient déjà',
	'déjà (?:présente?|dans (?:la|cette) campagne)',
	'já existe[m]?',
	'já contém',
	'esiste già',
	'contiene già',
	'già presente',
	'bestaat (?:al|reeds)',
	'bevat (?:al|reeds)',
);

const OF_RECORD = new RegExp(
	`#|${
		words(
			'registros?',
			'registos?',
			'contactos?',
			'clientes?',
			'datens(?:atz|ätze)',
			'kontakte?',
			'kunden?',
			'enregistrements?',
			'contacts?',
			'clients?',
			'contatt[oi]',
			'records?',
			'klant(?:en)?',
			'crmrecordid',
		).source
	}`,
	'iu',
);
