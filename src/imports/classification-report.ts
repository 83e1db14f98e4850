import { isRecord } from "../is-record.ts";
import { entriesOf, type MetricValues, onlyValues } from "./metric-values.ts";

const averages = { "macro avg": "macro", "weighted avg": "weighted", "micro avg": "micro" } as const;
const scores = { precision: "precision", recall: "recall", "f1-score": "f1" } as const;

/**
 * What scikit-learn's `classification_report(output_dict=True)` gives, or undefined for what is none: averages by the
 * names of their metrics (`f1_macro`), those of single classes as `classes.<class>.f1`.
 */
export function parseClassificationReport(root: unknown): MetricValues | undefined {
  if (!isRecord(root) || !isScores(root["macro avg"])) return undefined;
  const classes: Record<string, unknown> = {};
  const values: Record<string, unknown> = { classes };
  for (const [name, entry] of entriesOf(root)) {
    if (name === "accuracy") values.accuracy = entry;
    else if (isScores(entry)) {
      const average = Object.hasOwn(averages, name) ? averages[name as keyof typeof averages] : undefined;
      const own: Record<string, unknown> = {};
      for (const [key, metric] of Object.entries(scores)) {
        if (average === undefined) own[metric] = entry[key];
        else values[`${metric}_${average}`] = entry[key];
      }
      if (average === undefined) classes[name] = own;
    }
  }
  return onlyValues(values);
}

function isScores(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.keys(scores).every((key) => typeof value[key] === "number");
}
