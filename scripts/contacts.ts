/**
 * Writes examples/contacts.csv: 1,200 contacts as a CRM exports them, a few dozen of them bad in the
 * ways that exports are bad. The same file comes out every time.
 *
 *   npx tsx scripts/contacts.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../simulator/random';

const ROWS = 1_200;

const FIRST_NAMES =
	'Amara Ben Chloé Daniel Elif Femi Grace Hugo Ines Jonas Keiko Liam Maya Noah Olivia Priya Quentin Rosa Samir Tara Uma Víctor Wendy Xin Yusuf Zoë'.split(
		' ',
	);
const LAST_NAMES =
	"Adler Bergström Chen Dubois Evans Fischer García Hughes Ito Jensen Kowalski López Müller Nguyen O'Brien Patel Quinn Rossi Silva Tanaka Usman Vogel Walker Yılmaz Zhang".split(
		' ',
	);
const TRADES = 'Bakery Builders Dental Design Energy Foods Freight Gardens Interiors Legal'.split(
	' ',
);
const PLACES = 'Bayside Hillcrest Lakeview Northgate Oakwood Parkside Riverside Westfield'.split(
	' ',
);
const OWNERS = ['Alex Morgan', 'Jamie Lee', 'Robin Carter', 'Sam Taylor'];
const STAGES = [
	'Lead',
	'Marketing Qualified Lead',
	'Sales Qualified Lead',
	'Opportunity',
	'Customer',
];
const PRIORITIES = ['High', 'Medium', 'Low', 'HIGH', 'medium', ''];
const NOTES = [
	'',
	'',
	'',
	'Prefers mornings',
	'Asked for "the short version", then a quote',
	'Met at the fair, wants:\n- prices\n- delivery times',
	'Spoke to reception; call again',
];

/** Area codes with the UTC offset of their place. The numbers 555-0100 to 555-0199 are reserved for fiction. */
const AREAS: Array<[code: string, offset: string]> = [
	['212', '-05:00'],
	['312', '-06:00'],
	['303', '-07:00'],
	['415', '-08:00'],
];

type Contact = Record<string, string>;

/** Every `step` rows from `first` on, the change is made to the row; the rows are spread over many batches. */
interface Flaw {
	first: number;
	step: number;
	change: (contact: Contact, earlier: Contact, nth: number) => void;
}

const UNREADABLE_DATES = ['tomorrow', 'TBD', '31/12/2027 9am', '2027-02-30T09:00:00-05:00', 'n/a'];

const FLAWS: Flaw[] = [
	{ first: 57, step: 190, change: (contact) => (contact['Record ID'] = '') },
	{
		// What a CRM writes for contacts that were merged.
		first: 101,
		step: 230,
		change: (contact) => {
			const id = Number(contact['Record ID']);
			contact['Record ID'] = [id, id + 41, id + 77].join(';');
		},
	},
	{
		first: 34,
		step: 171,
		change: (contact, _earlier, nth) => (contact['Call Priority'] = nth % 2 ? 'Urgent' : 'urgent'),
	},
	{
		first: 148,
		step: 205,
		change: (contact, _earlier, nth) =>
			(contact['Next Call'] = UNREADABLE_DATES[nth % UNREADABLE_DATES.length] ?? ''),
	},
	// The same contact exported twice, hundreds of rows apart.
	{ first: 481, step: 88, change: (contact, earlier) => Object.assign(contact, earlier) },
	{ first: 75, step: 83, change: (contact) => (contact['Lead Status'] = 'In calling campaign') },
];

/** How far before a row that comes twice its first occurrence stands. */
const TWICE_DISTANCE = 277;

function contacts(): Contact[] {
	const random = seededRandom(12);
	const below = (limit: number) => Math.floor(random() * limit);
	const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
	const twoDigits = (value: number) => String(value).padStart(2, '0');
	const time = () => `${twoDigits(9 + below(9))}:${pick(['00', '15', '30', '45'])}`;
	let id = 15_820_400_000;

	return Array.from({ length: ROWS }, (): Contact => {
		id += 1 + below(900);
		const [first, last, place, trade] = [
			pick(FIRST_NAMES),
			pick(LAST_NAMES),
			pick(PLACES),
			pick(TRADES),
		];
		const [area, offset] = pick(AREAS);
		const mailbox = `${first}.${last}`
			.replace('ı', 'i')
			.normalize('NFD')
			.replace(/[^A-Za-z.]/g, '');
		const day = `2027-${twoDigits(3 + below(3))}-${twoDigits(1 + below(28))}`;
		return {
			'Record ID': String(id),
			'First Name': first,
			'Last Name': last,
			Email: `${mailbox}@${place}-${trade}.example`.toLowerCase(),
			'Phone Number': `+1-${area}-555-01${twoDigits(below(100))}`,
			Company: `${place} ${trade}`,
			'Lifecycle Stage': pick(STAGES),
			'Lead Status': pick(['New', 'Open', 'Attempted to contact', 'Connected']),
			'Lead Score': String(below(101)),
			'Contact Owner': pick(OWNERS),
			'Create Date': `2026-${twoDigits(1 + below(10))}-${twoDigits(1 + below(28))} ${time()}`,
			'Next Call': random() < 0.25 ? '' : `${day}T${time()}:00${offset}`,
			'Call Priority': pick(PRIORITIES),
			Notes: pick(NOTES),
		};
	});
}

/** The whole file, with the line ends of RFC 4180. */
export function contactsCsv(): string {
	const rows = contacts();
	for (const { first, step, change } of FLAWS) {
		for (let row = first, nth = 0; row < ROWS; row += step, nth++) {
			change(rows[row] as Contact, rows[row - TWICE_DISTANCE] ?? {}, nth);
		}
	}
	const quote = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	const header = Object.keys(rows[0] as Contact);
	return [header, ...rows.map((row) => Object.values(row))]
		.map((cells) => `${cells.map(quote).join(',')}\r\n`)
		.join('');
}

if (require.main === module) {
	writeFileSync(join(__dirname, '..', 'examples', 'contacts.csv'), contactsCsv());
}
