import type { Context } from "../action.ts";
import type { Rule } from "../config/config.ts";
import type { Manifest } from "../evidence/manifest.ts";
import type { Evaluation } from "../gate/evaluation.ts";
import { canonicalName, type GateMetrics } from "../gate/parse-metrics.ts";
import type { SliceColumn } from "../gate/slices.ts";
import type { MeasuredExtra } from "../gate/unmeasured.ts";
import { findMetric } from "../metrics/metric-table.ts";

/** What metrics beside those of the predictions are measured on. */
export interface ExtraSources {
  metrics: GateMetrics;
  /** Folder of the model; undefined where it is not known which model the metrics are of. */
  model: string | undefined;
  manifest: Manifest | undefined;
  /** The model's own rows, and which of them have which value of the columns that rules name. */
  own: { evaluation?: Evaluation | undefined; slices?: readonly SliceColumn[] | undefined };
  baseline: {
    /** Both models on the same rows. */
    evaluation?: Evaluation | undefined;
    /** Why there are none. */
    noRows: string;
    /** Folder of the baseline's model. */
    model: string | undefined;
    /** Why there is none. */
    noModel: string;
  };
  minRows: number;
}

/**
 * Measures what the rules name beside the metrics of the predictions, by the rule's metric and column: `model_size`,
 * `demographic_parity_ratio by sex`. What no rule names is not measured.
 */
export async function measureExtras(
  context: Context,
  rules: readonly Pick<Rule, "metric" | "by">[],
  sources: ExtraSources,
): Promise<Map<string, MeasuredExtra>> {
  const found = new Map<string, MeasuredExtra>();
  const asked = rules
    .map(({ metric, by }) => ({ metric: canonicalName(metric), by }))
    .filter(({ metric }) => findMetric(metric)?.beside);
  if (asked.length === 0) return found;
  const { extraMeasurer } = await import("./extra-measurer.ts");
  const measure = extraMeasurer(context, sources);
  for (const { metric, by } of asked) {
    const name = by === undefined ? metric : `${metric} by ${by}`;
    if (!found.has(name)) found.set(name, await measure(metric, by));
  }
  return found;
}
