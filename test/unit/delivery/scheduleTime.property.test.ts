import fc from 'fast-check';
import { DateTime, IANAZone, Settings } from 'luxon';

import {
	lacksZone,
	scheduleTime,
} from '../../../nodes/EightByEightCampaigns/delivery/scheduleTime';

/** ISO 8601 with offset, as 8x8 takes it. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Zones with daylight saving time on both halves of the earth, with odd offsets, and without any. */
const zone = fc.constantFrom(
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'America/St_Johns',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Africa/Casablanca',
);

/** From 1980 on: before, offsets had seconds, which ISO 8601 cannot tell. */
const moment = fc
	.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(9998, 11, 31) })
	.map((milliseconds) => new Date(milliseconds));

/** ISO 8601 as others write it. */
const FORMATS = [
	"yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
	"yyyy-MM-dd'T'HH:mm:ssZZ",
	"yyyy-MM-dd'T'HH:mm:ssZZZ",
	"yyyy-MM-dd'T'HH:mm:ss",
	"yyyy-MM-dd'T'HH:mm",
	"yyyyMMdd'T'HHmmss",
	"yyyyMMdd'T'HHmmssZZZ",
	"kkkk-'W'WW-c'T'HH:mm",
	'yyyy-MM-dd',
];

it('denotes the instant that luxon reads, and has an offset', () => {
	fc.assert(
		fc.property(moment, zone, zone, fc.constantFrom(...FORMATS), (date, writer, reader, format) => {
			const text = DateTime.fromJSDate(date, { zone: writer }).toFormat(format);
			const result = scheduleTime(text, reader)!;
			expect(result).toMatch(WITH_OFFSET);
			const time = DateTime.fromISO(text, { zone: reader });
			// A time that the clocks show twice is the later one.
			const times = lacksZone(text) ? time.getPossibleOffsets() : [time];
			const expected = Math.max(...times.map((possible) => possible.toMillis()));
			expect(DateTime.fromISO(result, { zone: 'Asia/Tokyo' }).toMillis()).toBe(expected);
		}),
		{ numRuns: 300 },
	);
});

const HOUR = 3_600_000;

/** Where the clocks of the zone are put back or forward, within an hour, from 2026 to 2029. */
function transitionsOf(name: string): number[] {
	const clock = IANAZone.create(name);
	const found: number[] = [];
	for (let hour = Date.UTC(2026, 0); hour < Date.UTC(2030, 0); hour += HOUR) {
		if (clock.offset(hour) !== clock.offset(hour + HOUR)) found.push(hour);
	}
	return found;
}

const CHANGING = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Casablanca'];

/** A time that is shown at most four hours before or after the clocks are changed. */
const nearTransition = fc
	.constantFrom(...CHANGING.map((name) => [name, transitionsOf(name)] as const))
	.chain(([name, transitions]) =>
		fc
			.tuple(fc.constantFrom(...transitions), fc.integer({ min: -240, max: 240 }))
			.map(([transition, minutes]) => {
				const offset = IANAZone.create(name).offset(transition);
				return { name, shown: transition + (offset + minutes) * 60_000 };
			}),
	);

/** The instants at which the clocks of the zone show it: tried, from the earliest to the latest. */
const instantsOf = (name: string, shown: number) =>
	Array.from({ length: 4 * 26 + 1 }, (_, quarters) => shown + (quarters / 4 - 14) * HOUR).filter(
		(instant) => instant + IANAZone.create(name).offset(instant) * 60_000 === shown,
	);

describe('around a change of the clocks', () => {
	const now = Settings.now;
	afterEach(() => {
		Settings.now = now;
	});

	it('is the later of two times, whatever today is', () => {
		fc.assert(
			fc.property(nearTransition, moment, ({ name, shown }, today) => {
				Settings.now = () => today.getTime();
				const local = new Date(shown).toISOString().slice(0, -1);
				const results = [
					scheduleTime(local, name),
					scheduleTime(`${local} ${name}`, 'UTC'),
					scheduleTime(local.slice(0, 16).replace('T', ' '), name),
				];
				const last = instantsOf(name, shown).at(-1);
				for (const result of results) {
					expect(result).toBe(results[0]);
					const instant = Date.parse(result!);
					const clock = instant + IANAZone.create(name).offset(instant) * 60_000;
					if (last !== undefined) expect(instant).toBe(last);
					// A time that is skipped becomes later, by no more than what is skipped.
					else expect(clock > shown && clock <= shown + HOUR).toBe(true);
				}
			}),
			{ numRuns: 200 },
		);
	});
});

it('reads a blank like the T', () => {
	fc.assert(
		fc.property(moment, zone, (date, reader) => {
			const text = DateTime.fromJSDate(date, { zone: reader }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
			expect(scheduleTime(text.replace('T', ' '), reader)).toBe(scheduleTime(text, reader));
		}),
	);
});

it('gives back its own result unchanged', () => {
	fc.assert(
		fc.property(moment, zone, fc.constantFrom(...FORMATS), (date, reader, format) => {
			const once = scheduleTime(
				DateTime.fromJSDate(date, { zone: reader }).toFormat(format),
				reader,
			);
			expect(scheduleTime(once, 'Asia/Tokyo')).toBe(once);
		}),
	);
});

it('takes a Date, a DateTime and milliseconds alike', () => {
	const since2001 = moment.filter((date) => date.getTime() >= 1e12);
	fc.assert(
		fc.property(since2001, zone, (date, timeZone) => {
			const milliseconds = date.getTime();
			const values = [date, DateTime.fromJSDate(date, { zone: timeZone }), milliseconds];
			if (milliseconds < 1e13) values.push(milliseconds.toString() as never);
			for (const value of values) {
				const result = scheduleTime(value, timeZone)!;
				expect(result).toMatch(WITH_OFFSET);
				expect(DateTime.fromISO(result).toMillis()).toBe(milliseconds);
			}
		}),
	);
});

it('is nothing or ISO 8601 with offset, whatever text it reads', () => {
	const digits = fc.string({
		unit: fc.constantFrom(...'0123456789-:TZ+. W[]'),
		maxLength: 30,
	});
	const almost = fc
		.tuple(moment, fc.nat(30), fc.string({ maxLength: 3 }))
		.map(([date, at, more]) => {
			const text = date.toISOString();
			return text.slice(0, at) + more + text.slice(at);
		});
	fc.assert(
		fc.property(fc.oneof(fc.string(), digits, almost), zone, (text, timeZone) => {
			const result = scheduleTime(text, timeZone);
			if (result !== undefined) expect(result).toMatch(WITH_OFFSET);
		}),
		{ numRuns: 1_000 },
	);
});
