/** `npm run demo`: a CRM export goes through a real n8n into a campaign, and what arrives is checked. */
import { HELP, readArguments } from './demo/arguments';
import { runForReal } from './demo/real';
import { runOnSimulator } from './demo/simulated';
import { runScript } from './process/ending';

void runScript(async () => {
	const asked = readArguments(process.argv.slice(2), process.env);
	if (asked === 'help') {
		console.log(HELP);
		return 0;
	}
	return asked === 'simulator' ? await runOnSimulator() : await runForReal(asked);
});
