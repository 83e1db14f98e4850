import { directionOf } from "../../../src/gate/claim.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { columnsOf, share } from "./table.ts";
import { truthsOf } from "./truth.ts";
import { judgeRules } from "./verdicts.ts";

const worseClasses: Source = { kind: "classes", noise: [1, 0.6] };
const worseNumbers: Source = { kind: "normal", noise: [0.6, 0.4] };
/** Resampled metrics take many times longer, and have so many times fewer simulations. */
const resampled = 5;

/** (a) A model that is truly worse by exactly the margin: how often it passes. */
export function studyMargins(simulations: number): void {
  console.log(
    columnsOf(["metric", "margin = true loss", "n", "pass (wanted ≤ 2.5 %)", "fail", "simulations"]),
  );
  for (const [source, metrics, runs] of [
    [worseClasses, ["accuracy", "roc_auc", "log_loss"], simulations],
    [worseClasses, ["f1"], Math.ceil(simulations / resampled)],
    [worseNumbers, ["rmse", "r2"], Math.ceil(simulations / resampled)],
  ] as const) {
    const truths = truthsOf(source, metrics, 3);
    for (const [index, metric] of metrics.entries()) {
      const sign = directionOf({ metric }) === "minimize" ? 1 : -1;
      const margin = sign * truths[index]!.difference;
      for (const size of [500, 2000]) {
        let [passes, fails] = [0, 0];
        for (let simulation = 0; simulation < runs; simulation++) {
          const evaluation = makeRows(source, size, streamOf(4, simulation));
          const { verdict } = judgeRules([{ metric, no_worse_than: "baseline", margin }], evaluation);
          passes += Number(verdict === "pass");
          fails += Number(verdict === "fail");
        }
        const shown = [metric, margin.toPrecision(3), size.toLocaleString("en-US")];
        console.log(`| ${[...shown, share(passes, runs), share(fails, runs), runs].join(" | ")} |`);
      }
    }
  }
}
