/** Tests in a real n8n, which global-setup provides: minutes at the first run, under a minute then. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/global-setup.ts',
	globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
	// All test files share one n8n.
	maxWorkers: 1,
	testTimeout: 120_000,
};
