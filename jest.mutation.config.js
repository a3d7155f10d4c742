/**
 * For Stryker: the unit tests only; with a fixed seed, so that no mutant is noticed by luck, and with
 * few runs of each property of the delivery, since every mutant costs them all.
 */
process.env.FC_SEED ??= '1';
process.env.FC_RUNS ??= '40';
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
};
