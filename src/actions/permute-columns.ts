import { widthOf } from "../features/feature-plan.ts";
import { evaluate } from "../learn/evaluate.ts";
import type { Matrix } from "../learn/matrix.ts";
import { columnOf } from "../learn/matrix.ts";
import type { Model } from "../learn/model.ts";
import { type ColumnGroup, type Permuted, permutationImportance } from "../learn/permutation-importance.ts";
import { predict } from "../learn/predict.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Chart } from "../report.ts";
import type { FittedModel, Fitting } from "./fit-model.ts";

/** Steps of a row down a tree, or through a linear model, that shuffling may take in all: a fraction of a second of a core. */
const mostSteps = 20_000_000;
const mostRepeats = 5;
const shownColumns = 15;

/** Permutation importance, and what it is measured by. */
export interface ColumnImportance {
  metric: "rmse" | "log_loss";
  rows: number;
  repeats: number;
  columns: Permuted[];
}

/**
 * How much worse the predictions of the test rows get when a column's values are shuffled. On how many of the rows, how
 * often and of how many columns follows from the model's size, never from a clock: the same model gives the same
 * numbers everywhere. Undefined where even one row would be too much.
 */
export async function permuteColumns(
  { context, target, pool }: Pick<Fitting, "context" | "target" | "pool">,
  { plan, model }: Pick<FittedModel, "plan" | "model">,
  { rows, matrix }: { rows: Uint32Array; matrix: Matrix },
): Promise<ColumnImportance | undefined> {
  const groups = groupsOf(plan, model.importance).slice(0, shownColumns);
  if (groups.length === 0) return undefined;
  const affordable = mostSteps / (stepsOf(model, matrix) * groups.length);
  const repeats = Math.max(1, Math.min(mostRepeats, Math.floor(affordable / Math.min(rows.length, 500))));
  const count = Math.min(rows.length, Math.floor(affordable / repeats));
  if (count < 1) return undefined;
  const metric = target.task === "regression" ? "rmse" : "log_loss";
  const places = Uint32Array.from({ length: count }, (_, at) => Math.floor((at * rows.length) / count));
  const some = places.map((place) => rows[place]!);
  const { signal } = context;
  const columns = await permutationImportance(takeRows(matrix, places), groups, {
    repeats,
    seed: context.project.config.data.split.seed,
    lossOf: async (each) =>
      evaluate(target, some, await predict(pool, model, { matrix: each, signal })).metrics[metric]!,
  });
  return { metric, rows: count, repeats, columns };
}

/** The raise of the loss by column, the largest first. */
export function permutationChart({ metric, rows, repeats, columns }: ColumnImportance): Chart {
  const label = findMetric(metric)?.label ?? metric;
  return {
    kind: "bar",
    title: "What shuffling a column costs",
    x: { label: "Column", values: columns.map(({ name }) => name) },
    y: { label: `Rise of ${label}, mean of ${repeats} on ${rows} test rows` },
    series: [{ label: `Rise of ${label}`, values: columns.map(({ mean }) => Number(mean.toPrecision(4))) }],
  };
}

/** The columns that the model looks at, the ones first that it looks at most. */
function groupsOf(plan: FittedModel["plan"], importance: Float64Array): ColumnGroup[] {
  let start = 0;
  return plan.features
    .map((feature) => {
      const group = { name: feature.column, start, width: widthOf(feature) };
      start += group.width;
      const share = importance.subarray(group.start, start).reduce((sum, each) => sum + each, 0);
      return { group, share };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ group }) => group);
}

/** About how many steps the prediction of a row takes. */
function stepsOf(model: Model, matrix: Matrix): number {
  return model.kind === "trees" ? 10 * model.trees.length : matrix.names.length * model.intercepts.length;
}

function takeRows(matrix: Matrix, places: Uint32Array): Matrix {
  const data = new Float32Array(places.length * matrix.names.length);
  for (const column of matrix.names.keys()) {
    const values = columnOf(matrix, column);
    for (const [at, place] of places.entries()) data[column * places.length + at] = values[place]!;
  }
  return { ...matrix, rows: places.length, data };
}
