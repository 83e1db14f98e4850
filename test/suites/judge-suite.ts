import { type CheckOutcome, judgeChecks } from "../../src/checks/judge-checks.ts";
import type { Profile } from "../../src/profile/profile-schema.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import type { Suite } from "../../src/suites/suite.ts";
import { applyThreshold, measureOf } from "../../src/suites/threshold.ts";
import type { Table } from "../../src/tables/table.ts";

/** What a suite comes to on a table. */
export interface JudgedSuite {
  /** The worst that is broken. */
  outcome: "PASSED" | "WARN" | "FAILED";
  outcomes: CheckOutcome[];
  /** What the thresholds were about, or else how many cells or rows broke each check. */
  numbers: (number | undefined)[];
}

/** Judges a suite's checks as `validate-data` does. */
export async function judgeSuite(
  table: Table,
  { checks }: Suite,
  {
    now = 0,
    sets = {},
    profile = profileTable(table),
  }: { now?: number; sets?: Record<string, Table>; profile?: Profile } = {},
): Promise<JudgedSuite> {
  const loadSet = async (name: string): Promise<Table> => sets[name] ?? table;
  const outcomes: CheckOutcome[] = [];
  const numbers: (number | undefined)[] = [];
  for (const { check, threshold } of checks)
    for (const outcome of await judgeChecks(table, profile, [check], { now, loadSet })) {
      outcomes.push(threshold === undefined ? outcome : applyThreshold(outcome, threshold));
      numbers.push(threshold === undefined ? outcome.failed : measureOf(outcome, threshold.measure));
    }
  const broken = outcomes.filter(({ passed }) => !passed).map(({ severity }) => severity);
  return {
    outcome: broken.includes("error") ? "FAILED" : broken.includes("warning") ? "WARN" : "PASSED",
    outcomes,
    numbers,
  };
}
