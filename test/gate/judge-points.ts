import type { Rule } from "../../src/config/config.ts";
import { claimsOf } from "../../src/gate/claim.ts";
import { type Judgement, judge } from "../../src/gate/judge.ts";
import { measure } from "../../src/gate/measure.ts";
import type { GateMetrics } from "../../src/gate/parse-metrics.ts";

/** Judges rules by numbers alone, as where there are no rows. */
export function judgePoints(
  metrics: GateMetrics,
  rules: readonly Rule[],
  baseline?: GateMetrics,
): Judgement[] {
  const references = {
    baseline: { metrics: baseline },
    anchor: {},
    dummy: { metrics: metrics.dummy && { values: metrics.dummy, aliases: new Map<string, string>() } },
  };
  return judge(
    measure(claimsOf(rules), { metrics, own: {}, references, extra: new Map(), guarded: [], minRows: 100 }),
  );
}
