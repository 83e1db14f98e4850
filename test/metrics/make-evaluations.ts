import fc from "fast-check";
import type { Evaluation, Outcome } from "../../src/gate/evaluation.ts";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { metricNames } from "../../src/metrics/metric-table.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";

const cuts = [
  ...["precision@3", "precision@100", "recall@2", "recall@100", "recall_at_precision@0.5"],
  ...["recall_at_precision@0.9", "top_k_accuracy@1", "top_k_accuracy@3", "pinball@0.9"],
];

/** Every metric that predictions may have, some that they have not. */
export const everyName: readonly string[] = [...metricNames, ...cuts];

/** Metrics by the functions that take rows as they are. */
export function metricsOf(evaluation: Evaluation, outcome: Outcome): Record<string, number> {
  if (evaluation.task === "regression")
    return regressionMetrics(
      evaluation.actual as Float64Array,
      outcome.predicted as Float64Array,
      evaluation.weights,
      everyName,
    );
  return classificationMetrics(
    {
      ...evaluation,
      actual: evaluation.actual as Int32Array,
      predicted: outcome.predicted as Int32Array,
      scores: outcome.scores,
    },
    everyName,
  );
}

/** The rows of an evaluation, each so often as it counts. */
export function repeatRows(evaluation: Evaluation, counts: ArrayLike<number>): Evaluation {
  const rows = Array.from(counts).flatMap((count, row) => Array.from({ length: count }, () => row));
  const numbers = (values: Float64Array, width = 1): Float64Array =>
    Float64Array.from(rows.flatMap((row) => Array.from(values.subarray(row * width, (row + 1) * width))));
  const either = (values: Float64Array | Int32Array): Float64Array | Int32Array =>
    values instanceof Int32Array ? Int32Array.from(rows, (row) => values[row]!) : numbers(values);
  const model = ({ predicted, scores, numbers: columns }: Outcome): Outcome => ({
    predicted: either(predicted),
    scores: scores && numbers(scores, evaluation.classes.length),
    numbers: new Map([...columns].map(([name, values]) => [name, numbers(values)])),
  });
  return {
    ...evaluation,
    rows: rows.length,
    actual: either(evaluation.actual),
    weights: evaluation.weights && numbers(evaluation.weights),
    challenger: model(evaluation.challenger),
    champion: evaluation.champion && model(evaluation.champion),
  };
}

/** Evaluations of two models, few rows, with ties; and counts of the rows, not all 0. */
export const evaluations: fc.Arbitrary<Evaluation> = fc
  .record({
    rows: fc.integer({ min: 1, max: 25 }),
    classes: fc.constantFrom(0, 2, 2, 3, 4),
    weighted: fc.boolean(),
    positive: fc.constantFrom(undefined, 0, 1),
  })
  .chain(({ rows, classes, weighted, positive }) => {
    const columns = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.array(of, { minLength: rows, maxLength: rows });
    const code = fc.nat(Math.max(0, classes - 1));
    const number = fc.integer({ min: -4, max: 40 }).map((value) => value / 4);
    const values = columns(classes === 0 ? number : code).map((all) =>
      classes === 0 ? Float64Array.from(all) : Int32Array.from(all),
    );
    const scores = columns(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: classes, maxLength: classes }),
    ).map((all) =>
      classes === 0
        ? undefined
        : Float64Array.from(all.flatMap((own) => own.map((each) => each / own.reduce((a, b) => a + b)))),
    );
    const model = fc.record({
      predicted: values,
      scores,
      numbers: columns(number).map((all) => new Map([["own_loss", Float64Array.from(all)]])),
    });
    return fc.record({
      task: fc.constant(classes === 0 ? ("regression" as const) : ("classification" as const)),
      rows: fc.constant(rows),
      actual: values,
      classes: fc.constant(Array.from({ length: classes }, (_, index) => `class ${index}`)),
      positive: fc.constant(classes === 2 ? positive : undefined),
      costs: fc.constant(
        classes === 0 ? undefined : Float64Array.from({ length: classes ** 2 }, (_, cell) => (cell * 7) % 5),
      ),
      weights: weighted
        ? columns(fc.integer({ min: 1, max: 8 })).map((all) => Float64Array.from(all, (each) => each / 4))
        : fc.constant(undefined),
      groups: fc.constant(undefined),
      time: fc.constant(undefined),
      challenger: model,
      champion: model,
    });
  });

/** Counts of so many rows, at least one of them not 0. */
export function countsOf(rows: number): fc.Arbitrary<Int32Array> {
  return fc
    .array(fc.nat(3), { minLength: rows, maxLength: rows })
    .filter((all) => all.some((each) => each > 0))
    .map((all) => Int32Array.from(all));
}
