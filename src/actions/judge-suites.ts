import path from "node:path";
import type { Context } from "../action.ts";
import type { CheckContext } from "../checks/case.ts";
import { checkFindings } from "../checks/check-findings.ts";
import { type CheckOutcome, judgeChecks } from "../checks/judge-checks.ts";
import type { RunQuery } from "../checks/query.ts";
import { type Place, UserError } from "../errors.ts";
import { placed } from "../finding-text.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import type { JudgedRule } from "../suites/gx-results.ts";
import { packageTables, parseSuite } from "../suites/parse-suite.ts";
import type { Suite, SuiteCheck } from "../suites/suite.ts";
import { applyThreshold } from "../suites/threshold.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { openSet } from "./load-set.ts";
import { pausing } from "./pausing.ts";
import { type Project, within } from "./project.ts";
import { isMain } from "./set-projects.ts";
import { rowsThatFail } from "./validated.ts";

/** What the suites' checks came to, and a finding for each that is broken or cannot be judged. */
export interface JudgedSuites {
  outcomes: CheckOutcome[];
  findings: Finding[];
  rules: JudgedRule[];
  /** Rules that have no check of the same meaning: `unique of "id": its column_index has no counterpart`. */
  unsupported: string[];
}

/**
 * Judges the files in `suites`; with `shown`, findings have values that it allows. Throws UserError where one cannot be
 * read.
 */
export async function judgeSuites(
  context: Context,
  table: Table,
  profile: Profile,
  shown?: Profile,
  query?: RunQuery,
): Promise<JudgedSuites> {
  const suites = await readSuites(context, table);
  const asked = suites.flatMap((suite) => checksOf(suite, table));
  // All at once: where the data are read part by part, they are read once for all.
  const answers = await judgeAll(asked, table, {
    profile,
    shown,
    options: {
      now: context.clock.now(),
      pause: pausing(context),
      query,
      loadSet: (name, place) => openSet(context, name, place),
    },
  });
  const strict = context.project.config.strict_suites;
  const result: JudgedSuites = { outcomes: [], findings: [], rules: [], unsupported: [] };
  for (const suite of suites) {
    for (const each of checksOf(suite, table)) {
      const { outcomes, findings } = answers.get(each) ?? { outcomes: [], findings: [] };
      result.outcomes.push(...outcomes);
      result.findings.push(...findings);
      addToRules(result.rules, { check: each, outcomes, findings });
    }
    result.unsupported.push(...suite.unsupported.map(({ label, reason }) => `${label}: ${reason}`));
    result.findings.push(...unsupportedFindings(suite, strict ? "error" : "warning"));
  }
  return result;
}

async function readSuites(
  { project, files }: Pick<Context, "project" | "files">,
  table: Table,
): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const [index, entry] of project.config.suites.entries()) {
    const [name = "", wanted] = entry.split("#");
    const file = within(project.directory, name);
    if (!(await files.exists(file))) throw noSuite(file, index, project);
    const names = [project.name, path.parse(table.source).name];
    const text = await files.read(file);
    const tables = project.sets.size > 0 ? packageTables(text, file) : undefined;
    const named = (project.set === undefined ? names : [project.set]).find((each) => tables?.includes(each));
    const unsupported = withoutSets(project, { tables, wanted, named, file });
    if (unsupported.length > 0)
      suites.push({ format: "suites", name: file, checks: [], unsupported, allowsAbsent: false });
    if (!isAbout(project, { tables, wanted, named })) continue;
    const sets = [...project.sets.keys()];
    suites.push(
      parseSuite(text, file, {
        wanted: wanted ?? (tables && tables.length > 1 ? named : undefined),
        names,
        sets,
      }),
    );
  }
  return suites;
}

/** What tells which set a suite is about. */
interface SuiteTables {
  /** Of a Data Package. */
  tables: readonly string[] | undefined;
  wanted: string | undefined;
  /** The one that is called as the set or the data. */
  named: string | undefined;
}

/** A suite is about the set that is wanted, a Data Package about the sets of its names, others about the data. */
function isAbout({ set, sets }: Project, { tables, wanted, named }: SuiteTables): boolean {
  if (wanted !== undefined && sets.has(wanted)) return set === wanted;
  if (tables !== undefined && tables.length > 1)
    return named !== undefined || (wanted !== undefined && isMain(set));
  return named !== undefined || isMain(set);
}

