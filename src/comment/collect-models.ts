import { legName } from "../bundle/leg.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import { historySections, type RunHistory } from "../history/history-sections.ts";
import { counted } from "../number-format.ts";
import type { Cell, Finding, Report, Section, Verdict } from "../report.ts";
import { verdictIcons, verdictWords } from "../verdict-words.ts";
import { reportRun } from "./report-run.ts";

/** What one job saved of a model's reports. */
export interface SavedReports {
  /** Name of the project. */
  name: string;
  /** The job's id, and what tells apart the legs of a matrix; that is the job's id where it was not set. */
  job: string | undefined;
  leg: string | undefined;
  reports: StoredReport[];
  history?: RunHistory;
}

const fromWorst: readonly Verdict[] = ["fail", "refused", "inconclusive", "pass", "skipped"];
/** How many models came to a verdict, in words. */
const said: Record<Verdict, [one: string, several: string]> = {
  pass: ["holds", "hold"],
  fail: ["fails", "fail"],
  inconclusive: ["is not decided", "are not decided"],
  refused: ["could not be judged", "could not be judged"],
  skipped: ["was skipped", "were skipped"],
};
const inWords: readonly Verdict[] = ["pass", "fail", "inconclusive", "refused", "skipped"];

/**
 * One report for all models of a run: how many hold, a table of them with their main metric, and each one's report behind
 * a fold, the worst first. `expected` are names of models that must be there; what saved nothing is named. `notes` are
 * what could not be read.
 */
export function collectModels(
  saved: readonly SavedReports[],
  {
    expected,
    notes,
    branch,
  }: {
    expected: readonly string[];
    notes: readonly Finding[] /** What the default branch is called. */;
    branch: string;
  },
): Report {
  const models = modelsOf(saved, branch).sort(
    (a, b) =>
      fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict) || a.title.localeCompare(b.title, "en"),
  );
  const names = new Set([...saved.map(({ name }) => name), ...models.map(({ title }) => title)]);
  const missing = [...new Set(expected)].filter((name) => !names.has(name));
  const findings = [...missing.map(missingModel), ...notes];
  const worst = fromWorst.find((each) => models.some(({ verdict }) => verdict === each)) ?? "refused";
  const count = models.length + missing.length;
  return {
    schema: "mlops/report@1",
    action: "run",
    title: count === 0 ? "Models" : counted(count, "model"),
    verdict: missing.length > 0 && worst !== "fail" ? "refused" : worst,
    ...(models.some(({ fails }) => fails) && { fails: true }),
    headline: headlineOf(models, missing.length),
    facts: [],
    sections: [
      ...(findings.length > 0 ? [{ title: "Not in the table", rank: 0, findings }] : []),
      ...(models.length > 0 ? [{ title: "Models", rank: 0, tables: [overview(models)] }] : []),
      ...models.flatMap((model, index) => folded(model, index + 1)),
    ],
  };
}

/** A report for each model, and for each leg where the legs of a matrix reported apart under one name. */
function modelsOf(saved: readonly SavedReports[], branch: string): Report[] {
  const byName = new Map<string, SavedReports[]>();
  // Node 20 has no Map.groupBy.
  for (const each of saved) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return [...byName].flatMap(([name, bundles]) => {
    const legs = bundles.filter(({ leg, job }) => leg !== undefined && leg !== job);
    if (!isMatrix(legs)) return [reportModel(bundles, name, branch)];
    const shared = bundles.filter((each) => !legs.includes(each));
    return legs.map((each) =>
      reportModel([...shared, each], `${name} (${legName(each.leg ?? "", each.job)})`, branch),
    );
  });
}

function reportModel(bundles: readonly SavedReports[], title: string, branch: string): Report {
  const report = reportRun(merged(bundles), title);
  const { history } = bundles.findLast((each) => each.history) ?? {};
  return history === undefined
    ? report
    : { ...report, sections: [...report.sections, ...historySections(history, branch)] };
}

/** Jobs that follow each other carry each other's reports; legs have each their own of one action. */
function isMatrix(legs: readonly SavedReports[]): boolean {
  const seen = new Map<string, string>();
  return legs.some(({ reports }) =>
    reports.some((report) => {
      const text = JSON.stringify(report);
      const other = seen.get(report.action);
      seen.set(report.action, text);
      return other !== undefined && other !== text;
    }),
  );
}

/** The last report of each action. */
function merged(bundles: readonly SavedReports[]): StoredReport[] {
  const latest = new Map<string, StoredReport>();
  for (const each of bundles.flatMap(({ reports }) => reports)) {
    const known = latest.get(each.action);
    if (known === undefined || known.started <= each.started) latest.set(each.action, each);
  }
  return [...latest.values()].sort((a, b) => a.started.localeCompare(b.started));
}

function headlineOf(models: readonly Report[], missing: number): string {
  const parts = inWords.flatMap((verdict) => {
    const count = models.filter((each) => each.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${said[verdict][count === 1 ? 0 : 1]}`];
  });
  if (missing > 0) parts.push(`${missing} saved nothing`);
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
