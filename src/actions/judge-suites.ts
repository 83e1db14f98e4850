import path from "node:path";
import type { Context } from "../action.ts";
import { checkFindings } from "../checks/check-findings.ts";
import { type CheckOutcome, judgeChecks } from "../checks/judge-checks.ts";
import { UserError } from "../errors.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import { parseSuite } from "../suites/parse-suite.ts";
import type { SuiteCheck } from "../suites/suite.ts";
import { applyThreshold } from "../suites/threshold.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { within } from "./project.ts";

/** What the suites' checks came to, and a finding for each that is broken or cannot be judged. */
export interface JudgedSuites {
  outcomes: CheckOutcome[];
  findings: Finding[];
}

/** Judges the files in `suites`; with `shown`, findings have values that it allows. Throws UserError where one cannot be read. */
export async function judgeSuites(
  { project, files, clock }: Pick<Context, "project" | "files" | "clock">,
  table: Table,
  profile: Profile,
  shown?: Profile,
): Promise<JudgedSuites> {
  const { suites, strict_suites: isStrict } = project.config;
  const outcomes: CheckOutcome[] = [];
  const findings: Finding[] = [];
  for (const [index, entry] of suites.entries()) {
    const [name = "", wanted] = entry.split("#");
    const file = within(project.directory, name);
    if (!(await files.exists(file)))
      throw new UserError(`Cannot read suite "${file}": there is no such file`, {
        ...project.place(["suites", index]),
        hint: "Paths in mlops.yml start where it stands",
      });
    const suite = parseSuite(await files.read(file), file, {
      wanted,
      names: [project.name, path.parse(table.source).name],
    });
    for (const each of suite.checks) {
      const { column } = each.check;
      if (suite.allowsAbsent && column !== undefined && !findColumn(table, column)) continue;
      const judged = await judgeOne(each, table, { profile, shown, now: clock.now() });
      outcomes.push(...judged.outcomes);
      findings.push(...judged.findings);
    }
    for (const { label, reason, place } of suite.unsupported)
      findings.push({
        severity: isStrict ? "error" : "warning",
        rule: label,
        message: `a rule of ${suite.format} is not supported: ${label}: ${reason}`,
        hint: "Write it as a check in mlops.yml, or leave it to its tool",
        ...placed(place),
      });
  }
  return { outcomes, findings };
}

/** A check that cannot be judged on this data is a finding: what the suite's author wrote for other data. */
async function judgeOne(
  { check, place, label, threshold }: SuiteCheck,
  table: Table,
  { profile, shown, now }: { profile: Profile; shown: Profile | undefined; now: number },
): Promise<JudgedSuites> {
  const placeOf = () => place;
  try {
    const judged = await judgeChecks(table, profile, [check], { placeOf, now });
    const outcomes =
      threshold === undefined ? judged : judged.map((outcome) => applyThreshold(outcome, threshold));
    return { outcomes, findings: checkFindings(outcomes, table, placeOf, shown) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint } = error;
    const severity = threshold?.levels[0]?.severity ?? check.severity ?? "error";
    return {
      outcomes: [],
      findings: [
        { severity, rule: label, message, ...(hint === undefined ? {} : { hint }), ...placed(place) },
      ],
    };
  }
}

/** A place without the parts that are not known. */
function placed({ file, line, column }: SuiteCheck["place"]): Pick<Finding, "file" | "line" | "column"> {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}
