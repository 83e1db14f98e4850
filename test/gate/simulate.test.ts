import { expect, test } from "vitest";
import type { Rule } from "../../src/config/config.ts";
import { claimsOf } from "../../src/gate/claim.ts";
import { drawMeasurable } from "../../src/gate/draw-sample.ts";
import type { Evaluation, Outcome } from "../../src/gate/evaluation.ts";
import type { Measurable } from "../../src/gate/measure.ts";
import { emptyWorld, simulateRun, spreadOf, type Tally, type World } from "../../src/gate/simulate.ts";
import { reachOf } from "../../src/gate/simulation-reach.ts";
import { swapModels } from "../../src/gate/swap-models.ts";
import { randomFrom, randomState, uniform } from "../../src/learn/random.ts";

/** Numbers that were predicted with errors of one size by both models, which agree in part. */
function regression(rows: number, more: Partial<Evaluation> = {}): Evaluation {
  const random = randomFrom(randomState(7, 0));
  const actual = Float64Array.from({ length: rows }, () => 10 * uniform(random));
  const shared = actual.map(() => uniform(random) - 0.5);
  const outcome = (): Outcome => ({
    predicted: actual.map((value, row) => value + shared[row]! + uniform(random) - 0.5),
    scores: undefined,
    numbers: new Map(),
  });
  return {
    task: "regression",
    rows,
    actual,
    classes: [],
    positive: undefined,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: outcome(),
    champion: outcome(),
    ...more,
  };
}

function measurableOf(evaluation: Evaluation): Measurable {
  return {
    metrics: {
      values: new Map(),
      aliases: new Map(),
      dummy: undefined,
      rows: evaluation.rows,
      task: evaluation.task,
      evaluation: undefined,
      model: undefined,
    },
    own: { evaluation: { ...evaluation, champion: undefined } },
    references: { baseline: { evaluation }, anchor: {}, dummy: {} },
    extra: new Map(),
    guarded: [],
    minRows: 30,
  };
}

function simulate(rules: Rule[], evaluation: Evaluation, runs: number): { same: World; equal: World } {
  const worlds = { same: emptyWorld(), equal: emptyWorld() };
  const measurable = measurableOf(evaluation);
  for (let run = 0; run < runs; run++) simulateRun(claimsOf(rules), measurable, { seed: 1, run, ...worlds });
  return worlds;
}

function only({ claims }: World): Tally {
  expect(claims.size).toBe(1);
  return [...claims.values()][0]!;
}

const mae = ({ actual, challenger }: Evaluation): number =>
  [...actual].reduce((sum, value, row) => sum + Math.abs(value - challenger.predicted[row]!), 0) /
  actual.length;

test("a threshold at the value fails on the point every second time, and by the interval hardly ever", () => {
  const evaluation = regression(150);
  const tally = only(simulate([{ metric: "mae", max: mae(evaluation) }], evaluation, 400).same);
  expect(tally.runs).toBe(400);
  expect(tally.pointFails / 400).toBeGreaterThan(0.42);
  expect(tally.pointFails / 400).toBeLessThan(0.58);
  expect((tally.verdicts.fail ?? 0) / 400).toBeLessThan(0.06);
  expect((tally.verdicts.pass ?? 0) / 400).toBeLessThan(0.06);
});

test("the spread over drawn sets is the standard error of the mean", () => {
  const evaluation = regression(200);
  const tally = only(simulate([{ metric: "mae", max: 1 }], evaluation, 400).same);
  const losses = [...evaluation.actual].map((value, row) =>
    Math.abs(value - evaluation.challenger.predicted[row]!),
  );
  const mean = mae(evaluation);
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / 200;
  const error = Math.sqrt(variance / 200);
  // Three standard deviations of a deviation of 400 draws.
  expect(spreadOf(tally)! / error).toBeGreaterThan(1 - 3 / Math.sqrt(800));
  expect(spreadOf(tally)! / error).toBeLessThan(1 + 3 / Math.sqrt(800));
});

test("of equal models hardly any fails falsely, the more pass the wider the margin", () => {
  const evaluation = regression(150);
  const at = (margin: number): Tally =>
    only(simulate([{ metric: "mae", no_worse_than: "baseline", margin }], evaluation, 200).equal);
  const [none, narrow, wide] = [at(0), at(0.03), at(0.3)];
  for (const tally of [none, narrow, wide]) expect((tally.verdicts.fail ?? 0) / 200).toBeLessThan(0.06);
  expect(none.verdicts.pass ?? 0).toBeLessThan(16);
  expect(narrow.verdicts.pass ?? 0).toBeGreaterThan(none.verdicts.pass ?? 0);
  expect(wide.verdicts.pass).toBe(200);
});

test("a model that is much worse fails as it is, and its equals do not", () => {
  const evaluation = regression(150);
  const challenger = {
    ...evaluation.challenger,
    predicted: evaluation.challenger.predicted.map((x) => x + 1),
  };
  const rules: Rule[] = [{ metric: "mae", no_worse_than: "baseline", margin: 0.05 }];
  const { same, equal } = simulate(rules, { ...evaluation, challenger } as Evaluation, 100);
  expect(only(same).verdicts.fail).toBe(100);
  expect(only(equal).verdicts.fail ?? 0).toBeLessThan(8);
  expect(same.gate.verdicts.fail).toBe(100);
});

