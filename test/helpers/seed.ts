import fc from 'fast-check';

/** Gives every property the seed of the environment, so that a run can be repeated. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED) });
