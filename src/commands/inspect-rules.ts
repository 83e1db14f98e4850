import type { Project } from "../actions/project.ts";
import { whyImpossible } from "../gate/absent-metric.ts";
import { translateThresholds } from "../gate/mlflow-thresholds.ts";
import { canonicalName } from "../gate/parse-metrics.ts";
import type { Target } from "../learn/target.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Diagnosis } from "./doctor.ts";

/** Rules whose metric no model of this target can have: accuracy of numbers, r2 of classes, a name that nothing measures. */
export function inspectRules(
  { config, place }: Project,
  target: Pick<Target, "task" | "classes" | "positive">,
): Diagnosis[] {
  const { engine } = config.train;
  const isProgram = engine === "command" || engine === "external";
  return config.gate.rules.flatMap((rule, index): Diagnosis[] => {
    const [{ metric } = rule] = translateThresholds(rule);
    const isUnknown = findMetric(canonicalName(metric)) === undefined;
    // A program writes what it likes.
    if (isUnknown && isProgram) return [];
    const why = whyImpossible(metric, target);
    if (why === undefined && !isUnknown) return [];
    const { file, line } = place(["gate", "rules", index, "metric"]);
    return [
      {
        status: isProgram ? "warning" : "problem",
        message: `the gate's rule for ${metric} cannot be judged: ${why ?? "no metric is called so"}`,
        fix: `Correct gate.rules.${index}.metric in ${file}, line ${line}`,
      },
    ];
  });
}
