import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import { listFirst } from "../first-items.ts";
import { type Decision, dummyOutputs, type Evaluation, evaluate } from "../learn/evaluate.ts";
import type { Params } from "../learn/parameters.ts";
import { encodeTarget, type Target, weightsAt } from "../learn/target.ts";
import { classificationMetrics } from "../metrics/classification-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import { pairPredictions } from "../program/pair-predictions.ts";
import { findActual, type Predicted, readPredicted } from "../program/predicted-columns.ts";
import type { Curve } from "../program/progress.ts";
import type { Finding } from "../report.ts";
import type { Table } from "../tables/table.ts";
import { asksForClasses } from "./asks-for-classes.ts";
import { type Decided, givenDecision, needsDecision } from "./given-decision.ts";
import type { PreparedProgram } from "./prepare-program.ts";
import { findWritten, type OwnMetrics, readOwnMetrics, readParamsFiles } from "./read-own-metrics.ts";
import { readPredictions } from "./read-predictions.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** How good a program's model is. */
export interface JudgedProgram {
  /** By our metrics, of its predictions; else as it told them. */
  metrics: Metrics;
  /** The same of what knows nothing but the target; empty where it is not known. */
  dummy: Metrics;
  /** What was predicted, where there are predictions. */
  tested: TestedProgram | undefined;
  /** Which file the metrics come from, where there are no predictions. */
  source: string | undefined;
  decision: Decided | undefined;
  /** Courses of metrics that the program wrote beside its progress. */
  curves: Curve[];
  /** Parameters that it wrote down. */
  params: Params;
  notes: string[];
  findings: Finding[];
}

/** Without what the program told beside. */
type Judged = Omit<JudgedProgram, "curves" | "params">;

/** Rows with predictions. */
export interface TestedProgram {
  target: Target;
  /** Rows: of our data, or of the predictions' file where `isOwn`. */
  rows: Uint32Array;
  evaluation: Evaluation;
  /** Whether the program divided the data itself. */
  isOwn: boolean;
}

/** Reads what a program left behind beside its model, which is in its folder by now, and judges it. Throws UserError. */
export async function judgeProgram(
  context: Context,
  prepared: PreparedProgram,
  before: Before,
): Promise<JudgedProgram> {
  const predictions = (await findPredictions(context, before)) ?? (await predictHeldOut(context, prepared));
  const own = await readOwnMetrics(context, before);
  if (predictions === undefined && own === undefined)
    throw new UserError(`Cannot judge "${context.project.name}": there are neither predictions nor metrics`, {
      ...context.project.place(["train", "engine"]),
      hint: "Let it write predictions.csv or metrics.json into MLOPS_EVIDENCE_DIR, name its files as train.predictions and train.metrics, or set train.predict_command",
    });
  const told = { curves: own?.curves ?? [], params: { ...own?.params, ...(await readParamsFiles(context)) } };
  if (predictions === undefined) return { ...judgeMetrics(own!), ...told };
  const judged = await judgePredictions(context, prepared, predictions);
  return { ...judged, ...told, findings: [...judged.findings, ...differences(judged.metrics, own)] };
}

function judgeMetrics({ metrics, file }: OwnMetrics): Judged {
  return {
    metrics: Object.fromEntries(metrics.values),
    dummy: {},
    tested: undefined,
    source: file,
    decision: undefined,
    notes: [
      `The metrics are those that the program wrote to ${file}; without predictions nobody can check them.`,
    ],
    findings: undefinedMetrics(metrics.values, file),
  };
}

function undefinedMetrics(values: ReadonlyMap<string, number>, file: string): Finding[] {
  const names = [...values].flatMap(([name, value]) => (Number.isNaN(value) ? [name] : []));
  if (names.length === 0) return [];
  const message = `The program wrote no finite number for ${listFirst(names, 5)}`;
  return [{ severity: "warning", rule: "metrics of the program", message, file }];
}

async function judgePredictions(context: Context, prepared: PreparedProgram, file: Table): Promise<Judged> {
  const { training, idColumn } = prepared;
  const asked = context.project.config.gate.rules.map(({ metric }) => metric);
  if (training === undefined || (!hasIdentity(file, idColumn) && file.rows !== training.split.test.length))
    return judgeOwnRows(context, file, asked);
  const { target, targetName, split, ids } = training;
  const rowsOf = (part: "test" | "validation") =>
    pairPredictions(file, { target, targetName, rows: split[part], part, ids, idColumn });
  const said = rowsOf("test");
  const decision = await decideOf(context, target, () => {
    const { scores } = rowsOf("validation");
    return { rows: split.validation, outputs: scores ?? new Float64Array(), name: "the validation rows" };
  });
  const evaluation = evaluatePredicted(target, split.test, said, { ...decision, asked });
  const ignorant = dummyOutputs(target, split.train, split.test.length);
  return {
    metrics: evaluation.metrics,
    dummy: evaluate(target, split.test, ignorant, { asked, costs: decision.costs }).metrics,
    tested: { target, rows: split.test, evaluation, isOwn: false },
    source: undefined,
    decision,
    notes: [...said.notes, ...decision.notes],
    findings: decision.warnings.map((message) => ({ severity: "warning", message })),
  };
}

