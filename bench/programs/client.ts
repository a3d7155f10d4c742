/** The bare client: the same requests by undici, without n8n. */
import { Pool } from 'undici';
import { GOOD_KEY, MEDIA_TYPE } from '../../simulator';
import { BATCH, CAMPAIGN_ID, records } from '../records';
import { measure } from '../usage';
import { answer } from './child';

type Task = { url: string; size: number; concurrency: number };

void answer(async ({ url, size, concurrency }: Task) => {
	const pool = new Pool(url, { connections: concurrency });
	const toSend = records(size);
	const path = `/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`;
	const headers = { 'x-api-key': GOOD_KEY, 'x-8x8-tenant': 'acme', 'content-type': MEDIA_TYPE };
	let next = 0;

	async function sendNext(): Promise<void> {
		while (next < size) {
			const batch = toSend.slice(next, next + BATCH);
			next += batch.length;
			const body = JSON.stringify({ records: batch });
			const response = await pool.request({ method: 'POST', path, headers, body });
			const reply = (await response.body.json()) as { records?: unknown[] };
			if (reply.records?.length !== batch.length) throw new Error(JSON.stringify(reply));
		}
	}

	return await measure(process.pid, async () => {
		await Promise.all(Array.from({ length: concurrency }, sendNext));
		await pool.close();
	});
});
