import { dirname, join } from "node:path";
import { type Context, defineAction } from "../action.ts";
import type { RenamedColumns } from "../checks/absent-columns.ts";
import type { Parts } from "../checks/case.ts";
import { checkFindings } from "../checks/check-findings.ts";
import { judgeChecks } from "../checks/judge-checks.ts";
import type { RenderedDiff } from "../diff/render-diff.ts";
import type { Reference } from "../drift/reference.ts";
import { counted } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import { isAddress } from "../tables/address.ts";
import type { Table } from "../tables/table.ts";
import { describeData } from "./describe-data.ts";
import type { JudgedSuites } from "./judge-suites.ts";
import { lazyQueries } from "./lazy-queries.ts";
import { pausing } from "./pausing.ts";
import { profileJson } from "./profile-json.ts";
import type { Project } from "./project.ts";
import {
  baseInput,
  dataInputs,
  nativesInput,
  projectInputs,
  resultInputs,
  tokenInput,
} from "./project-inputs.ts";
import type { Queries } from "./query-data.ts";
import { reportData } from "./report-data.ts";
import { tableFindings } from "./table-findings.ts";
import { countFindings, outcomesOf, rowsThatFail, type Validated } from "./validated.ts";
import type { ResultPaths } from "./write-results.ts";

const inputs = {
  ...projectInputs,
  ...dataInputs,
  ...baseInput,
  ...nativesInput,
  ...resultInputs,
  ...tokenInput,
};

/** Profiles the data and judges the checks in `checks` and `suites`. */
export const validateData = defineAction({
  name: "validate-data",
  description: "Profiles the data and fails the job when a check does not hold",
  inputs,
  outputs: {
    rows: "Number of data rows",
    errors: "Number of checks with severity error that do not hold",
    warnings: "Number of warnings",
    profile: "Path of the data's profile (JSON)",
    "data-digest": "SHA-256 of the data",
    "failed-rows": "Path of the rows that break checks (CSV), where `report.failed_rows` asks for it",
    sarif: "Path of the SARIF file, where one is asked for",
    "gx-results": "Path of the results as Great Expectations has them, where they are asked for",
  },
  async run(context: Context<typeof inputs>) {
    const { project, files } = context;
    if (project.sets.size > 0) {
      const { validateSets } = await import("./validate-sets.ts");
      return validateSets(context, (set, name) => validateTable({ ...context, project: set }, name));
    }
    const validated = await validateTable(context);
    const { table, profile, findings, failed, changes } = validated;
    const { errors, warnings } = countFindings(findings);
    const profilePath = join(project.folders.root, "profile.json");
    await files.write(profilePath, await profileJson(profile, pausing(context)));
    return {
      verdict: errors > 0 ? "fail" : "pass",
      outputs: {
        rows: table.rows,
        errors,
        warnings,
        profile: profilePath,
        "data-digest": table.digest,
        "failed-rows": failed?.path,
        ...(await resultsOf(context, validated)),
      },
      report: reportData({
        title: project.name,
        profile,
        outcomes: outcomesOf(validated),
        findings,
        note: failed?.note,
        changes,
      }),
    };
  },
});

/** Profiles and checks the data of the context's project, which may be one of several sets. */
async function validateTable(context: Context<typeof inputs>, set?: string): Promise<Validated> {
  const { project, log, clock, environment } = context;
  const { table, profile } = await describeData(context);
  const progress = log.progress("Profiling and checking");
  const checked = await withColumnsOf(project, table);
  const { target, exclude, key } = project.config.data;
  const queries = queriesOf(context, checked);
  const outcomes = await judgeChecks(checked, profile, project.config.checks, {
    placeOf: project.place,
    target,
    exclude,
    key,
    now: clock.now(),
    pause: pausing(context),
    query: queries.run,
    reference: await referenceOf(context),
    parts: await partsOf(context, table),
    loadSet: async (name, place) => (await import("./load-set.ts")).openSet(context, name, place),
  }).finally(queries.close);
  const { show_values: showsValues = environment.kind === "terminal", failed_rows: writesRows } =
    project.config.report;
  const shown = showsValues ? profile : undefined;
  if (showsValues) await checked.pick?.(rowsThatFail(outcomes));
  const suites = await suitesOf(context, checked, profile, shown);
  const others = [...tableFindings(table, project), ...(suites?.findings ?? [])];
  const findingsWith = (renamed?: RenamedColumns): Finding[] => [
    ...checkFindings(outcomes, checked, project.place, shown, renamed),
    ...others,
  ];
  const findings = findingsWith();
  const validated = {
    ...{ table: checked, profile, shown, outcomes, suites, findings },
    ...{ failed: undefined, changes: undefined },
  };
  const all = outcomesOf(validated);
  const { errors, warnings } = countFindings(findings);
  progress.end(
    `${counted(all.length, "check")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}`,
  );
  const changes = await changesOf(context, { table, profile });
  const told = changes?.renamed ? { changes, findings: findingsWith(changes.renamed) } : { changes };
  if (!writesRows) return { ...validated, ...told };
  const { writeFailedRows } = await import("./write-failed-rows.ts");
  const failed = await writeFailedRows(context, { table: checked, profile, outcomes: all, set });
  return { ...validated, ...told, failed };
}

/** What SQL can be asked of: the table, and the project's sets. */
function queriesOf(context: Context<typeof inputs>, data: Table): Queries {
  const sets = [...context.project.sets.keys()];
  return lazyQueries(context, { data, sets, loadSet: (name) => setWithColumns(context, name) });
}

