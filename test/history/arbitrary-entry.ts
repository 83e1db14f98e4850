import fc from "fast-check";
import { type HistoryEntry, historySchema } from "../../src/history/entry.ts";

const sha = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Entries of few runs, so that they meet. */
export const arbitraryEntry: fc.Arbitrary<HistoryEntry> = fc.record(
  {
    schema: fc.constant(historySchema),
    name: fc.constant("houses"),
    run: fc.integer({ min: 1, max: 30 }).map(String),
    attempt: fc.integer({ min: 1, max: 3 }),
    job: fc.constantFrom("model", "gate"),
    commit: sha,
    time: fc
      .date({ noInvalidDate: true, min: new Date("2026-01-01"), max: new Date("2026-01-04") })
      .map((date) => date.toISOString()),
    verdict: fc.constantFrom("pass", "fail", "inconclusive"),
    rows: fc.nat(),
    metrics: fc.array(fc.record({ name: fc.constantFrom("r2", "rmse", "@team"), value: finite }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: ["schema", "name", "run", "attempt", "commit", "time", "verdict", "metrics"] },
) as fc.Arbitrary<HistoryEntry>;

/** An entry of that run with this R². */
export function entryOf(
  run: number,
  r2: number | undefined,
  changes: Partial<HistoryEntry> = {},
): HistoryEntry {
  return {
    schema: historySchema,
    name: "houses",
    run: String(run),
    attempt: 1,
    commit: run.toString(16).padStart(7, "0").padEnd(40, "0"),
    time: new Date(Date.UTC(2026, 0, run)).toISOString(),
    verdict: "pass",
    metrics: r2 === undefined ? [] : [{ name: "r2", value: r2, gated: true }],
    ...changes,
  };
}
