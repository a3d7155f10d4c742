import { GOOD_KEY, KEY_WITHOUT_PRODUCT, startSimulator, type Simulator } from '../../simulator';
import { NODE_TYPE, saveCredential, type Credential, type Json, type NodeToRun } from './n8n';

/** The simulator of the test file that imports it, emptied before each test. */
export let simulator: Simulator;

/** The credential for it, saved in the n8n that all tests share. */
export let credential: Credential;

/** A good key that occurs nowhere else, so a search for it finds only leaks. */
export const MARKED_KEY = 'eght_marked_7f3c9e51a2b84d06';

beforeAll(async () => {
	const product = { product: true };
	const keys = { [GOOD_KEY]: product, [MARKED_KEY]: product };
	simulator = await startSimulator({
		keys: { ...keys, [KEY_WITHOUT_PRODUCT]: { product: false } },
	});
	credential = await saveCredential(simulator.url);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

/** A campaign as a saved node names it: its id, or an expression for it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Mapping by hand, as a saved node has it. */
export const byHand = (value: Json) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});

/** This node with the credential for the simulator. */
export const thisNode = (parameters: Json, settings: Json = {}, given = credential): NodeToRun => ({
	type: NODE_TYPE,
	typeVersion: 1,
	parameters,
	credential: given,
	settings,
});

/** Retry On Fail: n8n runs the node at most twice; it takes a wait of 0 for a second. */
export const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
