import type { RunJob } from "../bundle/workflow-run.ts";
import { fromWorst } from "../combine-reports.ts";
import { historySections, type RunHistory } from "../history/history-sections.ts";
import { counted } from "../number-format.ts";
import { type Cell, type Finding, type Report, type Section, type Verdict, verdicts } from "../report.ts";
import { verdictIcons, verdictWords } from "../verdict-words.ts";
import { divideBundles, grouped, type JobReports, type JobsResult } from "./divide-bundles.ts";
import { tellLostJobs } from "./lost-jobs.ts";
import { reportRun } from "./report-run.ts";

/** What one job saved of a model's reports. */
export interface SavedReports extends JobReports {
  /** Name of the project. */
  name: string;
  attempt: number;
  /** GitHub's id of the job, where it is known. */
  checkRun: number | undefined;
  history?: RunHistory;
}

/** How many models came to a verdict, in words. */
const said: Record<Verdict, [one: string, several: string]> = {
  pass: ["holds", "hold"],
  fail: ["fails", "fail"],
  inconclusive: ["is not decided", "are not decided"],
  refused: ["could not be judged", "could not be judged"],
  skipped: ["was skipped", "were skipped"],
};

/** What is known beside the bundles. */
export interface ModelsContext {
  /** Names of models that must be there. */
  expected: readonly string[];
  /** What could not be read. */
  notes: readonly Finding[];
  /** What the default branch is called. */
  branch: string;
  /** The run's attempt: what is from an earlier one is marked. */
  attempt?: number | undefined;
  /** Jobs that did not succeed and saved nothing. */
  lost?: readonly RunJob[];
}

/**
 * One report for all models of a run: how many hold, a table of them with their main metric, and each one's report behind
 * a fold, the worst first. Models and jobs that saved nothing are named.
 */
export function collectModels(saved: readonly SavedReports[], context: ModelsContext): Report {
  const { expected, notes, lost = [] } = context;
  const models = modelsOf(saved, context);
  const names = new Set([...saved.map(({ name }) => name), ...models.map(({ title }) => title)]);
  const missing = [...new Set(expected)].filter((name) => !names.has(name));
  const findings = [...missing.map(missingModel), ...tellLostJobs(lost), ...notes];
  return sumUp(models, { missing: missing.length, lost: lost.length, findings });
}

/**
 * One report for the jobs of one model: the run's where they found one thing together, and otherwise what each came to, in
 * a table and behind a fold, so that none hides another.
 */
export function reportJobs(
  results: readonly JobsResult[],
  title: string,
  { attempt }: { attempt?: number | undefined } = {},
): Report {
  const [only] = results;
  if (results.length <= 1) return reportRun(only?.reports ?? [], title, { attempt });
  const models = results.map(({ leg, reports }) => reportRun(reports, titleOf(title, leg), { attempt }));
  return { ...sumUp(models, { missing: 0, lost: 0, findings: [] }), title };
}

function sumUp(
  unordered: readonly Report[],
  { missing, lost, findings }: { missing: number; lost: number; findings: Finding[] },
): Report {
  const models = unordered.toSorted(
    (a, b) => fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict) || (a.title < b.title ? -1 : 1),
  );
  const worst = models[0]?.verdict ?? "refused";
  const count = models.length + missing;
  const isIncomplete = missing + lost > 0;
  return {
    schema: "mlops/report@1",
    action: "run",
    title: count === 0 ? "Models" : counted(count, "model"),
    verdict: isIncomplete && worst !== "fail" ? "refused" : worst,
    ...(models.some(({ fails }) => fails) && { fails: true }),
    headline: headlineOf(models, { missing, lost }),
    facts: [],
    sections: [
      ...(findings.length > 0 ? [{ title: "Not in the table", rank: 0, findings }] : []),
      ...(models.length > 0 ? [{ title: "Models", rank: 0, tables: [overview(models)] }] : []),
      ...models.flatMap((model, index) => folded(model, index + 1)),
    ],
  };
}

