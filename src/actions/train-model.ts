import type { Context } from "../action.ts";
import type { Place } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import type { DerivedColumn } from "../expression/derive-columns.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { calibrate } from "../learn/calibrate.ts";
import { loadEngine } from "../learn/engines.ts";
import { dummyOutputs, type Evaluation, evaluate } from "../learn/evaluate.ts";
import { type Explanation, explain } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import type { Params } from "../learn/parameters.ts";
import { encodeTarget, type Target } from "../learn/target.ts";
import { lowerFeatures, usedColumns } from "../model/onnx-features.ts";
import { createGraph } from "../model/onnx-graph.ts";
import { type SignatureColumn, signatureOf } from "../model/signature.ts";
import { counted } from "../number-format.ts";
import { hashRows, identityColumns, type RowHashes } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import type { Table } from "../tables/table.ts";
import { crossValidate, foldTraining, type OutOfFold } from "./cross-validate.ts";
import { type Decided, decide, givenDecision, type HeldOut, needsDecision } from "./decide.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import { type Fitting, fitModel, planFeatures, predictRows } from "./fit-model.ts";
import {
  backtest,
  type ForecastEvidence,
  type ForecastTask,
  forecastMetrics,
  naiveMetrics,
} from "./judge-forecasts.ts";
import type { TrainingSets } from "./load-set.ts";
import { type ColumnImportance, permuteColumns } from "./permute-columns.ts";
import { requireTarget } from "./project.ts";
import { findSeries } from "./project-series.ts";
import { refuseInfinite } from "./refuse-infinite.ts";
import { requireColumns } from "./require-columns.ts";
import { type Search, searchParams } from "./search-params.ts";
import { splitWithTarget } from "./split-with-target.ts";

/** A trained model, and all that its evidence is made of. */
export interface Trained {
  /** The data as they were read. */
  raw: Table;
  /** The data with its derived columns. */
  table: Table;
  derived: DerivedColumn[];
  target: Target;
  targetName: string;
  /** Columns that identify a row. */
  identity: string[];
  hashes: RowHashes;
  /** Rows that have a target, by part. */
  split: Split;
  /** Where rows came divided: the digest of each set. */
  setDigests: TrainingSets["digests"] | undefined;
  plan: FeaturePlan;
  /** The raw columns that the model reads. */
  columns: SignatureColumn[];
  /** The engine's parameters, defaults included. */
  params: Params;
  model: Model;
  evaluation: Evaluation;
  dummy: Metrics;
  /** Of some of the test rows. */
  explanation: Explanation;
  /** How probabilities become classes. */
  decision: Decided;
  outOfFold: OutOfFold | undefined;
  search: Search | undefined;
  permuted: ColumnImportance | undefined;
  /** Of series in time. */
  forecast: ForecastEvidence | undefined;
  /** Milliseconds. */
  duration: number;
}

/**
 * Splits the rows, unless they came divided into `sets`; fits the features on the training rows, trains, and evaluates
 * on the test rows.
 */
