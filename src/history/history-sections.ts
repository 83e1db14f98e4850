import { formatChange, formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Cell, Chart, Section, Table, Verdict } from "../report.ts";
import { verdictIcons, verdictWords } from "../verdict-words.ts";
import type { HistoryEntry } from "./entry.ts";
import { compareEntries, isSameRun } from "./merge-histories.ts";
import { tellMetric } from "./tell-metric.ts";

/** Runs whose values a chart in a comment shows, and rows of its table. */
const chartRuns = 24;
const tableRuns = 10;
/** Metrics that are shown. */
const mostShown = 4;

const verdictOf = (verdict: Verdict): string =>
  `${verdictIcons[verdict]} ${verdictWords[verdict].toLowerCase()}`;

/** What one run came to, and what is known of the branch's runs, oldest first; undefined where it was not looked yet. */
export interface RunHistory {
  current: HistoryEntry;
  known?: readonly HistoryEntry[] | undefined;
}

/**
 * What a report says of the runs before: the last ones as charts and a table, all of them on the page. `branch` is what
 * the branch is called. No sections where nothing is known of the time before the run that is reported on.
 */
export function historySections({ current, known = [] }: RunHistory, branch: string): Section[] {
  const past = known.filter((entry) => !isSameRun(entry, current) && compareEntries(entry, current) < 0);
  if (past.length === 0) return [];
  const runs = [...past, current];
  const metrics = shownMetrics(current);
  const last = runs.slice(-chartRuns);
  const table = runsTable(runs.slice(-tableRuns - 1), metrics).slice(0, tableRuns);
  return [
    {
      title: "History",
      rank: 8,
      folded: true,
      text: [...tell(last, metrics), ...tellRows(last)],
      charts: metrics.flatMap((name) => metricChart(last, name, branch)),
      tables: [tableOf(table, metrics, runs.length)],
    },
    ...(runs.length > tableRuns ? [wholeHistory(runs, metrics, branch)] : []),
  ];
}

/** Those that rules name; without rules the first one. */
function shownMetrics({ metrics }: HistoryEntry): string[] {
  const gated = metrics.filter((metric) => metric.gated);
  return (gated.length > 0 ? gated : metrics.slice(0, 1)).slice(0, mostShown).map(({ name }) => name);
}

function tell(runs: readonly HistoryEntry[], metrics: readonly string[]): string[] {
  return metrics.flatMap((name) => {
    const values = runs.flatMap((run) => measured(run, name) ?? []);
    return tellMetric(name, values) ?? [];
  });
}

/** Metrics of other rows are not measured on the same thing. */
function tellRows(runs: readonly HistoryEntry[]): string[] {
  const digests = runs.flatMap(({ evaluation }) => evaluation ?? []);
  const changes = digests.filter((digest, index) => index > 0 && digest !== digests[index - 1]).length;
  return changes === 0
    ? []
    : [
        `The test rows changed ${changes === 1 ? "once" : `${changes} times`} in these runs: what was measured before and after such a change was measured on other rows`,
      ];
}

function metricChart(runs: readonly HistoryEntry[], name: string, branch: string): Chart[] {
  const values = runs.map((run) => measured(run, name) ?? null);
  if (values.filter((value) => value !== null).length < 2) return [];
  const label = labelOf(name);
  return [
    {
      kind: "line",
      title: `${label} of the last ${runs.length - 1} runs on ${branch}, and of this one`,
      x: { label: "Commit", values: distinct(runs.map(({ commit }) => commit.slice(0, 7))) },
      y: { label },
      series: [{ label, values }],
    },
  ];
}

/** Every run by its number, as so many commits have no room under a chart. */
function wholeHistory(runs: readonly HistoryEntry[], metrics: readonly string[], branch: string): Section {
  const numbers = runs.map((_, index) => index - runs.length + 1);
  const charts = metrics.map((name): Chart => {
    const label = labelOf(name);
    return {
      kind: "line",
      title: `${label} of ${runs.length - 1} runs on ${branch}, and of this one`,
      x: { label: "Runs before this one", values: numbers },
      y: { label },
      series: [{ label, values: runs.map((run) => measured(run, name) ?? null) }],
    };
  });
  return {
    title: "Whole history",
    rank: 9,
    folded: true,
    pageOnly: true,
    ...(runs.length > chartRuns && { charts }),
    tables: [tableOf(runsTable(runs, metrics), metrics, runs.length)],
  };
}

/** A row a run, the newest first; each value with its difference from the one before. */
function runsTable(runs: readonly HistoryEntry[], metrics: readonly string[]): Cell[][] {
  const before = new Map<string, number>();
  const rows = runs.map((run, index): Cell[] => {
    const cells = metrics.map((name): Cell => {
      const value = measured(run, name);
      if (value === undefined) return null;
      const earlier = before.get(name);
      before.set(name, value);
      const change = earlier === undefined ? "" : ` (${formatChange(name, value - earlier)})`;
      return `${formatMetric(name, value)}${change}`;
    });
    const commit = run.commit.slice(0, 7);
    const isThis = index === runs.length - 1;
    return [
      isThis ? `${commit} (this one)` : commit,
      run.time.slice(0, 10),
      verdictOf(run.verdict),
      ...cells,
    ];
  });
  return rows.reverse();
}

function tableOf(rows: Cell[][], metrics: readonly string[], total: number): Table {
  return {
    columns: [
      { label: "Commit" },
      { label: "Date" },
      { label: "Verdict" },
      ...metrics.map((name) => ({ label: labelOf(name), align: "right" as const })),
    ],
    rows,
    ...(total > rows.length && { total }),
  };
}

function measured({ metrics }: HistoryEntry, name: string): number | undefined {
  return metrics.find((metric) => metric.name === name)?.value;
}

function labelOf(name: string): string {
  return findMetric(name)?.label ?? name;
}

/** A commit that ran several times has a point each: `1a2b3c4`, `1a2b3c4 (2)`. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    return times === 1 ? label : `${label} (${times})`;
  });
}