/** Rules that are not judged, as no set is said to be theirs: told once. */
function withoutSets(
  { set, sets, config }: Project,
  { tables, wanted, named, file }: SuiteTables & { file: string },
): Suite["unsupported"] {
  const { path: dataPath } = config.data;
  const isFirst = dataPath === undefined ? set === [...sets.keys()][0] : set === undefined;
  if (sets.size === 0 || !isFirst || wanted !== undefined) return [];
  const list = (label: string, reason: string) => ({ label, reason, place: { file } });
  if (tables !== undefined && tables.length > 1)
    return tables
      .filter((table) => table !== named && !sets.has(table))
      .map((table) => list(`resource "${table}"`, "data.sets has no set of this name"));
  const hasMain = dataPath !== undefined || sets.has("train");
  if (hasMain || tables?.some((table) => sets.has(table))) return [];
  return [
    list(file, "it does not say which of data.sets it is about: add its name, as in suite.json#orders"),
  ];
}

function noSuite(file: string, index: number, project: Project): UserError {
  return new UserError(`Cannot read suite "${file}": there is no such file`, {
    ...project.place(["suites", index]),
    hint: "Paths in mlops.yml start where it stands",
  });
}

/** Checks of a suite, without those of columns that may be absent and are. */
function checksOf({ checks, allowsAbsent }: Suite, table: Table): SuiteCheck[] {
  return checks.filter(
    ({ check: { column } }) =>
      !allowsAbsent || column === undefined || findColumn(table, column) !== undefined,
  );
}

type Answer = Pick<JudgedSuites, "outcomes" | "findings">;

/**
 * Judges checks together. One that cannot be judged on this data is found by halves and becomes a finding: what the
 * suite's author wrote for other data.
 */
async function judgeAll(
  asked: readonly SuiteCheck[],
  table: Table,
  by: { profile: Profile; shown: Profile | undefined; options: CheckContext },
): Promise<Map<SuiteCheck, Answer>> {
  const placeOf = ([, index]: readonly PropertyKey[]): Place => asked[Number(index)]?.place ?? {};
  try {
    const checks = asked.map(({ check }) => check);
    const outcomes = await judgeChecks(table, by.profile, checks, { placeOf, ...by.options });
    if (by.shown !== undefined) await table.pick?.(rowsThatFail(outcomes));
    const byCheck: CheckOutcome[][] = asked.map(() => []);
    for (const outcome of outcomes) byCheck[outcome.index]?.push(outcome);
    return new Map(
      asked.map((each, index) => {
        const own = (byCheck[index] ?? []).map((outcome) => judgedBy(each, outcome));
        return [each, { outcomes: own, findings: checkFindings(own, table, placeOf, by.shown) }];
      }),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [only] = asked;
    if (only !== undefined && asked.length === 1)
      return new Map([[only, { outcomes: [], findings: [faultOf(only, error)] }]]);
    const middle = asked.length >> 1;
    const first = await judgeAll(asked.slice(0, middle), table, by);
    return new Map([...first, ...(await judgeAll(asked.slice(middle), table, by))]);
  }
}

function judgedBy({ threshold }: SuiteCheck, outcome: CheckOutcome): CheckOutcome {
  return threshold === undefined ? outcome : applyThreshold(outcome, threshold);
}

function faultOf({ check, place, label, threshold }: SuiteCheck, { message, hint }: UserError): Finding {
  const severity = threshold?.levels[0]?.severity ?? check.severity ?? "error";
  return { severity, rule: label, message, ...(hint === undefined ? {} : { hint }), ...placed(place) };
}

/** A rule that asks two things has two checks, and is one. */
function addToRules(
  rules: JudgedRule[],
  { check, outcomes, findings }: Answer & { check: SuiteCheck },
): void {
  const fault = outcomes.length === 0 ? findings[0]?.message : undefined;
  const last = rules.at(-1);
  if (last?.place === check.place) {
    last.outcomes.push(...outcomes);
    last.fault ??= fault;
  } else {
    const { label, expectation, place } = check;
    rules.push({ place, label, expectation, outcomes: [...outcomes], fault });
  }
}

function unsupportedFindings({ format, unsupported }: Suite, severity: Finding["severity"]): Finding[] {
  return unsupported.map(({ label, reason, place }) => ({
    severity,
    rule: label,
    message: `a rule of ${format} is not supported: ${label}: ${reason}`,
    hint: "Write it as a check in mlops.yml, or leave it to its tool",
    ...placed(place),
  }));
}