export async function trainModel(context: Context, raw: Table, sets?: TrainingSets): Promise<Trained> {
  const { project, workers, log, signal, clock } = context;
  const { data, train } = project.config;
  const targetName = requireTarget(project);
  const target = encodeTarget(requireColumns(raw, targetName, project), {
    task: train.task,
    positive: data.positive,
    place: (key) => project.place(["data", key]),
  });
  const engine = await loadEngine(train.engine);
  const given = train.search
    ? undefined
    : engine(train.params, {
        task: target.task,
        place: (name) => project.place(["train", "params", name]),
      });
  const series = findSeries(project, raw, targetName);
  const seen = series ? { ...raw, columns: [...raw.columns, ...series.columns] } : raw;
  const derived = planProjectColumns(project, seen);
  const table = withDerived(seen, derived);
  const identity = identityColumns(raw, { key: data.key, target: targetName });
  const hashes = hashRows(raw, identity);
  const placeOf = (key: "split" | "stratify" | "group" | "time" | "column"): Place =>
    project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : ["data", "split", key]);
  const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
  const pool = workers.pool();
  const source = { context, table, target, targetName, pool, validation: split.validation };
  const search =
    train.search &&
    (await searchParams(source, {
      engine,
      config: train.search,
      folds: foldTraining(source, { rows: split.train, hashes }),
    }));
  const learner = (search?.learner ?? given)!;
  const fitting: Fitting = { ...source, learner };
  const plan = planFeatures(fitting, split.train);
  refuseInfinite(table, target, targetName, plan);
  const columns = signatureOf(table, usedColumns(plan, derived));
  // A derived column that ONNX cannot express is refused before the long work, not after it.
  lowerFeatures(createGraph(), { plan, columns, derived });
  const isDecided = needsDecision(context, target);
  const started = clock.now();
  const size = learner.size === "" ? "" : ` with ${learner.size}`;
  const progress = log.progress(`Training ${train.engine}${size}`);
  const onProgress = (done: number, total: number) => progress.update(done, total);
  const { model, matrix } = await fitModel(fitting, split.train, { plan, onProgress });
  const duration = clock.now() - started;
  progress.end();
  const asked = project.config.gate.rules.map(({ metric }) => metric);
  const hasValidation = split.validation.length > 0;
  const outOfFold =
    train.cross_validation !== undefined || (isDecided && !hasValidation)
      ? await validateFolds(fitting, { rows: split.train, hashes, asked })
      : undefined;
  const held: HeldOut | undefined =
    isDecided && hasValidation
      ? {
          ...(await predictRows(fitting, { plan, model }, split.validation)),
          rows: split.validation,
          name: "the validation rows",
        }
      : outOfFold && { ...outOfFold, name: "out-of-fold predictions of the training rows" };
  const decision = isDecided && held ? decide(context, target, held) : givenDecision(context, target);
  const { outputs: uncorrected, matrix: testMatrix } = await predictRows(
    fitting,
    { plan, model },
    split.test,
  );
  const outputs = decision.calibration
    ? calibrate(decision.calibration, uncorrected, target.classes.length)
    : uncorrected;
  const evaluation = evaluate(target, split.test, outputs, { asked, ...decision });
  const forecast =
    series && target.task === "regression"
      ? await judgeForecast(fitting, { series, target, ...split, asked }, evaluation)
      : undefined;
  const ignorant = dummyOutputs(target, split.train, split.test.length);
  const dummy =
    forecast?.seasonal ??
    forecast?.naive ??
    evaluate(target, split.test, ignorant, { asked, costs: decision.costs }).metrics;
  const explanation = await explain(pool, model, {
    training: matrix,
    matrix: testMatrix,
    seed: data.split.seed,
    signal,
  });
  return {
    raw,
    table,
    derived,
    target,
    targetName,
    identity,
    hashes,
    split,
    setDigests: sets?.digests,
    plan,
    columns,
    params: learner.params,
    model,
    evaluation,
    dummy,
    explanation,
    forecast,
    decision,
    outOfFold,
    search,
    permuted: await permuteColumns(fitting, { plan, model }, { rows: split.test, matrix: testMatrix }),
    duration,
  };
}

/** Forecasts beside naive ones, and as they would have been made earlier; the metrics get MASE. */
async function judgeForecast(
  fitting: Fitting,
  task: ForecastTask,
  evaluation: Evaluation,
): Promise<ForecastEvidence> {
  const { context } = fitting;
  evaluation.metrics = forecastMetrics(task, evaluation.predicted as Float64Array);
  const progress = context.log.progress("Forecasting earlier moments");
  const backtests = await backtest(task, async (known, rows) => {
    const fitted = await fitModel(fitting, known);
    return (await predictRows(fitting, fitted, rows)).outputs;
  });
  progress.end(counted(backtests.length, "backtest"));
  const { horizon, gap, season } = task.series;
  return { horizon, gap, season, ...naiveMetrics(task), backtests };
}

/** Cross-validates the training rows, with a line of progress. */
async function validateFolds(
  fitting: Fitting,
  { asked, ...training }: { rows: Uint32Array; hashes: RowHashes; asked: string[] },
): Promise<OutOfFold> {
  const folds = foldTraining(fitting, training);
  const progress = fitting.context.log.progress(`Cross-validation with ${folds.length} folds`);
  const outOfFold = await crossValidate(fitting, folds, {
    asked,
    onProgress: (done, total) => progress.update(done, total),
  });
  progress.end();
  return outOfFold;
}