/** Whether every model that must be there saved its results in this attempt; without names nobody knows. */
export function isWhole(saved: readonly SavedReports[], expected: readonly string[], attempt = 1): boolean {
  const names = new Set(saved.filter((each) => each.attempt === attempt).map(({ name }) => name));
  return (
    expected.length > 0 &&
    expected.every((name) => names.has(name)) &&
    saved.every((each) => each.attempt === attempt)
  );
}

/** A report for each model, and for each of its results where jobs came to several under one name. */
function modelsOf(saved: readonly SavedReports[], { branch, attempt }: ModelsContext): Report[] {
  return grouped(saved, ({ name }) => name).flatMap(([name, bundles]) =>
    divideBundles(bundles).map(({ leg, reports, bundles: own }) => {
      const report = reportRun(reports, titleOf(name, leg), { attempt });
      const { history } = own.findLast((each) => each.history) ?? {};
      return history === undefined
        ? report
        : { ...report, sections: [...report.sections, ...historySections(history, branch)] };
    }),
  );
}

function titleOf(name: string, leg: string | undefined): string {
  return leg === undefined ? name : `${name} (${leg})`;
}

function headlineOf(models: readonly Report[], { missing, lost }: { missing: number; lost: number }): string {
  const parts = verdicts.flatMap((verdict) => {
    const count = models.filter((each) => each.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${said[verdict][count === 1 ? 0 : 1]}`];
  });
  if (missing > 0) parts.push(`${missing} saved nothing`);
  if (lost > 0) parts.push(`${counted(lost, "failed job")} saved nothing`);
  return parts.length === 0 ? "no job saved anything" : parts.join(", ");
}

function missingModel(name: string): Finding {
  return {
    severity: "error",
    message: `${name} saved nothing: its job stopped before the action save, or has none`,
    hint: "Its log says more. The action save belongs at the end of its job, with `if: ${{ !cancelled() }}`",
  };
}

function overview(models: readonly Report[]): NonNullable<Section["tables"]>[number] {
  return {
    columns: [...["Model", "Verdict", "Metric", "Difference", "Result"].map((label) => ({ label }))],
    rows: models.map(({ title, verdict, facts, headline }): Cell[] => {
      const fact = facts.find(({ label }) => label !== "");
      return [
        title,
        `${verdictIcons[verdict]} ${verdictWords[verdict]}`,
        fact === undefined ? null : `${fact.label} ${fact.value}`,
        fact?.note ?? null,
        headline,
      ];
    }),
  };
}

/** A model's report as one section behind a fold, and what only the page shows as another. */
function folded({ title, verdict, headline, facts, sections }: Report, rank: number): Section[] {
  const name = `${verdictIcons[verdict]} ${title}: ${headline}`;
  const numbers = facts.map(({ label, value, note }) =>
    [label, value, note && `(${note})`].filter((each) => each).join(" "),
  );
  const ranked = sections.toSorted((a, b) => a.rank - b.rank);
  return [false, true].flatMap((isPageOnly) => {
    const shown = ranked.filter(({ pageOnly = false }) => pageOnly === isPageOnly);
    const section: Section = {
      title: isPageOnly ? `${title}: more` : name,
      rank,
      folded: true,
      ...(isPageOnly && { pageOnly: true }),
      text: [
        ...(isPageOnly || numbers.length === 0 ? [] : [numbers.join(" · ")]),
        ...shown.flatMap((each) => (each.text ?? []).map((text) => `${each.title}: ${text}`)),
      ],
      findings: shown.flatMap((each) => each.findings ?? []),
      log: shown.find((each) => each.log?.length)?.log ?? [],
      tables: shown.flatMap((each) =>
        (each.tables ?? []).map((table) => ({
          ...table,
          title: table.title === undefined ? each.title : `${each.title}: ${table.title}`,
        })),
      ),
      charts: shown.flatMap((each) => each.charts ?? []),
    };
    return isPageOnly && shown.length === 0 ? [] : [section];
  });
}
