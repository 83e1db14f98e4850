import fc from "fast-check";

/**
 * Properties are tried on the same cases everywhere, so that a change fails for what it did. `MLOPS_FUZZ=1` tries
 * other cases at each run.
 */
if (process.env.MLOPS_FUZZ !== "1") fc.configureGlobal({ seed: 20261121 });
