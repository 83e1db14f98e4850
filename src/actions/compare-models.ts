import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import { dummyOutcome } from "../gate/dummy-outcome.ts";
import type { Compared, Measurable } from "../gate/measure.ts";
import { isRefusal, type JudgedRows, type Refusal } from "../gate/model-rows.ts";
import { pairRows } from "../gate/pair-rows.ts";
import { canonicalName, type GateMetrics } from "../gate/parse-metrics.ts";
import { sliceColumn, sliceTable } from "../gate/slice-table.ts";
import { type SliceColumn, sliceNames } from "../gate/slices.ts";
import type { Finding, Section } from "../report.ts";
import { findColumn } from "../tables/table.ts";
import { championAtPath } from "./champion-at-path.ts";
import { type Baseline, findBaseline } from "./find-baseline.ts";
import type { GateSettings } from "./gate-settings.ts";
import { within } from "./project.ts";
import type { Judged } from "./read-judged.ts";
import { requireSlices } from "./require-slices.ts";

/** What the model is compared with, and what the report says of it. */
export interface ComparedModels {
  measurable: Measurable;
  baseline: GateMetrics | undefined;
  noBaseline: { why: string; hint?: string | undefined } | undefined;
  /** What the baseline is, in words. */
  shown: string | undefined;
  notes: Finding[];
  sections: Section[];
}

type CompareContext = Context & {
  inputs: { "working-directory": string; baseline?: string | undefined };
};

/** Finds what the rules compare the model with. */
export async function compareModels(
  context: CompareContext,
  judged: Judged,
  settings: GateSettings,
): Promise<ComparedModels | Refusal> {
  const { rules, slices } = settings;
  const { metrics, rows } = judged;
  const found = await findBaseline(context, context.inputs);
  const own: Compared = rows
    ? { evaluation: rows.rows.evaluation, slices: slicesOf(context, settings, rows.rows) }
    : {};
  const baseline = await compareWith(context, judged, { settings, champion: found });
  if (isRefusal(baseline)) return baseline;
  const anchor = await compareWith(context, judged, { settings, champion: await findAnchor(context) });
  if (isRefusal(anchor)) return anchor;
  const dummy = rows && dummyOutcome(rows.rows.evaluation, metrics.dummyOutputs);
  const asked = rules.map(({ metric }) => canonicalName(metric));
  return {
    measurable: {
      metrics,
      own,
      references: {
        baseline,
        anchor,
        dummy: {
          ...(dummy &&
            rows && { evaluation: { ...rows.rows.evaluation, champion: dummy }, slices: own.slices }),
          metrics: metrics.dummy && { values: metrics.dummy, aliases: new Map() },
        },
      },
      extra: new Map(),
      guarded: slices.columns,
      minRows: slices.minRows,
    },
    baseline: found.metrics,
    noBaseline: found.metrics ? undefined : found,
    shown: found.shown,
    notes: baselineNotes(metrics, found.metrics),
    sections: [...sliceSections(own, { ...slices, asked }), digestSection(judged, found)],
  };
}

/** A champion's own words, and its rows beside ours where both have them. */
async function compareWith(
  context: CompareContext,
  { rows, metrics }: Judged,
  { settings, champion }: { settings: GateSettings; champion: Baseline },
): Promise<Compared | Refusal> {
  if (champion.metrics === undefined) return {};
  const numbers: Compared = { metrics: champion.metrics };
  const said = rows && (await champion.readRows());
  if (rows === undefined || said === undefined) return numbers;
  if (isRefusal(said)) return said;
  const paired = pairRows(rows.model, said);
  if (!isRefusal(paired))
    return { ...numbers, evaluation: paired.evaluation, slices: slicesOf(context, settings, paired) };
  return metrics.evaluation === champion.metrics.evaluation ? paired : numbers;
}

async function findAnchor(context: CompareContext): Promise<Baseline> {
  const { project } = context;
  const { anchor } = project.config.gate;
  return anchor === undefined
    ? { why: "none is named" }
    : championAtPath(within(project.directory, anchor)).find(context);
}

/** The columns that rules or `gate.slices` name, as they are in the predictions. */
function slicesOf(
  { project }: CompareContext,
  { rules, slices }: GateSettings,
  { table }: JudgedRows,
): SliceColumn[] {
  const own = sliceNames(project.config.gate);
  const names = new Set([...own, ...sliceNames({ rules: [...rules], slices: { ...slices, min_rows: 1 } })]);
  // What the base alone slices by is not in predictions that were made without it.
  return [...names]
    .filter((name) => own.includes(name) || findColumn(table, name) !== undefined)
    .map((name) => sliceColumn(requireSlices(table, name, project)));
}

function sliceSections(
  { evaluation, slices = [] }: Compared,
  options: { columns: readonly string[]; minRows: number; asked: readonly string[] },
): Section[] {
  if (evaluation === undefined || options.columns.length === 0) return [];
  const tables = slices
    .filter(({ name }) => options.columns.includes(name))
    .map((column) => sliceTable(evaluation, column, options));
  return [{ title: "Slices", rank: 3, folded: true, tables }];
}

/** What was judged, by digest: the link of this report to the model before it. */
function digestSection({ metrics, text }: Judged, compared: Baseline): Section {
  const baseline = compared.metrics;
  const rows: [string, string | undefined][] = [
    ["Model", metrics.model],
    ["Test rows", metrics.evaluation],
    ["Metrics file", text && digestFile(text)],
    ["Baseline's model", baseline?.model],
    ["Baseline's test rows", baseline?.evaluation],
  ];
  const known = rows.filter((row): row is [string, string] => row[1] !== undefined);
  return {
    title: "What was judged",
    rank: 8,
    folded: true,
    text: [baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`],
    tables: [{ columns: [{ label: "What" }, { label: "SHA-256" }], rows: known }],
  };
}

function baselineNotes(metrics: GateMetrics, baseline: GateMetrics | undefined): Finding[] {
  if (metrics.evaluation === undefined || baseline?.evaluation === undefined) return [];
  if (metrics.evaluation === baseline.evaluation) return [];
  return [
    {
      severity: "warning",
      message: "The baseline was measured on other test rows, so the difference is a rough one",
      hint: "Evaluate both models on the same rows to compare them",
    },
  ];
}
