import type { Rule } from "../../../src/config/config.ts";
import type { Evaluation } from "../../../src/gate/evaluation.ts";
import { type Random, uniform } from "../../../src/learn/random.ts";
import { streamOf } from "./generators.ts";
import { printTable, share } from "./table.ts";
import { judgeRules } from "./verdicts.ts";

const pushes = 20;
const rows = 2000;
const [accuracy, margin, total] = [0.85, 0.015, 0.03];
/** Share of the rows that were right which the next model gets wrong. */
const churn = 0.02;

const step: Rule = { metric: "accuracy", no_worse_than: "baseline", margin };
const anchored: readonly Rule[] = [step, { metric: "accuracy", no_worse_than: "anchor", margin: total }];

/** (c) Twenty pushes in a row, each compared with the last one that passed, and with the first. */
export function studyPushes(simulations: number): void {
  const cases = [
    { name: "all equal", loss: 0, rules: [step] },
    { name: "all equal, anchor", loss: 0, rules: anchored },
    { name: "each worse by half the margin", loss: margin / 2, rules: [step] },
    { name: "each worse by half the margin, anchor", loss: margin / 2, rules: anchored },
  ];
  const table = cases.map(({ name, loss, rules }) => {
    const runs = Array.from({ length: simulations }, (_, run) => pushAll(rules, loss, streamOf(7, run)));
    const mean = (of: (run: Pushed) => number) => runs.reduce((sum, run) => sum + of(run), 0) / simulations;
    return [
      ...[
        name,
        mean(({ merged }) => merged).toFixed(1),
        share(runs.filter(({ fails }) => fails > 0).length, simulations),
      ],
      ...[mean(({ fails }) => fails).toFixed(2), `${(100 * mean(({ lost }) => lost)).toFixed(1)} points`],
      share(runs.filter(({ lost }) => lost > total + 1e-9).length, simulations),
    ];
  });
  const beyond = `lost more than ${100 * total} points`;
  printTable(
    ["pushes", "of 20 merged", "a push fails", "pushes that fail", "true loss of what is merged", beyond],
    table,
  );
}

interface Pushed {
  merged: number;
  fails: number;
  /** True accuracy that was lost by what was merged. */
  lost: number;
}

function pushAll(rules: readonly Rule[], loss: number, random: Random): Pushed {
  const first = Uint8Array.from({ length: rows }, () => Number(uniform(random) < accuracy));
  let [baseline, level] = [first, accuracy];
  const pushed: Pushed = { merged: 0, fails: 0, lost: 0 };
  for (let push = 0; push < pushes; push++) {
    // As many rows become right as become wrong, less the loss.
    const gained = (level * churn) / (1 - level);
    const broken = churn + loss / level;
    const next = baseline.map((isRight) => Number(uniform(random) < (isRight ? 1 - broken : gained)));
    const { verdict } = judgeRules(rules, pairOf(next, baseline), { anchor: pairOf(next, first) });
    if (verdict === "fail") pushed.fails++;
    if (verdict !== "pass") continue;
    [baseline, level] = [next, level - loss];
    pushed.merged++;
  }
  return { ...pushed, lost: accuracy - level };
}

/** Rows of one class, which models get right or not. */
function pairOf(challenger: Uint8Array, champion: Uint8Array): Evaluation {
  const outcome = (right: Uint8Array) => ({
    predicted: Int32Array.from(right, (isRight) => 1 - isRight),
    scores: undefined,
    numbers: new Map<string, Float64Array>(),
  });
  return {
    ...{ task: "classification", rows, actual: new Int32Array(rows), classes: ["a", "b"], positive: 1 },
    ...{ costs: undefined, weights: undefined, groups: undefined, time: undefined },
    challenger: outcome(challenger),
    champion: outcome(champion),
  };
}
