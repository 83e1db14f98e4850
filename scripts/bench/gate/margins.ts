import { directionOf } from "../../../src/gate/claim.ts";
import { statisticOf } from "../../../src/metrics/statistic.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { printTable, share } from "./table.ts";
import { judgeRules } from "./verdicts.ts";

const population = 1_000_000;
const worseClasses: Source = { kind: "classes", noise: [1, 0.6] };
const worseNumbers: Source = { kind: "normal", noise: [0.6, 0.4] };

/** (a) A model that is truly worse by exactly the margin: how often it passes. */
export function studyMargins(simulations: number): void {
  const rows: string[][] = [];
  for (const [source, metrics] of [
    [worseClasses, ["accuracy", "roc_auc", "log_loss", "f1"]],
    [worseNumbers, ["rmse", "r2"]],
  ] as const) {
    const whole = makeRows(source, population, streamOf(3, 0));
    for (const metric of metrics) {
      const [own, theirs] = [whole.challenger, whole.champion!].map((outcome) =>
        statisticOf(metric, whole, outcome)!.at(),
      );
      const sign = directionOf({ metric }) === "minimize" ? 1 : -1;
      const margin = sign * (own! - theirs!);
      for (const size of [500, 2000]) {
        const runs = size > 500 ? Math.ceil(simulations / 4) : simulations;
        let [passes, fails] = [0, 0];
        for (let simulation = 0; simulation < runs; simulation++) {
          const evaluation = makeRows(source, size, streamOf(4, simulation));
          const { verdict } = judgeRules([{ metric, no_worse_than: "baseline", margin }], evaluation);
          passes += Number(verdict === "pass");
          fails += Number(verdict === "fail");
        }
        const shown = [metric, margin.toPrecision(3), size.toLocaleString("en-US")];
        rows.push([...shown, share(passes, runs), share(fails, runs), String(runs)]);
      }
    }
  }
  printTable(["metric", "margin = true loss", "n", "pass (wanted ≤ 2.5 %)", "fail", "simulations"], rows);
}
