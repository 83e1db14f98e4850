import type { Context } from "../action.ts";
import type { Rule } from "../config/config.ts";
import { digestFile } from "../evidence/digest.ts";
import { claimsOf, type Reference } from "../gate/claim.ts";
import { dummyOutcome } from "../gate/dummy-outcome.ts";
import type { Compared, Measurable } from "../gate/measure.ts";
import { championMetrics } from "../gate/metrics-of.ts";
import { isRefusal, type JudgedRows, type Refusal } from "../gate/model-rows.ts";
import { canonicalName, type GateMetrics } from "../gate/parse-metrics.ts";
import { sliceColumn } from "../gate/slice-table.ts";
import { type SliceColumn, sliceNames } from "../gate/slices.ts";
import { counted } from "../number-format.ts";
import type { Finding, Section } from "../report.ts";
import { findColumn } from "../tables/table.ts";
import { championAtPath, championBeside } from "./champion-at-path.ts";
import { compareRows } from "./compare-rows.ts";
import { type CountedLooks, countLooks } from "./count-looks.ts";
import { type Baseline, findBaseline } from "./find-baseline.ts";
import type { GateSettings } from "./gate-settings.ts";
import { fileWithin } from "./input-file.ts";
import { type ExtraSources, measureExtras } from "./measure-extras.ts";
import type { Judged } from "./read-judged.ts";
import { requireSlices } from "./require-slices.ts";
import { sliceSections } from "./slice-sections.ts";

/** What the model is compared with, and what the report says of it. */
export interface ComparedModels {
  measurable: Measurable;
  /** The baseline's metrics of the rows that the model's own are of; undefined where they are of others. */
  baseline: GateMetrics | undefined;
  noBaseline: { why: string; hint?: string | undefined } | undefined;
  /** What the baseline is, in words. */
  shown: string | undefined;
  /** Looks at the test rows, this one among them; undefined where they are not counted. */
  looks: CountedLooks | undefined;
  notes: Finding[];
  sections: Section[];
}

type CompareContext = Context & {
  inputs: {
    "working-directory": string;
    baseline?: string | undefined;
    metrics?: string | undefined;
    predictions?: string | undefined;
  };
};

/** Finds what the rules compare the model with. */
export async function compareModels(
  context: CompareContext,
  judged: Judged,
  settings: GateSettings,
): Promise<ComparedModels | Refusal> {
  const { rules, slices } = settings;
  const { metrics, rows } = judged;
  const isNamed = context.inputs.baseline !== undefined || settings.baseline !== "auto";
  const found =
    (isNamed ? undefined : championBeside(metrics)) ??
    (await findBaseline(context, context.inputs, settings.baseline));
  const own: Compared = rows
    ? { evaluation: rows.rows.evaluation, slices: slicesOf(context, settings, rows.rows) }
    : {};
  const baseline = await compareWith(context, judged, { settings, champion: found, as: "baseline" });
  if (isRefusal(baseline)) return baseline;
  const milestone = await findAnchor(context, settings);
  const anchor = await compareWith(context, judged, { settings, champion: milestone, as: "anchor" });
  if (isRefusal(anchor)) return anchor;
  const dummy = rows && dummyOutcome(rows.rows.evaluation, metrics.dummyOutputs);
  const asked = rules.map(({ metric }) => canonicalName(metric));
  const looks = await countLooks(context, judged, found);
  return {
    measurable: {
      metrics,
      own,
      references: {
        baseline: baseline.compared,
        anchor: anchor.compared,
        dummy: {
          ...(dummy &&
            rows && { evaluation: { ...rows.rows.evaluation, champion: dummy }, slices: own.slices }),
          metrics: metrics.dummy && { values: metrics.dummy, aliases: new Map() },
        },
      },
      extra: await measureExtras(context, rules, {
        metrics,
        model: modelOf(context, judged),
        manifest: rows?.manifest,
        own,
        baseline: baselineSources(found, baseline),
        minRows: slices.minRows,
      }),
      guarded: slices.columns,
      minRows: slices.minRows,
      effort: { openKernel: context.resampleKernel },
    },
    baseline: baseline.metrics,
    noBaseline: found.metrics ? undefined : found,
    shown: found.shown,
    looks,
    notes: [
      ...(looks?.findings ?? []),
      ...baselineNotes(baseline, asksOf(rules, "baseline")),
      ...baselineNotes(anchor, asksOf(rules, "anchor")),
    ],
    sections: [
      ...sliceSections(own, baseline.compared, {
        ...slices,
        asked,
        openKernel: context.resampleKernel,
      }),
      digestSection(judged, found, looks),
    ],
  };
}