/** What the suites come to; undefined where there are none. */
async function suitesOf(
  context: Context<typeof inputs>,
  table: Table,
  profile: Profile,
  shown: Profile | undefined,
): Promise<JudgedSuites | undefined> {
  if (context.project.config.suites.length === 0) return undefined;
  const { judgeSuites } = await import("./judge-suites.ts");
  const queries = queriesOf(context, table);
  return judgeSuites(context, table, profile, shown, queries.run).finally(queries.close);
}

/** Writes what is asked for other tools. */
async function resultsOf(context: Context<typeof inputs>, results: Validated): Promise<Partial<ResultPaths>> {
  const { sarif, "gx-results": gx } = context.inputs;
  if (sarif === undefined && gx === undefined) return {};
  const { writeResults } = await import("./write-results.ts");
  return writeResults(context, { sarif, "gx-results": gx }, results);
}

/** What changed against the base, where the run has one; in a terminal without asking, where git has one with the data. */
async function changesOf(
  context: Context<typeof inputs>,
  data: { table: Table; profile: Profile },
): Promise<RenderedDiff | undefined> {
  const { inputs, environment, git, project } = context;
  if (inputs.base !== undefined || /^(pull_request|merge_group)/.test(environment.eventName ?? "")) {
    const { reportChanges } = await import("./report-changes.ts");
    return reportChanges(context, data, inputs.base);
  }
  if (environment.kind !== "terminal") return undefined;
  const { directory, dataPath = directory } = project;
  const asked = isAddress(dataPath) ? directory : dirname(dataPath);
  const left = await git.leftMain(asked);
  if (left === undefined) return undefined;
  const { reportChanges } = await import("./report-changes.ts");
  // What is known is not asked again.
  const leftMain: typeof git.leftMain = async (folder) => (folder === asked ? left : git.leftMain(folder));
  const changes = await reportChanges({ ...context, git: { ...git, leftMain } }, data, undefined);
  return changes?.isNone === true ? undefined : changes;
}

/** Earlier data with their derived columns, where a check asks for them. */
async function referenceOf(context: Context): Promise<Reference | undefined> {
  const { project } = context;
  const asked = project.config.checks.map(
    (check) => check.drift ?? check.row_count?.change ?? check.newer_than_reference,
  );
  if (asked.every((each) => each === undefined)) return undefined;
  const { findEarlier } = await import("./find-earlier.ts");
  const reference = await findEarlier(context);
  if (typeof reference === "string") return undefined;
  // A sample has them already.
  return reference.table === undefined || reference.profile !== undefined
    ? reference
    : { ...reference, table: await withColumnsOf(project, reference.table) };
}

/** The rows to train and to test on, where a check asks for them. */
async function partsOf(context: Context, table: Table): Promise<Parts | undefined> {
  const { project } = context;
  const asked = project.config.checks.map((check) => check.overlap ?? check.time_overlap);
  if (asked.every((each) => each === undefined)) return undefined;
  if (project.sets.has("train")) {
    const { openSet } = await import("./load-set.ts");
    const setOf = async (name: string): Promise<Table> =>
      withColumnsOf(project, await openSet(context, name, project.place(["data", "sets"])));
    const [train, test] = [await setOf("train"), await setOf("test")];
    if ((train.eachKeys ?? test.eachKeys) !== undefined)
      return (await import("./stream-overlap.ts")).streamedSets(context, train, test);
    const wholeOf = (set: Table): Parts["train"] => ({
      table: set,
      rows: Uint32Array.from({ length: set.rows }, (_, row) => row),
    });
    return { train: wholeOf(train), test: wholeOf(test) };
  }
  if (table.eachKeys !== undefined) return (await import("./stream-overlap.ts")).divideStream(context, table);
  const { divideTable } = await import("./divide-table.ts");
  const whole = await withColumnsOf(project, table);
  const raw = { ...whole, columns: whole.columns.slice(0, table.columns.length) };
  const { train, test } = divideTable(raw, whole, project);
  return { train: { table: whole, rows: train }, test: { table: whole, rows: test } };
}

/** One of the project's sets as a query sees it. */
async function setWithColumns(context: Context, name: string): Promise<Table> {
  const [{ openSet }, { setProject }] = await Promise.all([
    import("./load-set.ts"),
    import("./set-projects.ts"),
  ]);
  const table = await openSet(context, name, context.project.place(["data", "sets", name]));
  return withColumnsOf(setProject(context.project, name), table);
}

/** The table, with its derived columns where a check may be about one: it names one, has an expression or query, or is a suite's. */
async function withColumnsOf(project: Project, table: Table): Promise<Table> {
  const { checks, data, suites } = project.config;
  const { derive = {} } = data;
  const isAsked =
    (suites.length > 0 && Object.keys(derive).length > 0) ||
    checks.some(
      ({ expression, sql, where, json_schema: _, ...rest }) =>
        [expression, sql, where].some((each) => each !== undefined) ||
        textsOf(rest).some((name) => Object.hasOwn(derive, name)),
    );
  if (!isAsked || table.judge !== undefined) return table;
  const { planProjectColumns, withDerived } = await import("./derive-table.ts");
  return withDerived(table, planProjectColumns(project, table));
}

/** All texts and keys in a value that does not hold itself, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}