test("it draws the same for the same seed, and something else for another run", () => {
  const draw = (run: number): Float64Array | Int32Array =>
    drawMeasurable(measurableOf(regression(50)), randomFrom(randomState(3, run))).own.evaluation!.actual;
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test("comparisons on as many rows are drawn alike", () => {
  const drawn = drawMeasurable(measurableOf(regression(50)), randomFrom(randomState(3, 0)));
  expect(drawn.references.baseline.evaluation!.actual).toEqual(drawn.own.evaluation!.actual);
});

test("groups are drawn whole, and one that comes twice is two", () => {
  const groups = Int32Array.from({ length: 60 }, (_, row) => row % 20);
  const evaluation = regression(60, { groups });
  const drawn = drawMeasurable(measurableOf(evaluation), randomFrom(randomState(3, 0))).own.evaluation!;
  expect(drawn.rows).toBe(60);
  expect(new Set(drawn.groups).size).toBe(20);
  const places = new Map([...evaluation.actual].map((value, row) => [value, row]));
  for (let group = 0; group < 20; group++) {
    const rows = [...drawn.actual].filter((_, row) => drawn.groups![row] === group);
    expect(new Set(rows.map((value) => places.get(value)! % 20)).size).toBe(1);
    expect(rows.length).toBe(3);
  }
});

test("of rows in time blocks are drawn, in their order", () => {
  const time = Float64Array.from({ length: 64 }, (_, row) => 1000 - row);
  const evaluation = regression(64, { time });
  const drawn = drawMeasurable(measurableOf(evaluation), randomFrom(randomState(3, 0))).own.evaluation!;
  expect(drawn.time).toEqual(Float64Array.from({ length: 64 }, (_, row) => row));
  const places = [...drawn.actual].map((value) => 63 - evaluation.actual.indexOf(value as never));
  // Blocks of the cube root of the rows.
  for (const [row, place] of places.entries())
    if (row % 4 > 0) expect(place).toBe((places[row - 1]! + 1) % 64);
});

test("swapped models disagree as often, and what neither can say alone is left out", () => {
  const evaluation = regression(100);
  const swapped = swapModels(evaluation, randomFrom(randomState(5, 0)))!;
  const pairs = [...evaluation.challenger.predicted].map((own, row) =>
    [own, evaluation.champion!.predicted[row]!].sort((a, b) => a - b),
  );
  const others = [...swapped.challenger.predicted].map((own, row) =>
    [own, swapped.champion!.predicted[row]!].sort((a, b) => a - b),
  );
  expect(others).toEqual(pairs);
  const turned = [...swapped.challenger.predicted].filter(
    (own, row) => own !== evaluation.challenger.predicted[row],
  );
  expect(turned.length).toBeGreaterThan(30);
  expect(turned.length).toBeLessThan(70);
  const scores = new Float64Array(100);
  const other = { ...evaluation.champion!, scores };
  expect(swapModels({ ...evaluation, champion: other }, randomFrom(randomState(5, 0)))).toBeUndefined();
});

test("rows of one group are swapped together", () => {
  const groups = Int32Array.from({ length: 60 }, (_, row) => row % 6);
  const evaluation = regression(60, { groups });
  const swapped = swapModels(evaluation, randomFrom(randomState(2, 0)))!;
  const turned = [...swapped.challenger.predicted].map(
    (own, row) => own !== evaluation.challenger.predicted[row],
  );
  for (let row = 6; row < 60; row++) expect(turned[row]).toBe(turned[row % 6]);
  expect(new Set(turned).size).toBe(2);
});

test("rows for a pass agree with the share that passes, and the values with the standard error", () => {
  const evaluation = regression(150);
  const [claim] = claimsOf([{ metric: "mae", max: 1 }]);
  const lead = { value: 0.3, n: 40, standardError: 0.1, method: "", bounds: () => [0, 0] as const };
  const judgement = { claim: claim!, actual: 0.7, lead: { ...lead, pBelow: () => 1, pAbove: () => 0 } };
  const told = { ...judgement, verdict: "pass" as const, reason: "" };
  const tally = (pass: number): Tally => ({
    runs: 1000,
    verdicts: { pass },
    pointFails: 0,
    leads: { count: 0, mean: 0, squares: 0 },
  });
  const at = (pass: number) => reachOf(told, { same: tally(pass), equal: undefined }, evaluation.rows);
  // (z(0.975) + z(0.8)) × 0.1 = 0.28016.
  expect(at(800)).toEqual(["0.7198", "1.280", 150]);
  expect(at(975)[2]).toBe(77);
  expect(at(200)[2]).toBe(940);
  // All pass: by the standard error, 150 × (2.8016 × 0.1 / 0.3)².
  expect(at(1000)[2]).toBe(130);
});
