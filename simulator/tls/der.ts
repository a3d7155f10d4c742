/** DER, the encoding of certificates (ITU-T X.690): only what a certificate needs. */

/** One value: its tag, its length, and what it holds. */
function encoded(tag: number, ...content: Uint8Array[]): Buffer {
	const body = Buffer.concat(content);
	return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

/** Up to 127 in one byte, else the number of bytes and then the length in them. */
function lengthOf(length: number): number[] {
	if (length < 0x80) return [length];
	const bytes = base256(length);
	return [0x80 | bytes.length, ...bytes];
}

function base256(number: number): number[] {
	return number < 0x100 ? [number] : [...base256(Math.floor(number / 0x100)), number % 0x100];
}

export const sequence = (...items: Uint8Array[]) => encoded(0x30, ...items);
export const set = (...items: Uint8Array[]) => encoded(0x31, ...items);
export const utf8 = (text: string) => encoded(0x0c, Buffer.from(text));
export const octets = (content: Uint8Array) => encoded(0x04, content);
export const bits = (content: Uint8Array) => encoded(0x03, Buffer.from([0]), content);
export const yes = () => encoded(0x01, Buffer.from([0xff]));

/** A whole number, from its bytes. The first is 1 to 127: it is positive, and has no zeros in front. */
export const integer = (bytes: Uint8Array) => encoded(0x02, bytes);

/** @param dotted such as `2.5.29.17` */
export function identifier(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	return encoded(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
	const bytes = [number & 0x7f];
	for (let left = number >> 7; left > 0; left >>= 7) bytes.unshift(0x80 | (left & 0x7f));
	return bytes;
}

/** UTCTime, which knows only the years up to 2049. */
export const time = (date: Date) =>
	encoded(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** A field that is told by its number: what it holds is a value of its own, or, `raw`, only bytes. */
export const tagged = (number: number, content: Uint8Array) => encoded(0xa0 | number, content);
export const taggedRaw = (number: number, content: Uint8Array) => encoded(0x80 | number, content);
