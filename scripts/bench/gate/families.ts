import type { Rule } from "../../../src/config/config.ts";
import type { Random } from "../../../src/learn/random.ts";
import { median } from "../../time-processes.ts";
import { makeRows, type Source, streamOf } from "./generators.ts";
import { printTable, share } from "./table.ts";
import { judgeRules } from "./verdicts.ts";

const equal: Source = { kind: "classes", noise: [0.6, 0.6] };
const rules: readonly Rule[] = [
  { metric: "accuracy", no_worse_than: "baseline", margin: 0.02 },
  { metric: "roc_auc", no_worse_than: "baseline", margin: 0.01 },
  { metric: "f1", no_worse_than: "baseline", margin: 0.025 },
];
const pilots = 20;
const pilotRows = 500;

function draw(rows: number, random: Random): ReturnType<typeof judgeRules> {
  const evaluation = makeRows(equal, rows, random);
  const slices = [3, 5].map((count) => ({
    name: `of ${count}`,
    values: Array.from({ length: count }, (_, value) => `v${value}`),
    codes: Int32Array.from({ length: rows }, () => random.below(count)),
  }));
  return judgeRules(rules, evaluation, { slices });
}

/** (b) Equal models that differ in rows: three rules, each with eight slices beside it. */
export function studyFamilies(simulations: number): void {
  const needed = Array.from({ length: pilots }, (_, pilot) => {
    const { judgements } = draw(pilotRows, streamOf(5, pilot));
    return Math.max(0, ...judgements.map(({ rowsNeeded = 0 }) => rowsNeeded));
  });
  const enough = Math.round(median(needed));
  const rows = [pilotRows, 1500, enough].map((size) => {
    const runs = size > pilotRows ? Math.ceil(simulations / 2) : simulations;
    let [passes, fails] = [0, 0];
    for (let simulation = 0; simulation < runs; simulation++) {
      const { verdict } = draw(size, streamOf(6, simulation));
      passes += Number(verdict === "pass");
      fails += Number(verdict === "fail");
    }
    const shown = `${size.toLocaleString("en-US")}${size === enough ? " (rows needed)" : ""}`;
    return [shown, share(passes, runs), share(fails, runs), String(runs)];
  });
  console.log(
    `\nRows needed, as ${pilots} gates of ${pilotRows} rows said: median ${enough.toLocaleString("en-US")}, ${Math.min(...needed).toLocaleString("en-US")} to ${Math.max(...needed).toLocaleString("en-US")}.`,
  );
  printTable(["n", "pass (wanted ≥ 80 % at the rows needed)", "fail (wanted ≤ 2.5 %)", "simulations"], rows);
}
