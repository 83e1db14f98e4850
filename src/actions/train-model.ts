import type { Context } from "../action.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { refuseLarge } from "../features/refuse-large.ts";
import type { Training } from "../learn/engines.ts";
import { type Explanation, explain } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import type { Params } from "../learn/parameters.ts";
import { forgetLayout } from "../learn/predict-trees.ts";
import { lowerFeatures, usedColumns } from "../model/onnx-features.ts";
import { createGraph } from "../model/onnx-graph.ts";
import { type SignatureColumn, signatureOf } from "../model/signature.ts";
import type { Table } from "../tables/table.ts";
import { chooseLearner } from "./choose-learner.ts";
import type { OutOfFold } from "./cross-validate.ts";
import { decide } from "./decide.ts";
import { type Fitting, fitModel, planFeatures, predictRows } from "./fit-model.ts";
import { type Decided, givenDecision, needsDecision } from "./given-decision.ts";
import { holdOut } from "./hold-out.ts";
import { type JudgedModel, judgeTest } from "./judge-test.ts";
import { type LearningCurve, learningCurve } from "./learning-curve.ts";
import type { TrainingSets } from "./load-set.ts";
import { type ColumnImportance, permuteColumns } from "./permute-columns.ts";
import { type PreparedTraining, prepareTraining } from "./prepare-training.ts";
import { refuseInfinite } from "./refuse-infinite.ts";
import { scoreTraining } from "./score-training.ts";
import type { Search } from "./search-params.ts";
import { type Live, roundsOf } from "./tracked.ts";

/** A trained model, and all that its evidence is made of. */
export interface Trained extends PreparedTraining, JudgedModel {
  plan: FeaturePlan;
  /** The raw columns that the model reads. */
  columns: SignatureColumn[];
  /** The engine's parameters, defaults included. */
  params: Params;
  model: Model;
  /** Of some of the test rows. */
  explanation: Explanation;
  /** How probabilities become classes. */
  decision: Decided;
  outOfFold: OutOfFold | undefined;
  /** The metrics on training rows. */
  training: Metrics;
  search: Search | undefined;
  permuted: ColumnImportance | undefined;
  learning: LearningCurve | undefined;
  /** Milliseconds. */
  duration: number;
}

/**
 * Splits the rows, unless they came divided into `sets`; fits the features on the training rows, trains, and evaluates
 * on the test rows.
 */
export async function trainModel(
  context: Context,
  raw: Table,
  { sets, live }: { sets?: TrainingSets | undefined; live?: Live } = {},
): Promise<Trained> {
  const { project, workers, log, clock, signal } = context;
  const prepared = await prepareTraining(context, raw, sets);
  const { table, derived, target, targetName, hashes, split, series } = prepared;
  const isDecided = needsDecision(context, target);
  const pool = workers.pool();
  const source = { context, table, target, targetName, pool, validation: split.validation };
  const { learner, search } = await chooseLearner(source, { rows: split.train, hashes });
  const fitting: Fitting = { ...source, learner };
  const plan = planFeatures(fitting, split.train);
  refuseInfinite(table, target, targetName, plan);
  const { train, validation, test: tested } = split;
  refuseLarge(plan, train.length + validation.length + tested.length, context.environment.memory);
  const columns = signatureOf(table, usedColumns(plan, derived));
  // A derived column that ONNX cannot express is refused before the long work, not after it.
  lowerFeatures(createGraph(), { plan, columns, derived });
  const started = clock.now();
  const size = learner.size === "" ? "" : ` with ${learner.size}`;
  const progress = log.progress(`Training ${project.config.train.engine}${size}`);
  const tell = live && roundsOf(live);
  const onProgress: Training["onProgress"] = (done, total, losses) => {
    progress.update(done, total);
    tell?.(done, total, losses);
  };
  const fitted = await fitModel(fitting, split.train, { plan, onProgress, isShown: true });
  const duration = clock.now() - started;
  progress.end();
  const asked = project.config.gate.rules.map(({ metric }) => metric);
  const held = await holdOut(fitting, fitted, { split, hashes, asked, isDecided });
  const decision =
    isDecided && held.rows ? decide(context, target, held.rows) : givenDecision(context, target);
  const test = await predictRows(fitting, fitted, split.test);
  const judged = await judgeTest(fitting, { series, split, asked, decision, outputs: test.outputs });
  const { outOfBag } = fitted.model;
  if (outOfBag) judged.evaluation.metrics.oob_score = outOfBag.score;
  const { seed } = project.config.data.split;
  const trained: Trained = {
    ...prepared,
    ...judged,
    plan,
    columns,
    params: learner.params,
    model: fitted.model,
    explanation: await explain(pool, fitted.model, {
      training: fitted.matrix,
      matrix: test.matrix,
      seed,
      signal,
    }),
    decision,
    outOfFold: held.outOfFold,
    training: await scoreTraining(fitting, fitted, { rows: split.train, asked, decision }),
    search,
    permuted: await permuteColumns(fitting, fitted, { rows: split.test, matrix: test.matrix }),
    learning: await learningCurve(fitting, fitted, { train: split.train, test: split.test, hashes }),
    duration,
  };
  // The model is written next, which needs the threads' memory more than it needs threads.
  await pool.close();
  if (fitted.model.kind === "trees") forgetLayout(fitted.model);
  return trained;
}
