/** The bare client: the same requests by undici, with nothing around them. */
import { Pool } from 'undici';
import { GOOD_KEY, MEDIA_TYPE } from '../../simulator';
import { BATCH, contacts } from '../contacts';
import { CAMPAIGN_ID } from '../contenders/contender';
import { measured } from './measured';

interface Task {
	url: string;
	size: number;
	concurrency: number;
}

function sender({ url, size, concurrency }: Task): () => Promise<void> {
	const pool = new Pool(url, { connections: concurrency });
	const records = contacts(size);
	let next = 0;
	let stored = 0;

	async function work(): Promise<void> {
		while (next < size) {
			const batch = records.slice(next, next + BATCH);
			next += batch.length;
			const { statusCode, body } = await pool.request({
				method: 'POST',
				path: `/cc/US1/campaigns/v1/${CAMPAIGN_ID}/records`,
				headers: {
					'x-api-key': GOOD_KEY,
					'x-8x8-tenant': 'acme',
					'content-type': MEDIA_TYPE,
				},
				body: JSON.stringify({ records: batch }),
			});
			const answer = (await body.json()) as { records?: unknown[] };
			if (statusCode !== 200) throw new Error(`${statusCode}: ${JSON.stringify(answer)}`);
			stored += answer.records?.length ?? 0;
		}
	}

	return async () => {
		await Promise.all(Array.from({ length: concurrency }, work));
		await pool.close();
		if (stored !== size) throw new Error(`8x8 answered ${stored} of ${size} records`);
	};
}

void measured(sender);
