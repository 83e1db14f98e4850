import { besideNames } from "../metrics/beside-metrics.ts";
import { findMetric, metricNames } from "../metrics/metric-table.ts";
import { statisticOf } from "../metrics/statistic.ts";
import { nearest } from "../nearest.ts";
import type { Evaluation } from "./evaluation.ts";
import { canonicalName, type GateMetrics } from "./parse-metrics.ts";

/** Why there is no value of a metric, and what helps, where that can be told; `evaluation` is of the model's own rows. */
export function whyAbsent(
  written: string,
  metrics: Pick<GateMetrics, "values" | "task">,
  evaluation: Evaluation | undefined,
): string | undefined {
  const metric = canonicalName(written);
  if (findMetric(metric) === undefined) {
    const like = nearest(written, [...metrics.values.keys(), ...metricNames, ...besideNames]);
    return like && `The nearest name of a metric is "${like}"`;
  }
  return whyImpossible(written, {
    task: evaluation?.task ?? metrics.task,
    ...(evaluation && { classes: evaluation.classes, positive: evaluation.positive }),
  });
}

/** Why no model of such a target can have the metric, where that can be told. */
export function whyImpossible(
  written: string,
  {
    task,
    classes,
    positive,
  }: { task: string | undefined; classes?: readonly string[]; positive?: number | undefined },
): string | undefined {
  const metric = canonicalName(written);
  if (findMetric(metric) === undefined) {
    const like = nearest(written, [...metricNames, ...besideNames]);
    return like && `The nearest name of a metric is "${like}"`;
  }
  const isOfTwo = isKnownOf(metric, { classes: ["", ""], positive: 1 });
  const isOfMany = isKnownOf(metric, { classes: ["", "", ""] });
  const isOfNumbers = isKnownOf(metric, { task: "regression" });
  if (task === "regression" && (isOfTwo || isOfMany) && !isOfNumbers)
    return `${written} is for classes; the target is numbers`;
  if (task === "classification" && isOfNumbers && !isOfTwo && !isOfMany)
    return `${written} is for numbers; the target is classes`;
  if (classes === undefined || !isOfTwo || isOfMany) return undefined;
  if (classes.length > 2) return `${written} is for two classes; the target has ${classes.length}`;
  return classes.length === 2 && positive === undefined
    ? `Which class is positive is not known: set data.positive to ${classes.map((each) => `"${each}"`).join(" or ")}`
    : undefined;
}

/** Whether predictions of such a target have the metric, were there any. */
function isKnownOf(metric: string, of: Partial<Evaluation>): boolean {
  const challenger = { predicted: new Int32Array(0), scores: new Float64Array(0), numbers: new Map() };
  const none: Evaluation = {
    task: "classification",
    rows: 0,
    actual: new Int32Array(0),
    classes: [],
    positive: undefined,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger,
    champion: undefined,
  };
  return statisticOf(metric, { ...none, ...of }, challenger) !== undefined;
}
