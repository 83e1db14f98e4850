import type { Context } from "../action.ts";
import type { CheckOutcome } from "../checks/judge-checks.ts";
import { sampleValues } from "../checks/sample-values.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import { renderSarif } from "../sarif/render-sarif.ts";
import { renderGxResults, rulesOf } from "../suites/gx-results.ts";
import type { Table } from "../tables/table.ts";
import type { JudgedSuites } from "./judge-suites.ts";
import { within } from "./project.ts";

/** What is written for other tools. */
export interface Results {
  findings: readonly Finding[];
  /** Of the checks in `mlops.yml`. */
  outcomes: readonly CheckOutcome[];
  suites: Pick<JudgedSuites, "rules" | "unsupported"> | undefined;
  table: Table;
  /** The profile, where values may be shown that it allows. */
  shown: Profile | undefined;
}

/** Paths, relative to the working directory, of what shall be written. */
export interface ResultPaths {
  sarif: string | undefined;
  "gx-results": string | undefined;
}

/** Writes results as SARIF and in Great Expectations' format, and returns where they lie. */
export async function writeResults(
  {
    project,
    files,
    clock,
    environment: { version },
  }: Pick<Context, "project" | "files" | "clock" | "environment">,
  { sarif, "gx-results": gx }: ResultPaths,
  { findings, outcomes, suites, table, shown }: Results,
): Promise<Partial<ResultPaths>> {
  const written: Partial<ResultPaths> = {};
  if (sarif !== undefined) {
    written.sarif = within(project.directory, sarif);
    const { file = table.source } = project.place([]);
    const source = { action: "validate-data", project: project.name, version, file };
    // Code scanning is no place for values of the data, which hints may have.
    const told = shown === undefined ? findings : findings.map(({ hint: _, ...finding }) => finding);
    await files.write(written.sarif, renderSarif(told, source));
  }
  if (gx !== undefined) {
    written["gx-results"] = within(project.directory, gx);
    const rules = [...rulesOf(outcomes), ...(suites?.rules ?? [])];
    const unsupported = suites?.unsupported ?? [];
    const valuesOf = (outcome: CheckOutcome): string[] =>
      shown === undefined ? [] : sampleValues(outcome, table, shown);
    const source = {
      suite: project.name,
      data: table.source,
      version,
      now: clock.now(),
      unsupported,
      valuesOf,
    };
    await files.write(written["gx-results"], renderGxResults(rules, source));
  }
  return written;
}
