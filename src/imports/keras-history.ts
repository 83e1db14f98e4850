import { isRecord } from "../is-record.ts";
import type { Curve } from "../program/progress.ts";
import { entriesOf, type MetricValues } from "./metric-values.ts";

/**
 * Keras' `History.history` (3.x: a list a metric, one value an epoch), or undefined for what is none. What is left of a
 * metric is its last value: of validation rows under its name `val_…`, of training rows as `train.…`, which says nothing
 * of other rows.
 */
export function parseHistory(root: unknown): MetricValues | undefined {
  const source = isRecord(root) && isRecord(root.history) ? root.history : root;
  const lists = entriesOf(source).filter(([, value]) => isNumbers(value)) as [string, number[]][];
  const [first] = lists;
  if (first === undefined || lists.length < entriesOf(source).length) return undefined;
  if (lists.some(([, list]) => list.length !== first[1].length)) return undefined;
  const training: Record<string, unknown> = {};
  const values: Record<string, unknown> = { train: training };
  for (const [name, list] of lists) {
    if (name === "lr" || name === "learning_rate") continue;
    const last = list.at(-1);
    if (name.startsWith("val_")) values[name] = last;
    else training[name] = last;
  }
  return { values, curves: lists.map(curveOf) };
}

function curveOf([name, values]: [string, number[]]): Curve {
  return { name, unit: "epoch", at: values.map((_, index) => index + 1), values };
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number");
}
