import { parseXml, XmlError, type XmlElement } from './xml';

/** What a request asks of the CRM API. */
export interface CrmQuery {
	tenant: string;
	username: string;
	password: string;
	/** Such as `Customer`. */
	object: string;
	/** In capitals, such as `GET`. */
	action: string;
	/** The elements in COMMAND, by name: for GET what the customers must have. */
	fields: Record<string, string>;
}

function child(element: XmlElement, name: string): XmlElement {
	const found = element.children.filter((inner) => inner.name === name);
	if (found.length !== 1) throw new XmlError(`${element.name} must have one ${name}`);
	return found[0]!;
}

/**
 * Reads the form field `xml_query` of a request.
 *
 * @throws XmlError when it is missing, no well-formed XML, or not of the form of a request.
 */
export function readQuery(form: string): CrmQuery {
	const wapi = parseXml(new URLSearchParams(form).get('xml_query') ?? '');
	if (wapi.name !== 'WAPI') throw new XmlError('The root element must be WAPI');
	const command = child(wapi, 'COMMAND');
	return {
		tenant: child(wapi, 'TENANT').text,
		username: child(wapi, 'USERNAME').text,
		password: child(wapi, 'PASSWORD').text,
		object: command.attributes.OBJECT ?? '',
		action: (command.attributes.ACTION ?? '').toUpperCase(),
		fields: Object.fromEntries(command.children.map(({ name, text }) => [name, text])),
	};
}
