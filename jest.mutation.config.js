/** For Stryker: the unit tests only, with a fixed seed, so that a mutant is not noticed by luck. */
process.env.FC_SEED ??= '1';
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
};
