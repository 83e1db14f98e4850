import type { Estimate } from "../statistics/estimate.ts";

/** Why something could not be measured, as the end of a sentence: `there is no baseline to compare with yet`. */
export interface Unmeasured {
  missing: string;
}

/** What came of measuring something. */
export type MeasuredExtra = Estimate | number | Unmeasured;

/** Whether there is no value. */
export function isUnmeasured(measured: MeasuredExtra): measured is Unmeasured {
  return typeof measured === "object" && "missing" in measured;
}
