import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { campaignNames } from '../../nodes/EightByEightCampaigns/resources/campaignNames';
import { DEMO_CAMPAIGN, simulatorCredential } from '../../scripts/stage/simulator';
import { simulatorPort } from '../../scripts/stage/simulatorPort';
import { simulatorSheet } from '../../scripts/stage/simulatorSheet';
import { GOOD_KEY } from '../../simulator';
import { PRESETS } from '../../simulator/campaignPresets';

const URL = 'http://127.0.0.1:8088';
const IDS = [DEMO_CAMPAIGN, ...Object.values(PRESETS).map(({ id }) => id)];

describe('npm start', () => {
	it('prints all that a credential for the simulator needs', () => {
		const sheet = simulatorSheet(URL);
		expect(sheet).toMatch(new RegExp(`API Key +${GOOD_KEY}`));
		expect(sheet).toMatch(/Tenant +acme/);
		expect(sheet).toMatch(/Customer Site +US1/);
		expect(sheet).toMatch(new RegExp(`Base URL +${URL}`));
		expect(sheet).toContain('docs/simulator.md');
	});

	it('prints each campaign with a word on it, as the credential takes them', () => {
		const lines = simulatorSheet(URL)
			.split('\n')
			.filter((line) => line.includes(' = '));
		const { campaigns, unclear } = campaignNames(lines.join('\n'));
		expect(unclear).toEqual([]);
		expect(campaigns.map(({ id }) => id)).toEqual(IDS);
		for (const word of ['RUNNING', 'CREATED', 'PAUSED', 'not dynamic', 'COMPLETE', 'disabled']) {
			expect(lines.filter((line) => line.includes(`# ${word}`))).not.toEqual([]);
		}
	});

	it('names them in the credential of the example too', () => {
		const { campaigns, unclear } = campaignNames(simulatorCredential(URL).data.campaigns);
		expect(unclear).toEqual([]);
		expect(campaigns.map(({ id }) => id)).toEqual(IDS);
	});

	it('keeps the port of the simulator, and says which option changes it where it is taken', async () => {
		const other = createServer();
		other.listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		await expect(simulatorPort(String(port))).rejects.toThrow(
			new RegExp(`Port ${port}.* is taken.*npm start -- --simulator-port \\d+`),
		);
		other.close();
		await once(other, 'close');
		expect(await simulatorPort(String(port))).toBe(port);
	});

	it.each(['', '0', '70000', '8088x', '-1'])('refuses %j as a port', async (text) => {
		await expect(simulatorPort(text)).rejects.toThrow(/whole number from 1 to 65535/);
	});
});
