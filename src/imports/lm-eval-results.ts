import { isRecord } from "../is-record.ts";
import type { ImportedMetrics } from "./imported-metrics.ts";
import { entriesOf } from "./metric-values.ts";

/** A metric and its filter: `acc,none`, `exact_match,strict-match`. */
const metricKey = /^([^,]+),(.+)$/;

/**
 * What lm-evaluation-harness writes as `results_*.json` (0.4): `{results: {task: {"acc,none": …, "acc_stderr,none": …}}}`.
 * Metrics are named `task.acc`, with their filter where a task has one of its own: `gsm8k.exact_match,strict-match`.
 * Undefined for what is none.
 */
export function parseHarnessResults(root: unknown): ImportedMetrics | undefined {
  if (!isRecord(root) || !isRecord(root.results)) return undefined;
  const tasks = entriesOf(root.results).filter(([, metrics]) => isRecord(metrics));
  if (!tasks.some(([, metrics]) => entriesOf(metrics).some(isMetric))) return undefined;
  const values: [string, number][] = [];
  const standardErrors = new Map<string, { standardError: number; n: number }>();
  for (const [task, metrics] of tasks) {
    const n = countOf(root["n-samples"], task);
    const known = new Map(entriesOf(metrics));
    for (const [key, value] of known) {
      const [, metric, filter] = metricKey.exec(key) ?? [];
      if (metric === undefined || typeof value !== "number" || metric.endsWith("_stderr")) continue;
      const name = filter === "none" ? `${task}.${metric}` : `${task}.${metric},${filter}`;
      values.push([name, value]);
      const standardError = known.get(`${metric}_stderr,${filter}`);
      if (typeof standardError === "number" && n !== undefined)
        standardErrors.set(name, { standardError, n });
    }
  }
  return { from: "lm-evaluation-harness", values: Object.fromEntries(values), standardErrors };
}

function isMetric([key, value]: [string, unknown]): boolean {
  return typeof value === "number" && metricKey.test(key);
}

/** Documents of a task that were evaluated. */
function countOf(counts: unknown, task: string): number | undefined {
  const entry = new Map(entriesOf(counts)).get(task);
  const count = isRecord(entry) ? entry.effective : undefined;
  return typeof count === "number" && count > 0 ? count : undefined;
}
