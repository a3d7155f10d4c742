import { SLOW } from '../compete';
import { BATCH } from '../contacts';
import type { Medians } from '../samples';
import { digits, megabytes, whole } from './format';
import type { Result } from './result';

/** What is compared, and how. */
export const compared = ({ asked: { latency, concurrency } }: Result) => `
\`npm run bench\` writes this page. It compares this node with other ways to bring the same records into a campaign: in a real n8n, with the package installed as users install it, against the [simulator](simulator.md) of 8x8's API, which takes ${latency} ms for every request. After every run it looks at the campaign: every record must be there once, with its fields, in order where order is promised, and so must be the number of requests. A run that fails this ends the benchmark.

- **This node** with automatic mapping, with plain references to fields, and with a real expression in one field of three; ordered (Keep Order, the default), or parallel with Concurrency ${concurrency}. One item comes out for each record.
- **Code + HTTP Request, batching** is what an expert builds: a Code node cuts arrays of ${BATCH} and writes each as JSON; HTTP Request sends one in a request, with a batching of ${concurrency} and no interval. One item comes out for each request, not for each record.
- **Code + Loop Over Items + HTTP Request**: the same, with ${concurrency} arrays in each turn of a loop, which is how n8n's own nodes keep to a limit.
- **Loop Over Items**: the loop that n8n's documentation shows, with ${BATCH} items in each turn, a Code node and HTTP Request.
- **HTTP Request, one record each**: no Code node; ${concurrency} requests are started in every ${latency} ms.
- **Bare undici client**: the same requests from a Node.js program without n8n, as many at once as this node may have, or one after the other.
- **Bare engine run**: the same workflow with a No Operation node instead. **Edit Fields** shows what n8n needs to keep and save one new item for each record, with as many fields as the node's, without a request.
- **n8n’s request helper alone**: its requests one after the other in n8n's engine, with nothing around them: the least that any node takes.

Every workflow is a Webhook, a Code node that makes the records, and the contender. Each contender gets an n8n of its own, started anew in each round on a copy of the same user folder, warmed up with 100 records, and used for one size after the other. Each round goes through all contenders in turn; figures are medians of the rounds. A run of more than ${SLOW} s is not repeated in later rounds.
`;

/** What the columns mean, and what is to be kept in mind. */
export const read = (result: Result, medians: Medians) =>
	`
- **Seconds** and **CPU seconds** are those beyond the bare engine run, whose own line shows them in full. The client has no engine: its line shows all.
- The time goes from the call of the webhook to its answer, which n8n gives when the execution is over and saved. The start of n8n is not in it. (\`n8n execute\` would in addition print all data of the run as JSON, which costs time and memory that a server does not spend.)
- **Ratio**: seconds, divided by those of this node with automatic mapping, parallel.
- **CPU seconds** are those of n8n and of its runner for Code nodes, without the simulator's.
- **Peak RSS** is that of n8n's main process during the run, as Linux counts it; the count begins anew with each run. Node.js gives memory back late, so that it also holds what smaller runs have left, in the bare engine run as well.
- **At once** is the most requests that the simulator saw under way at one time. The batching of HTTP Request is no limit: without an interval it sends each request as soon as its parameters are worked out.
- What is called in-process, with 1,000,000 records too, goes through n8n's engine (the package n8n-core) in a process of its own, without server and database, and with the output Summary.
- The mapping is timed in-process as well: Validate Only with the output Summary, less the time of a No Operation.
- **ms a request** is how long the simulator had a request on average: the set latency, and what came on top when it had others to answer. "Requests × latency" is reckoned with it.
- The simulator runs on the same machine, and so takes part of the processor from all.${floor(result, medians)}
${itemsAlone(medians)}- What differs by a few per cent may well be equal: compare the rounds at the end of the page.
`.trim();

/** What as many new items cost without a request: no node that puts out items can do without it. */
function itemsAlone(medians: Medians): string {
	const size = medians.sizes.findLast((one) => medians.rounds('new-items', one) > 0);
	if (size === undefined) return '';
	const over = (figure: 'seconds' | 'peakRss') =>
		(medians.of(figure, 'new-items', size) ?? NaN) - (medians.of(figure, 'bare', size) ?? NaN);
	return `- One new item for each of ${whole(size)} records takes n8n ${digits(over('seconds'))} s and ${megabytes(over('peakRss'))} MB by itself, without a request (Edit Fields): most of it is \`stringify\` of the package flatted, which makes a text of the execution to save it. That is what this node takes beyond its requests, and what the output Summary spares.\n`;
}

/** How close the bare client comes to what the latency alone costs. */
function floor({ asked: { latency, concurrency } }: Result, medians: Medians): string {
	const size = medians.sizes.findLast((one) => medians.rounds('client-ordered', one) > 0);
	if (size === undefined) return '';
	const waiting = ((size / BATCH) * latency) / 1_000;
	const ordered = medians.of('seconds', 'client-ordered', size) ?? NaN;
	const parallel = medians.of('seconds', 'client', size);
	const also =
		parallel === undefined
			? ''
			: `; and in parallel ${digits(parallel)} s, of which ${digits(waiting / concurrency)} s are waiting`;
	const bare = medians.of('seconds', 'bare', size);
	const least =
		bare === undefined
			? ''
			: ` A bare engine run and the bare client's requests in order would together take ${digits((bare + ordered) / (bare + waiting))} × of "requests × latency + bare engine run": no node can come closer to it.`;
	return ` With ${whole(size)} records and one request after the other, the bare client takes ${digits(ordered)} s, of which ${digits(waiting)} s are the set latency${also}.${least}`;
}

/** How to do the same. */
export const repeat = ({ asked: { sizes, rounds, latency, concurrency } }: Result) => `
On Linux, in a clone of the repository, with nothing else running on the machine:

\`\`\`sh
npm run bench
npm run bench -- --quick
npm run bench -- --latency 100 --concurrency 5 --contenders bare,automatic-ordered,expert --out /tmp/bench
\`\`\`

\`--quick\` takes 1,000 records and one round, and writes nothing; \`--help\` lists the options and the contenders. This page was written with \`--sizes ${sizes.join(',')} --rounds ${rounds} --latency ${latency} --concurrency ${concurrency}\`.
`;
