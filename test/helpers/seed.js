/**
 * Gives every property the seed of the environment, so that `FC_SEED` repeats a run. Without one,
 * fast-check draws a new seed for each run, and a failure prints it.
 */
const { FC_SEED } = process.env;
// Loading fast-check for each test file would cost seconds.
if (FC_SEED) require('fast-check').configureGlobal({ seed: Number(FC_SEED) });
