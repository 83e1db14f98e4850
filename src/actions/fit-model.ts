import type { Context } from "../action.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import { fitFeatures } from "../features/fit-features.ts";
import { crossFit } from "../features/fit-target.ts";
import { transformFeatures } from "../features/transform-features.ts";
import type { Learner, Training } from "../learn/engines.ts";
import type { Matrix } from "../learn/matrix.ts";
import type { Model } from "../learn/model.ts";
import type { Pool } from "../learn/pool.ts";
import { predict } from "../learn/predict.ts";
import { type Target, weightsAt } from "../learn/target.ts";
import type { Table } from "../tables/table.ts";

/** What a model is learnt from, whichever rows. */
export interface Fitting {
  context: Pick<Context, "project" | "signal" | "log">;
  /** With derived columns. */
  table: Table;
  target: Target;
  targetName: string;
  learner: Learner;
  pool: Pool;
  /** Rows that engines which stop early are judged on as they learn. */
  validation: Uint32Array;
}

/** Features and a model, learnt from the same rows. */
export interface FittedModel {
  plan: FeaturePlan;
  /** Of the training rows. */
  matrix: Matrix;
  model: Model;
}

/** Learns from some rows how columns become features. Throws UserError. */
export function planFeatures(
  { context, table, target, targetName, learner }: Fitting,
  rows: Uint32Array,
): FeaturePlan {
  const { project } = context;
  const { data, train } = project.config;
  const others: [name: string | undefined, reason: string][] = [
    [train.cross_validation?.column, "fold of the cross-validation"],
    [data.split.column, "part of the split"],
    [data.split.group, "group of the split"],
    [data.weight, "weight of the rows"],
    ...(data.key ?? []).map((name): [string, string] => [name, "row key"]),
  ];
  const reasons = new Map(others.flatMap(([name, reason]) => (name === undefined ? [] : [[name, reason]])));
  const exclude = new Set([...(data.exclude ?? []), ...reasons.keys()]);
  exclude.delete(targetName);
  return fitFeatures(table, rows, {
    target: targetName,
    exclude: [...exclude],
    reasons,
    needs: learner.needs,
    recipes: train.features,
    targets: { values: valuesAt(target, rows), classes: target.classes.length },
    place: (...keys) => project.place(["train", "features", ...keys]),
  });
}

/** Learns a model from some rows. Throws UserError. */
export async function fitModel(
  fitting: Fitting,
  rows: Uint32Array,
  {
    plan = planFeatures(fitting, rows),
    onProgress,
    isShown = false,
  }: {
    plan?: FeaturePlan;
    onProgress?: Training["onProgress"];
    /** Whether the losses on the validation rows are asked for. */
    isShown?: boolean;
  } = {},
): Promise<FittedModel> {
  const { context, table, target, learner, pool } = fitting;
  const { config, modelSeed: seed = config.data.split.seed } = context.project;
  const values = valuesAt(target, rows);
  const classes = target.classes.length;
  const matrix = transformFeatures(plan, table, rows);
  crossFit(matrix, plan, { table, rows, target: { values, classes }, seed });
  const { signal } = context;
  const model = await learner.train({
    matrix,
    target: values,
    classes,
    labels: target.classes,
    weights: weightsAt(target, rows),
    seed,
    pool,
    signal,
    ...((learner.validation === "needed" || (isShown && learner.validation === "shown")) && {
      validation: {
        matrix: transformFeatures(plan, table, fitting.validation),
        target: valuesAt(target, fitting.validation),
        weights: weightsAt(target, fitting.validation),
      },
    }),
    ...(onProgress && { onProgress }),
  });
  return { plan, matrix, model };
}

/** A fitted model's outputs of some rows, rows × outputs, row-major, and their features. */
export async function predictRows(
  { context, table, pool }: Pick<Fitting, "context" | "table" | "pool">,
  { plan, model }: Pick<FittedModel, "plan" | "model">,
  rows: Uint32Array,
): Promise<{ outputs: Float64Array; matrix: Matrix }> {
  const matrix = transformFeatures(plan, table, rows);
  const outputs = await predict(pool, model, { matrix, signal: context.signal });
  return { outputs, matrix };
}

/** The target of some rows, as engines take it. */
function valuesAt(target: Target, rows: Uint32Array): Float64Array | Int32Array {
  return target.task === "regression"
    ? Float64Array.from(rows, (row) => target.values[row]!)
    : Int32Array.from(rows, (row) => target.values[row]!);
}
