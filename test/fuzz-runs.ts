/** How many cases a fuzz test tries: so many, and 30 times as many with `MLOPS_FUZZ=1`. */
export function fuzzRuns(usual: number): { numRuns: number } {
  return { numRuns: process.env.MLOPS_FUZZ === "1" ? usual * 30 : usual };
}

/** What a fuzz test may take at most, in milliseconds: only what hangs takes as long. */
export const fuzzTimeout = process.env.MLOPS_FUZZ === "1" ? 600_000 : 180_000;
