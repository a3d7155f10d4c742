/** The simulator over HTTPS, in a process of its own. Prints where it is, and whom to trust. */
import { startSimulator } from '../../simulator';
import { LATENCY } from '../contenders';

export interface Secure {
	url: string;
	/** The certificate of its own authority, as PEM. */
	authority: string | undefined;
}

void startSimulator({ tls: 'good', latencyMs: LATENCY, keepRequests: 0 }).then(
	({ url, authority }) => console.log(JSON.stringify({ url, authority } satisfies Secure)),
);
