import type { Context } from "../action.ts";
import type { Place } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import type { DerivedColumn } from "../expression/derive-columns.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { fitFeatures } from "../features/fit-features.ts";
import { crossFit } from "../features/fit-target.ts";
import { transformFeatures } from "../features/transform-features.ts";
import { loadEngine } from "../learn/engines.ts";
import { dummyOutputs, type Evaluation, evaluate } from "../learn/evaluate.ts";
import { type Explanation, explain } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import type { Params } from "../learn/parameters.ts";
import { predict } from "../learn/predict.ts";
import { encodeTarget, type Target } from "../learn/target.ts";
import { lowerFeatures, usedColumns } from "../model/onnx-features.ts";
import { createGraph } from "../model/onnx-graph.ts";
import { type SignatureColumn, signatureOf } from "../model/signature.ts";
import { hashRows, identityColumns, type RowHashes } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import type { Table } from "../tables/table.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import type { TrainingSets } from "./load-set.ts";
import { requireTarget } from "./project.ts";
import { refuseInfinite } from "./refuse-infinite.ts";
import { requireColumns } from "./require-columns.ts";
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
  const learner = engine(train.params, {
    task: target.task,
    place: (name) => project.place(["train", "params", name]),
  });
  const derived = planProjectColumns(project, raw);
  const table = withDerived(raw, derived);
  const identity = identityColumns(raw, { key: data.key, target: targetName });
  const hashes = hashRows(raw, identity);
  const placeOf = (key: "split" | "stratify" | "group" | "time"): Place =>
    project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : ["data", "split", key]);
  const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
  const targets = { values: valuesAt(target, split.train), classes: target.classes.length };
  const plan = fitFeatures(table, split.train, {
    target: targetName,
    exclude: [
      ...new Set([
        ...(data.exclude ?? []),
        ...(data.key ?? []),
        ...(data.split.group ? [data.split.group] : []),
      ]),
    ].filter((name) => name !== targetName),
    needs: learner.needs,
    recipes: train.features,
    targets,
    place: (...keys) => project.place(["train", "features", ...keys]),
  });
  refuseInfinite(table, target, targetName, plan);
  const columns = signatureOf(table, usedColumns(plan, derived));
  // A derived column that ONNX cannot express is refused before the long work, not after it.
  lowerFeatures(createGraph(), { plan, columns, derived });
  const pool = workers.pool();
  const started = clock.now();
  const size = learner.size === "" ? "" : ` with ${learner.size}`;
  const progress = log.progress(`Training ${train.engine}${size}`);
  const matrix = transformFeatures(plan, table, split.train);
  crossFit(matrix, plan, { table, rows: split.train, target: targets, seed: data.split.seed });
  const model = await learner.train({
    matrix,
    target: targets.values,
    classes: targets.classes,
    seed: data.split.seed,
    pool,
    signal,
    onProgress: (done, total) => progress.update(done, total),
  });
  const duration = clock.now() - started;
  progress.end();
  const testMatrix = transformFeatures(plan, table, split.test);
  const outputs = await predict(pool, model, { matrix: testMatrix, signal });
  const asked = project.config.gate.rules.map(({ metric }) => metric);
  const ignorant = dummyOutputs(target, split.train, split.test.length);
  const dummy = evaluate(target, split.test, ignorant, asked).metrics;
  const evaluation = evaluate(target, split.test, outputs, asked);
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
    duration,
  };
}

/** The target of some rows, as engines take it. */
function valuesAt(target: Target, rows: Uint32Array): Float64Array | Int32Array {
  return target.task === "regression"
    ? Float64Array.from(rows, (row) => target.values[row]!)
    : Int32Array.from(rows, (row) => target.values[row]!);
}