/** Predictions of rows that the program divided itself. */
function judgeOwnRows(context: Context, file: Table, asked: string[]): Judged {
  const { data, train } = context.project.config;
  const actual = findActual(file, data.target);
  if (actual === undefined)
    throw new UserError(`Cannot use "${file.source}": it has neither a column "row_id" nor "actual"`, {
      file: file.source,
      line: 1,
      hint: "Copy row_id from MLOPS_TEST into the predictions, or write what was so as the column actual",
    });
  const target = encodeTarget(actual, {
    task: train.task,
    asksForClasses: asksForClasses(context.project.config),
    positive: data.positive,
  });
  const said = readPredicted(file, target.rows, target);
  const decision = givenDecision(context, target);
  const evaluation = evaluatePredicted(target, target.rows, said, { ...decision, asked });
  return {
    metrics: evaluation.metrics,
    dummy: {},
    tested: { target, rows: target.rows, evaluation, isOwn: true },
    source: undefined,
    decision,
    notes: [
      `The program chose its ${formatNumber(target.rows.length)} test rows itself: nobody can check that they are rows of the data, or that it was not trained on them.`,
    ],
    findings: [],
  };
}

function hasIdentity(file: Table, idColumn: string): boolean {
  return file.columns.some(({ name }) => name === idColumn || name === "row_id");
}

/** The threshold that is given, or that is best on the validation rows; probabilities are the program's own affair. */
async function decideOf(
  context: Context,
  target: Target,
  held: () => { rows: Uint32Array; outputs: Float64Array; name: string },
): Promise<Decided> {
  const { threshold } = context.project.config.train;
  if (!needsDecision(context, target) || threshold === undefined || "value" in threshold)
    return givenDecision(context, target);
  const rows = held();
  if (rows.rows.length > 0 && rows.outputs.length > 0)
    return (await import("./decide.ts")).decide(context, target, rows);
  throw new UserError("Cannot choose a threshold: there are no scores of validation rows", {
    ...context.project.place(["train", "threshold"]),
    hint: "Set data.split.validation, and predict the rows of MLOPS_VALIDATION too, with scores",
  });
}

/** As `evaluate`, for classes that the program itself said: a threshold of ours goes before them. */
function evaluatePredicted(
  target: Target,
  rows: Uint32Array,
  { predicted, scores }: Predicted,
  { asked, threshold, costs }: Decision & { asked: string[] },
): Evaluation {
  if (target.task === "regression") return evaluate(target, rows, predicted as Float64Array, { asked });
  if (scores !== undefined && threshold !== undefined)
    return evaluate(target, rows, scores, { asked, threshold, costs });
  const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
  const actual = Int32Array.from(rows, (row) => target.values[row]!);
  const { classes, positive } = target;
  const codes = predicted as Int32Array;
  return {
    predicted: codes,
    scores,
    metrics: classificationMetrics(
      { actual, predicted: codes, scores, classes, positive, weights: weightsAt(target, rows), costs },
      extra,
    ),
  };
}

async function findPredictions(context: Context, before: Before): Promise<Table | undefined> {
  const [named] = writtenPaths(context, "predictions");
  const file = named ?? (await findWritten(context, ["predictions.csv", "predictions.parquet"]));
  if (file === undefined) return undefined;
  await requireFresh(context, file, { before, key: "predictions" });
  return readPredictions(context, file);
}

/** What the kept model predicts, where a command for that is there, and our rows. */
async function predictHeldOut(
  context: Context,
  { training, idColumn }: PreparedProgram,
): Promise<Table | undefined> {
  const { project } = context;
  if (training === undefined || project.config.train.predict_command === undefined) return undefined;
  const { runPredict } = await import("./run-predict.ts");
  const { table, split, ids, targetName } = training;
  const columns = table.columns.filter(({ name }) => name !== targetName);
  const rows = Uint32Array.from([...split.validation, ...split.test]).sort();
  return runPredict(context, project.folders.model, { table: { columns }, rows, ids, idColumn });
}

/** A relative difference below which two numbers are the same but for rounding. */
const tolerance = 1e-6;

/** Where the program's own numbers differ from those of its predictions. */
function differences(metrics: Metrics, own: OwnMetrics | undefined): Finding[] {
  if (own === undefined) return [];
  const rounded = (value: number): number => {
    const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
    return digits >= 7 ? 0 : 0.5 * 10 ** -digits;
  };
  const found = Object.entries(metrics).flatMap(([name, value]) => {
    const told = own.metrics.values.get(name);
    if (told === undefined || Number.isNaN(told) || Number.isNaN(value)) return [];
    const allowed = Math.max(tolerance * Math.abs(value), rounded(told) * (1 + 1e-9));
    return Math.abs(told - value) <= allowed
      ? []
      : [`${name} ${told} (ours ${Number(value.toPrecision(6))})`];
  });
  if (found.length === 0) return [];
  return [
    {
      severity: "warning",
      rule: "metrics of the program",
      message: `The program says ${listFirst(found, 5)}; its predictions say otherwise`,
      hint: "Ours, computed from the predictions, count; the program may measure other rows, or by another definition",
      file: own.file,
    },
  ];
}