/** What a champion said of itself, and its rows beside ours where there are any. */
interface ComparedModel {
  compared: Compared;
  /** Its metrics, where they are of the same rows as ours. */
  metrics?: GateMetrics | undefined;
  /** How the rows were found. */
  notes: string[];
  /** Why there are numbers alone. */
  why?: string | undefined;
}

/** Folder of the model that is judged; of metrics or predictions from elsewhere it has to be named. */
function modelOf({ inputs, project }: CompareContext, { model }: Judged): string | undefined {
  const isElsewhere = inputs.metrics !== undefined || inputs.predictions !== undefined;
  return model ?? (isElsewhere ? undefined : project.folders.model);
}

function baselineSources(found: Baseline, { compared, why }: ComparedModel): ExtraSources["baseline"] {
  const none = found.metrics ? undefined : `there is no baseline to compare with yet: ${found.why}`;
  return {
    evaluation: compared.evaluation,
    noRows: none ?? why ?? "the baseline has no predictions of these rows",
    model: found.metrics && found.model,
    noModel: none ?? "the baseline comes without its model",
  };
}

async function compareWith(
  context: CompareContext,
  { rows, metrics }: Judged,
  { settings, champion, as }: { settings: GateSettings; champion: Baseline; as: Reference },
): Promise<ComparedModel | Refusal> {
  if (champion.metrics === undefined) return { compared: {}, notes: [] };
  const compared: Compared = { metrics: champion.metrics };
  const told = { compared, metrics: champion.metrics, notes: [] };
  if (metrics.imported?.folds && champion.metrics.imported?.folds) return told;
  if (rows === undefined) return { ...told, why: "there are no predictions of the model" };
  const found = await compareRows(context, rows, champion, {
    minRows: settings.slices.minRows,
    allowPickle: settings.allowPickle,
  });
  // Rules that ask for no comparison are judged as ever.
  if (isRefusal(found))
    return asksOf(settings.rules, as) ? found : { compared, notes: [], why: found.refused };
  if (found.kind === "metrics") return { ...told, why: found.why };
  const { evaluation } = found.rows;
  const isAgain = found.kind !== "same rows" && evaluation.rows === rows.rows.evaluation.rows;
  const again = isAgain ? championMetrics(evaluation, settings.rules) : undefined;
  return {
    compared: { ...compared, evaluation, slices: slicesOf(context, settings, found.rows) },
    metrics: found.kind === "same rows" ? champion.metrics : again,
    notes: found.notes,
  };
}

async function findAnchor(context: CompareContext, { anchor }: GateSettings): Promise<Baseline> {
  const { project } = context;
  if (anchor === undefined) return { why: "none is named" };
  const { file, part } = await fileWithin(context.files, project.directory, anchor);
  return championAtPath(file, part).find(context);
}

/** The columns that rules or `gate.slices` name, as they are in the predictions. */
function slicesOf(
  { project }: CompareContext,
  { rules, slices }: GateSettings,
  judged: JudgedRows,
): SliceColumn[] {
  const own = sliceNames(project.config.gate);
  const names = new Set([...own, ...sliceNames({ rules: [...rules], slices: { ...slices, min_rows: 1 } })]);
  // What the base alone slices by is not in predictions that were made without it.
  return [...names]
    .filter((name) => own.includes(name) || findColumn(judged.table, name) !== undefined)
    .map((name) => sliceColumn(requireSlices(judged.table, name, project)));
}

/** What was judged, by digest: the link of this report to the model before it. */
function digestSection(
  { metrics, text }: Judged,
  compared: Baseline,
  looks: CountedLooks | undefined,
): Section {
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
    text: [
      baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`,
      ...(looks ? [`These test rows have been looked at ${counted(looks.count, "time")}.`] : []),
    ],
    tables: [{ columns: [{ label: "What" }, { label: "SHA-256" }], rows: known }],
  };
}

function asksOf(rules: readonly Rule[], reference: Reference): boolean {
  return claimsOf(rules).some(({ against }) => against === reference);
}

/** What a reader must know of a comparison. */
function baselineNotes({ notes, why }: ComparedModel, isAsked: boolean): Finding[] {
  const said = notes.map((message): Finding => ({ severity: "info", message }));
  if (why === undefined || !isAsked) return said;
  return [
    ...said,
    {
      severity: "warning",
      message: `The models are compared by their numbers alone, which says nothing of chance: ${why}`,
      hint: "Give the predictions of both, with row_id, or a bundle that has them",
    },
  ];
}
