/**
 * `npm run test:mutation`: changes delivery/ and client/ in thousands of small ways, and counts how
 * many of them the unit tests notice. The report with the survivors is in reports/mutation/.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.js' },
	coverageAnalysis: 'perTest',
	// Module-level tables and regexes cost a run of every test each, so they are left out: the score
	// does not speak for them.
	ignoreStatic: true,
	mutate: ['nodes/EightByEightCampaigns/{client,delivery}/**/*.ts'],
	// Not needed to run the unit tests.
	ignorePatterns: ['.stryker-tmp*', 'dist', 'docs', 'examples', 'scripts', 'coverage', 'reports'],
	reporters: ['clear-text', 'html', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
	concurrency: 2,
	timeoutMS: 5_000,
	timeoutFactor: 2,
	// A mutant that loops for ever is noticed by its time-out.
	disableTypeChecks: true,
};
