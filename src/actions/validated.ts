import type { CheckOutcome } from "../checks/judge-checks.ts";
import type { RenderedDiff } from "../diff/render-diff.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import type { JudgedSuites } from "./judge-suites.ts";
import type { FailedRowsFile } from "./write-failed-rows.ts";
import type { Results } from "./write-results.ts";

/** What profiling and checking a table came to. */
export interface Validated extends Results {
  profile: Profile;
  outcomes: CheckOutcome[];
  suites: JudgedSuites | undefined;
  /** Of checks, suites and the reader. */
  findings: Finding[];
  /** The rows that break checks, where they are written. */
  failed: FailedRowsFile | undefined;
  /** Against the base, where there is one and something changed. */
  changes: RenderedDiff | undefined;
}

/** What the checks in `mlops.yml` and then those of suites came to. */
export function outcomesOf({ outcomes, suites }: Pick<Validated, "outcomes" | "suites">): CheckOutcome[] {
  return [...outcomes, ...(suites?.outcomes ?? [])];
}

/** The rows that are known to break checks, as indices from 0. */
export function rowsThatFail(outcomes: readonly CheckOutcome[]): number[] {
  return outcomes.flatMap(({ rows }) => rows.map(({ row }) => row));
}

/** How many findings are errors and warnings. */
export function countFindings(findings: readonly Finding[]): { errors: number; warnings: number } {
  const count = (of: Finding["severity"]): number =>
    findings.filter(({ severity }) => severity === of).length;
  return { errors: count("error"), warnings: count("warning") };
}
