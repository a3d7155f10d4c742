/**
 * The most that is read of an answer, in bytes after decompression. The answer to 100 records is well
 * below a megabyte; without a limit an endless body would take all of n8n's memory.
 */
export const LARGEST_BODY = 16 * 1024 * 1024;

/** A body as n8n hands it over when it is asked for a stream. */
interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy: () => unknown;
}

/**
 * Reads the body of an answer as text, without a byte order mark.
 *
 * @param giveUp ends the reading. One signal for each request: the listener is never removed.
 * @throws what broke the body off: the network, a compression that cannot be read, the signal, its size
 */
export async function readBody(body: unknown, giveUp: AbortSignal): Promise<string> {
	if (!isStream(body)) return typeof body === 'string' ? body : '';
	const end = () => body.destroy();
	giveUp.addEventListener('abort', end);
	if (giveUp.aborted) end();
	const decoder = new TextDecoder();
	let text = '';
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > LARGEST_BODY) throw new Error('The answer is too large');
		text += decoder.decode(chunk, { stream: true });
	}
	giveUp.throwIfAborted();
	return text + decoder.decode();
}

const isStream = (body: unknown): body is BodyStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
