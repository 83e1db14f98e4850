import { directionOf } from "../../../src/gate/claim.ts";
import { batch, resampleTogether } from "./coverage.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { columnsOf, share } from "./table.ts";
import { truthsOf } from "./truth.ts";
import { judgeRules } from "./verdicts.ts";

const worseClasses: Source = { kind: "classes", noise: [1, 0.6] };
const worseNumbers: Source = { kind: "normal", noise: [0.6, 0.4] };
const sizes = [500, 2000];

interface Counted {
  passes: number;
  fails: number;
}

/** (a) A model that is truly worse by exactly the margin: how often it passes. Of one metric, or one source of rows, and one number of rows where they are named. */
export function studyMargins(simulations: number, only?: string, onlySize?: number): void {
  console.log(
    columnsOf(["metric", "margin = true loss", "n", "pass (wanted ≤ 2.5 %)", "fail", "simulations"]),
  );
  for (const [source, metrics] of [
    [worseClasses, ["accuracy", "roc_auc", "log_loss", "f1"]],
    [worseNumbers, ["rmse", "r2"]],
  ] as const) {
    const asked = metrics.filter((metric) => only === undefined || only === metric || only === source.kind);
    if (asked.length === 0) continue;
    const truths = truthsOf(source, asked, 3);
    for (const size of onlySize === undefined ? sizes : [onlySize]) {
      const margins = asked.map((metric, index) => ({
        metric,
        loss: signOf(metric) * truths[index]!.difference,
      }));
      const counted =
        source.kind === "classes"
          ? margins.map(({ metric, loss }) => judgeEach(source, { metric, loss, size, simulations }))
          : missEach(source, {
              metrics: asked,
              truths: truths.map((each) => each.difference),
              size,
              simulations,
            });
      for (const [index, { metric, loss }] of margins.entries()) {
        const { passes, fails } = counted[index]!;
        const shown = [metric, loss.toPrecision(3), size.toLocaleString("en-US")];
        console.log(
          `| ${[...shown, share(passes, simulations), share(fails, simulations), simulations.toLocaleString("en-US")].join(" | ")} |`,
        );
      }
    }
  }
}

/** 1 where less is better, so that the sign times a difference is a loss. */
function signOf(metric: string): 1 | -1 {
  return directionOf({ metric }) === "minimize" ? 1 : -1;
}

/** The gate's verdicts. */
function judgeEach(
  source: Source,
  of: { metric: string; loss: number; size: number; simulations: number },
): Counted {
  const counted = { passes: 0, fails: 0 };
  const rule = { metric: of.metric, no_worse_than: "baseline", margin: of.loss } as const;
  for (let simulation = 0; simulation < of.simulations; simulation++) {
    const { verdict } = judgeRules([rule], makeRows(source, of.size, streamOf(4, simulation)));
    counted.passes += Number(verdict === "pass");
    counted.fails += Number(verdict === "fail");
  }
  return counted;
}

/** How often the true loss lies outside of the difference's interval: what makes a pass or a fail, of resamples that are shared. */
function missEach(
  source: Source,
  of: { metrics: readonly string[]; truths: readonly number[]; size: number; simulations: number },
): Counted[] {
  const counted = of.metrics.map(() => ({ passes: 0, fails: 0 }));
  for (let from = 0; from < of.simulations && of.metrics.length > 0; from += batch) {
    const drawn = Array.from({ length: Math.min(batch, of.simulations - from) }, (_, index) =>
      makeRows(source, of.size, streamOf(4, from + index)),
    );
    for (const found of resampleTogether(drawn, of.metrics, from))
      for (const [index, metric] of of.metrics.entries()) {
        const [low, high] = found[index]!.difference.bounds(0.025);
        const truth = of.truths[index]!;
        const isBetter = signOf(metric) === 1 ? truth > high : truth < low;
        const isWorse = signOf(metric) === 1 ? truth < low : truth > high;
        counted[index]!.passes += Number(isBetter);
        counted[index]!.fails += Number(isWorse);
      }
  }
  return counted;
}
