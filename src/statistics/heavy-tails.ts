import { accelerationOf } from "./bca.ts";

/** Past this a few rows decide the number. */
const mostAcceleration = 0.08;

/**
 * Says when a few rows decide a number, from what each unit does to it: then a resample that lacks them knows nothing of
 * the ones that the sample itself may lack, and the bootstrap's intervals are too narrow.
 */
export function tailCaution(values: Float64Array, times?: ArrayLike<number>): string | undefined {
  return Math.abs(accelerationOf(values, times)) > mostAcceleration
    ? "a few rows decide it (heavy tails): the interval is likely too narrow"
    : undefined;
}
