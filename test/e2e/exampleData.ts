/** What triggers and services hand to a workflow, in the shapes that their n8n nodes give out. */
import type { Json } from './n8n';

/**
 * HubSpot Trigger on a contact that was created: the event as HubSpot posts it, in which the node
 * turns `objectId` into `contactId`.
 */
export const hubspotEvent = (contactId: number): Json => ({
	eventId: 100_000_000 + contactId,
	subscriptionId: 3_184_027,
	portalId: 44_715_820,
	appId: 5_520_118,
	occurredAt: 1_795_425_600_000,
	subscriptionType: 'contact.creation',
	attemptNumber: 0,
	changeSource: 'CRM_UI',
	changeFlag: 'NEW',
	contactId,
});

/** HubSpot's contact by its ID: values are text, and a property without a value is left out. */
export const hubspotContact = (contactId: number, properties: Record<string, string>): Json => ({
	vid: contactId,
	'canonical-vid': contactId,
	'merged-vids': [],
	'portal-id': 44_715_820,
	'is-contact': true,
	properties: {
		...Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, { value }])),
		hs_object_id: { value: String(contactId) },
		lastmodifieddate: { value: '1795425600000' },
	},
	'form-submissions': [],
	'list-memberships': [],
	'identity-profiles': [
		{
			vid: contactId,
			'saved-at-timestamp': 1_795_425_600_000,
			'deleted-changed-timestamp': 0,
			identities: [
				{
					type: 'EMAIL',
					value: `contact${contactId}@example.com`,
					timestamp: 1_795_425_600_000,
					'is-primary': true,
				},
			],
		},
	],
	'merge-audits': [],
});

/** Salesforce Trigger on a lead that was created: the fields that it asks Salesforce for. */
export const salesforceLead = (id: string, lastName: string): Json => ({
	attributes: { type: 'Lead', url: `/services/data/v59.0/sobjects/Lead/${id}` },
	Id: id,
	Company: 'Westfield Builders',
	FirstName: 'Ada',
	LastName: lastName,
	Street: null,
	PostalCode: null,
	City: 'Boston',
	Email: `${lastName.toLowerCase()}@example.com`,
	Status: 'Open - Not Contacted',
	LastModifiedDate: '2026-11-20T09:14:03.000+0000',
});

/** Pipedrive Trigger on a person that was added: the body of Pipedrive's webhooks, version 2. */
export const pipedrivePerson = (id: number, more: Json = {}): Json => ({
	data: {
		id,
		name: 'Ben Fischer',
		first_name: 'Ben',
		last_name: 'Fischer',
		owner_id: 20_114_533,
		org_id: 311,
		add_time: '2026-11-20T09:14:03Z',
		update_time: '2026-11-20T09:14:03Z',
		emails: [{ label: 'work', value: 'ben@example.com', primary: true }],
		phones: [{ label: 'work', value: '+12125550155', primary: true }],
		visible_to: '3',
		label_ids: [],
		custom_fields: {},
		...more,
	},
	previous: null,
	meta: {
		action: 'create',
		entity: 'person',
		company_id: '11820331',
		correlation_id: '0b4a2b7f-51c8-4a7a-9d52-1f0b7a1f7c11',
		entity_id: String(id),
		id: '5f0a3d1e-7a45-4c53-9a4e-ec0b6c5d3c55',
		is_bulk_edit: false,
		timestamp: '2026-11-20T09:14:03.512Z',
		type: 'general',
		user_id: '20114533',
		version: '2.0',
		webhook_id: '901177',
		webhook_owner_id: '20114533',
		change_source: 'app',
		permitted_user_ids: ['20114533'],
		attempt: 1,
		host: 'example.pipedrive.com',
	},
});

/** A row as Google Sheets' "Get Row(s)" gives it: empty cells are empty texts. */
export const sheetRow = (row: number, recordId: unknown, more: Json = {}): Json => ({
	row_number: row,
	'Record ID': recordId,
	Name: 'Ada Lovelace',
	'Next Call': '',
	Priority: '',
	...more,
});
