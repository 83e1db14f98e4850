import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evaluation } from "../../src/gate/evaluation.ts";
import { type Random, randomFrom, randomState, uniform } from "../../src/learn/random.ts";
import { areaSegments, precisionSegments } from "../../src/metrics/rank-segments.ts";
import { statisticOf } from "../../src/metrics/statistic.ts";
import { instantiateResamples } from "../../src/runner/instantiate.ts";
import { fitsKernel, kernelResampler } from "../../src/statistics/kernel-resampler.ts";
import { type BootstrapRequest, measureOf } from "../../src/statistics/measure.ts";
import { replicateMeasures } from "../../src/statistics/replicate.ts";
import { designOf, type Resampling } from "../../src/statistics/resample-design.ts";
import { plainResampler } from "../../src/statistics/resampler.ts";
import { evaluations, everyName } from "../metrics/make-evaluations.ts";

/** What resamples come to, by the kernel and without. */
function replicateBoth(requests: readonly BootstrapRequest[], of: Resampling, resamples = 21) {
  const design = designOf(requests[0]!.statistic.rows, of);
  const measures = requests.map((request) => measureOf(request, design));
  const replicate = (open: typeof instantiateResamples | undefined) =>
    replicateMeasures(measures, design, { resamples, seed: 7, open });
  return [replicate(instantiateResamples), replicate(undefined)] as const;
}

function requestsOf(evaluation: Evaluation, names: readonly string[]): BootstrapRequest[] {
  return names.flatMap((name) => {
    const statistic = statisticOf(name, evaluation, evaluation.challenger);
    const minus = evaluation.champion && statisticOf(name, evaluation, evaluation.champion);
    return statistic === undefined ? [] : [{ statistic }, { statistic, minus }];
  });
}

/** Two classes, or one; scores of so many different values. */
function makeRows(random: Random, { rows, values, share }: { rows: number; values: number; share: number }) {
  const scores = () => {
    const own = Float64Array.from({ length: rows }, () => random.below(values) / values);
    return {
      predicted: Int32Array.from(own, (score) => Number(score >= 0.5)),
      scores: Float64Array.from({ length: 2 * rows }, (_, cell) =>
        cell % 2 === 1 ? own[cell >> 1]! : 1 - own[cell >> 1]!,
      ),
      numbers: new Map([["loss", own]]),
    };
  };
  return {
    task: "classification",
    rows,
    actual: Int32Array.from({ length: rows }, () => Number(uniform(random) < share)),
    classes: ["no", "yes"],
    positive: 1,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: scores(),
    champion: scores(),
  } satisfies Evaluation;
}

test("every metric of any few rows comes to the same by the kernel, to the last bit", () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      const { groups, time } = evaluation;
      const requests = requestsOf(evaluation, everyName).filter(
        ({ statistic }) => statistic.interval !== "none",
      );
      const [ours, plain] = replicateBoth(requests, { groups, time });
      expect(ours).toEqual(plain);
    }),
    { numRuns: 60 },
  );
});

const names = ["average_precision", "roc_auc", "gini", "f1", "log_loss", "loss", "ks"];

test.each([
  { rows: 2, values: 2, share: 0.5 },
  { rows: 7, values: 3, share: 1 },
  { rows: 255, values: 10, share: 0 },
  { rows: 257, values: 1, share: 0.3 },
  { rows: 1000, values: 20, share: 0.02 },
  { rows: 3001, values: 2 ** 30, share: 0.4 },
  { rows: 2 ** 15 - 1, values: 2 ** 30, share: 0.5 },
  { rows: 2 ** 15 + 3, values: 100, share: 0.5 },
])("$rows rows of $values scores, $share of them positive", (of) => {
  const evaluation = makeRows(randomFrom(randomState(of.rows, 1)), of);
  const requests = requestsOf(evaluation, of.rows > 10_000 ? names.slice(0, 4) : names);
  const [ours, plain] = replicateBoth(requests, {}, of.rows > 10_000 ? 9 : 33);
  expect(ours).toEqual(plain);
});

test("groups and blocks in time are drawn as without the kernel", () => {
  const random = randomFrom(randomState(3, 0));
  const evaluation = makeRows(random, { rows: 600, values: 50, share: 0.3 });
  const groups = Int32Array.from({ length: 600 }, (_, row) => (row < 40 ? row : random.below(40)));
  for (const of of [{ groups }, { time: Float64Array.from(groups.keys()) }, { groups, time: undefined }]) {
    const [ours, plain] = replicateBoth(requestsOf(evaluation, names), of);
    expect(ours).toEqual(plain);
  }
});

test("more rows than 16 bits count, in few groups, are drawn as without the kernel", () => {
  const large = makeRows(randomFrom(randomState(4, 0)), { rows: 60_000, values: 1000, share: 0.5 });
  const even = Int32Array.from({ length: 60_000 }, (_, row) => row % 500);
  const uneven = Int32Array.from({ length: 60_000 }, (_, row) => (row < 9000 ? 0 : row % 50));
  for (const groups of [even, uneven]) {
    const [ours, plain] = replicateBoth(requestsOf(large, ["average_precision", "roc_auc"]), { groups }, 9);
    expect(ours).toEqual(plain);
  }
});

test("rows of one score are ordered however many they are", () => {
  const rows = 200_000;
  const evaluation = makeRows(randomFrom(randomState(4, 1)), { rows, values: 1, share: 0.5 });
  for (const name of ["average_precision", "roc_auc"])
    for (const { order } of statisticOf(name, evaluation, evaluation.challenger)!.ranks!().parts)
      for (const segments of [precisionSegments(order), areaSegments(order)])
        expect(segments.rows).toHaveLength(rows);
});

test("every row is counted in each lane, and as often as without the kernel", () => {
  for (const rows of [3, 63, 64, 1000, 2 ** 15, 70_001, 2 ** 20]) {
    const of = { design: designOf(rows, {}), terms: [], ranks: [], cells: [] };
    const kernel = kernelResampler(instantiateResamples, { ...of, seed: 5 });
    const plain = plainResampler({ ...of, seed: 5 });
    for (let from = 0; from < 16; from += kernel.lanes) {
      kernel.draw(from, kernel.lanes);
      for (let lane = 0; lane < kernel.lanes; lane++) {
        if (lane % 2 === 0) plain.draw(from + lane, 2);
        const counts = plain.counts(lane % 2);
        expect(counts.reduce((sum, count) => sum + count)).toBe(rows);
        expect(kernel.counts(lane).every((count, row) => count === counts[row])).toBe(true);
      }
    }
  }
});

test("counts that bytes may not hold, and rows that weigh, are left to plain TypeScript", () => {
  const evaluation = makeRows(randomFrom(randomState(1, 0)), { rows: 300, values: 9, share: 0.5 });
  const design = designOf(300, {});
  const ranksOf = (of: Evaluation) => statisticOf("roc_auc", of, of.challenger)!.ranks!().parts;
  const asked = { design, terms: [], ranks: ranksOf(evaluation), cells: [] };
  expect(fitsKernel(asked)).toBe(true);
  expect(fitsKernel({ ...asked, indices: new Int32Array(300) })).toBe(false);
  const weighted = { ...evaluation, weights: new Float64Array(300).fill(0.5) };
  expect(fitsKernel({ ...asked, ranks: ranksOf(weighted) })).toBe(false);
});
