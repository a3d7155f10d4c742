/** An element of XML, with its text where it has no elements in it. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	children: XmlElement[];
	text: string;
}

/** Text that is not well-formed XML, or that uses more of XML than a request of the CRM API needs. */
export class XmlError extends Error {}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as the content of an element or, in double quotes, of an attribute. */
export const escapeXml = (text: string) =>
	text.replace(/[&<>"']/g, (character) => {
		const entity = Object.keys(ENTITIES).find((name) => ENTITIES[name] === character);
		return `&${entity};`;
	});

function decode(text: string): string {
	return text.replace(/&([^;]*);?/g, (whole, reference: string) => {
		const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(reference);
		const decoded = number
			? String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2]))
			: ENTITIES[reference];
		if (decoded === undefined || !whole.endsWith(';'))
			throw new XmlError(`Not an entity: ${whole}`);
		return decoded;
	});
}

const NAME = '[A-Za-z_][\\w.-]*';
const ATTRIBUTE = `\\s+(${NAME})\\s*=\\s*("[^"<]*"|'[^'<]*')`;
const TOKEN = new RegExp(`<(/?)(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|([^<]+)|<`, 'g');

function attributesOf(text: string): Record<string, string> {
	const found = [...text.matchAll(new RegExp(ATTRIBUTE, 'g'))];
	return Object.fromEntries(
		found.map(([, name, quoted]) => [name!, decode(quoted!.slice(1, -1))] as const),
	);
}

/**
 * Reads a document of elements, attributes and text; a declaration before it is passed over.
 * Comments, CDATA and processing instructions are refused, as is everything not well-formed: what a
 * sender forgot to escape must not pass unseen.
 *
 * @throws XmlError
 */
export function parseXml(document: string): XmlElement {
	const roots: XmlElement[] = [];
	const open: XmlElement[] = [];
	const body = document.trim().replace(/^<\?xml[^>]*\?>/, '');
	for (const [token, slash, name, attributes = '', , , empty, text] of body.matchAll(TOKEN)) {
		const parent = open.at(-1);
		if (text !== undefined) {
			if (parent) parent.text += decode(text);
			else if (text.trim()) throw new XmlError('Text outside of the root element');
		} else if (name === undefined) {
			throw new XmlError(`A stray "${token}"`);
		} else if (slash) {
			if (open.pop()?.name !== name) throw new XmlError(`</${name}> ends another element`);
		} else {
			const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
			(parent ? parent.children : roots).push(element);
			if (!empty) open.push(element);
		}
	}
	const [root, ...others] = roots;
	if (!root || others.length || open.length) throw new XmlError('There must be one root element');
	return root;
}
