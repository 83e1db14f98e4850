import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import { type DerivedColumn, planDerived } from "../expression/derive-columns.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { fitFeatures } from "../features/fit-features.ts";
import { transformFeatures } from "../features/transform-features.ts";
import { dummyOutputs, type Evaluation, evaluate } from "../learn/evaluate.ts";
import { type Forest, trainForest } from "../learn/forest.ts";
import { type ForestParams, parseForestParams } from "../learn/forest-params.ts";
import { predictForestOn } from "../learn/predict-forest.ts";
import { encodeTarget, type Target } from "../learn/target.ts";
import { lowerFeatures, usedColumns } from "../model/onnx-features.ts";
import { createGraph } from "../model/onnx-graph.ts";
import { type SignatureColumn, signatureOf } from "../model/signature.ts";
import { nearest } from "../nearest.ts";
import { hashRows, identityColumns, type RowHashes } from "../tables/row-hash.ts";
import { type Split, splitRows } from "../tables/split.ts";
import type { Column, Table } from "../tables/table.ts";
import { requireTarget } from "./project.ts";

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
  plan: FeaturePlan;
  /** The raw columns that the model reads. */
  columns: SignatureColumn[];
  params: ForestParams;
  forest: Forest;
  evaluation: Evaluation;
  dummy: Metrics;
  /** Milliseconds. */
  duration: number;
}

/** Splits, fits the features on the training rows, trains, and evaluates on the test rows. */
export async function trainModel(context: Context, raw: Table): Promise<Trained> {
  const { project, workers, log, signal, clock } = context;
  const { data, train } = project.config;
  const targetName = requireTarget(project);
  const targetColumn = requireColumn(raw, targetName, context);
  const target = encodeTarget(targetColumn, { task: train.task, positive: data.positive });
  const params = parseForestParams(train.params, target.task);
  const derived = planDerived(raw.columns, data.derive ?? {}, {
    target: targetName,
    place: (name) => project.place(["data", "derive", name]),
  });
  const table = withDerived(raw, derived);
  const identity = identityColumns(raw, { key: data.key, target: targetName });
  const hashes = hashRows(raw, identity);
  const split = splitWithTarget(hashes, target, data.split);
  const plan = fitFeatures(table, split.train, {
    target: targetName,
    exclude: [...new Set([...(data.exclude ?? []), ...(data.key ?? [])])].filter(
      (name) => name !== targetName,
    ),
    scale: false,
  });
  const columns = signatureOf(table, usedColumns(plan, derived));
  // A derived column that ONNX cannot express is refused before the long work, not after it.
  lowerFeatures(createGraph(), { plan, columns, derived });
  const pool = workers.pool();
  const started = clock.now();
  const progress = log.progress(`Training ${train.engine} with ${params.n_estimators} trees`);
  const forest = await trainForest({
    matrix: transformFeatures(plan, table, split.train),
    target: valuesAt(target, split.train),
    classes: target.classes.length,
    params,
    seed: data.split.seed,
    pool,
    signal,
    onProgress: (done, total) => progress.update(done, total),
  });
  const duration = clock.now() - started;
  progress.end();
  const outputs = await predictForestOn(pool, {
    forest,
    matrix: transformFeatures(plan, table, split.test),
    rows: undefined,
    signal,
  });
  const dummy = evaluate(target, split.test, dummyOutputs(target, split.train, split.test.length)).metrics;
  const evaluation = evaluate(target, split.test, outputs);
  return {
    raw,
    table,
    derived,
    target,
    targetName,
    identity,
    hashes,
    split,
    plan,
    columns,
    params,
    forest,
    evaluation,
    dummy,
    duration,
  };
}

function requireColumn(table: Table, name: string, { project }: Context): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const near = nearest(
    name,
    table.columns.map((column) => column.name),
  );
  throw new UserError(
    `Cannot train: "${table.source}" has no column "${name}"${near ? `, did you mean "${near}"` : ""}`,
    {
      ...project.place(["data", "target"]),
      hint: `Its columns are ${table.columns
        .slice(0, 20)
        .map((column) => `"${column.name}"`)
        .join(", ")}${table.columns.length > 20 ? ", …" : ""}`,
    },
  );
}

function withDerived(table: Table, derived: readonly DerivedColumn[]): Table {
  let columns = table.columns;
  for (const { name, compiled } of derived)
    columns = [...columns, { ...compiled.evaluate({ ...table, columns }), name }];
  return { ...table, columns };
}

/** The split of the rows that have a target; every part that is used must have rows, and two classes to train on. */
function splitWithTarget(
  hashes: RowHashes,
  target: Target,
  options: { test: number; validation?: number | undefined; seed: number; stratify: boolean },
): Split {
  const { test, validation, seed, stratify } = options;
  if (stratify && target.task === "regression")
    throw new UserError("Cannot split the rows: data.split.stratify needs a target of classes", {
      hint: "Remove stratify, or set train.task: classification",
    });
  const whole = splitRows(hashes, {
    test,
    validation,
    seed,
    ...(stratify && { stratify: target.values as Int32Array }),
  });
  const has = new Uint8Array(hashes.low.length);
  for (const row of target.rows) has[row] = 1;
  const split = {
    train: whole.train.filter((row) => has[row]),
    test: whole.test.filter((row) => has[row]),
    validation: whole.validation.filter((row) => has[row]),
  };
  if (split.train.length === 0 || split.test.length === 0)
    throw new UserError(
      `Cannot train: ${target.rows.length} rows with a target leave ${split.train.length} to train on and ${split.test.length} to test on`,
      { hint: "More rows are needed, or another data.split" },
    );
  if (target.task === "classification") {
    const codes = new Set(split.train.map((row) => target.values[row]!));
    if (codes.size < 2)
      throw new UserError("Cannot train: the training rows have one class only", {
        hint: "More rows of the other classes are needed, or data.split.stratify: true",
      });
  }
  return split;
}

/** The target of some rows, as engines take it. */
function valuesAt(target: Target, rows: Uint32Array): Float64Array | Int32Array {
  return target.task === "regression"
    ? Float64Array.from(rows, (row) => target.values[row]!)
    : Int32Array.from(rows, (row) => target.values[row]!);
}
