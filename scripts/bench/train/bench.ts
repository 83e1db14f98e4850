import type { Bars } from "./bars.ts";

/** What a part of the benchmark is given. */
export interface Bench {
  /** For what it writes. */
  folder: string;
  /** Our engine, bundled. */
  script: string;
  bars: Bars;
  /** Whether only a hundredth of the rows is taken, once, to see that all runs. */
  isTrial: boolean;
  /** What stands behind the part's name. */
  size?: string | undefined;
  data?: string | undefined;
  target?: string | undefined;
}
