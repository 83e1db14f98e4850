import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evaluation } from "../../src/gate/evaluation.ts";
import { randomFrom, randomState, uniform } from "../../src/learn/random.ts";
import { meanStatistic, statisticOf } from "../../src/metrics/statistic.ts";
import { bootstrapEstimates } from "../../src/statistics/bootstrap.ts";
import { drawBlocks, drawRows, rowTable } from "../../src/statistics/draw-rows.ts";
import { multinomial } from "../../src/statistics/multinomial.ts";
import { evaluations, everyName } from "../metrics/make-evaluations.ts";

function numbers(rows: number, seed: number): Float64Array {
  const random = randomFrom(randomState(seed, 0));
  return Float64Array.from({ length: rows }, () => uniform(random));
}

function estimateMean(values: Float64Array, options: object = {}) {
  return bootstrapEstimates([{ statistic: meanStatistic(values, undefined) }], { seed: 3, ...options })[0]!;
}

function drawnIndices(rows: number, resamples: number): Int32Array {
  return Int32Array.from(numbers(rows * resamples, 9), (u) => Math.floor(u * rows));
}

test("a model differs from itself by nothing, and its bounds are no narrower than what is possible", () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      for (const name of everyName) {
        const statistic = statisticOf(name, evaluation, evaluation.challenger);
        if (statistic === undefined) continue;
        const request = { statistic, minus: statistic, range: [-1, 1] as const };
        const [estimate] = bootstrapEstimates([request], { seed: 1, resamples: 99 });
        if (!Number.isFinite(statistic.at())) continue;
        expect(estimate!.value).toBe(0);
        expect(estimate!.bounds(0.025)).toEqual([-1, 1]);
        expect(estimate!.caution).toBeDefined();
        expect(estimate!.pBelow(0.5)).toBe(1);
        expect(estimate!.pBelow(1.5)).toBe(0);
      }
    }),
    { numRuns: 40 },
  );
});

test("swapping both models turns value and bounds round", () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      for (const name of everyName) {
        const own = statisticOf(name, evaluation, evaluation.challenger);
        const other = statisticOf(name, evaluation, evaluation.champion!);
        if (own === undefined || other === undefined) continue;
        const [there] = bootstrapEstimates([{ statistic: own, minus: other }], { seed: 1, resamples: 99 });
        const [back] = bootstrapEstimates([{ statistic: other, minus: own, sign: -1 }], {
          seed: 1,
          resamples: 99,
        });
        if (!Number.isFinite(there!.value)) continue;
        expect(back!.value === there!.value).toBe(true);
        if (there!.caution !== undefined || own.interval !== "bca") continue;
        expect(back!.standardError).toBeLessThan(2 * there!.standardError);
      }
    }),
    { numRuns: 30 },
  );
});

test("rows in another order change nothing where cells are drawn, and little where rows are", () => {
  const hits = numbers(400, 1).map((u) => Number(u < 0.8));
  expect(estimateMean(hits.toReversed()).bounds(0.025)).toEqual(estimateMean(hits).bounds(0.025));
  const values = numbers(400, 2);
  const [low, high] = estimateMean(values).bounds(0.025);
  const [lowest, highest] = estimateMean(values.toReversed()).bounds(0.025);
  expect(Math.abs(low - lowest)).toBeLessThan((high - low) / 20);
  expect(Math.abs(high - highest)).toBeLessThan((high - low) / 20);
});

test("p-values invert the bounds, in the resamples and past them", () => {
  const estimate = estimateMean(numbers(300, 4).map((u) => u ** 3));
  for (const alpha of [0.3, 0.1, 0.025, 0.025 / 30, 1e-5]) {
    const [low, high] = estimate.bounds(alpha);
    expect(estimate.pAbove(low)).toBeCloseTo(alpha, 10);
    expect(estimate.pBelow(high)).toBeCloseTo(alpha, 10);
  }
  expect(estimate.bounds(1e-5)[0]).toBeLessThan(estimate.bounds(0.025 / 30)[0]);
});

test("resamples of few units are stretched to Student's t, and fewer than six show nothing", () => {
  const values = numbers(12, 4);
  const few = estimateMean(values);
  const indices = drawnIndices(12, 9999);
  const plain = estimateMean(values, { indices });
  for (const alpha of [0.3, 0.025]) {
    const [low, high] = few.bounds(alpha);
    expect(few.pAbove(low)).toBeCloseTo(alpha, 10);
    expect(few.pBelow(high)).toBeCloseTo(alpha, 10);
  }
  const widthOf = ({ bounds }: typeof few) => bounds(0.025)[1] - bounds(0.025)[0];
  // Student's 2.201 of 11 degrees times √(12 / 11), beside the normal's 1.960
  expect(widthOf(few) / widthOf(plain)).toBeGreaterThan(1.1);
  expect(widthOf(few) / widthOf(plain)).toBeLessThan(1.25);
  expect(estimateMean(values.subarray(0, 5))).toMatchObject({
    caution: "fewer than 6 rows show nothing with 95 % confidence",
  });
  expect(estimateMean(values.subarray(0, 5)).bounds(0.025)).toEqual([-Infinity, Infinity]);
  const groups = Int32Array.from(values.keys(), (row) => row % 5);
  expect(estimateMean(values, { groups }).caution).toContain("fewer than 6 groups");
});

test("groups of one row are rows; rows that stand twice in their group are no more rows", () => {
  const values = numbers(200, 5);
  const plain = estimateMean(values);
  const alone = estimateMean(values, { groups: Int32Array.from(values.keys()) });
  expect(alone.bounds(0.025)).toEqual(plain.bounds(0.025));
  const twice = Float64Array.from({ length: 400 }, (_, row) => values[row >> 1]!);
  const pairs = Int32Array.from(twice.keys(), (row) => row >> 1);
  const grouped = estimateMean(twice, { groups: pairs });
  expect(grouped.n).toBe(200);
  expect(grouped.standardError).toBeCloseTo(plain.standardError, 12);
  expect(estimateMean(twice).standardError).toBeLessThan(0.8 * plain.standardError);
});

test("blocks in time see what rows hide: neighbours that are alike", () => {
  const noise = numbers(1000, 6);
  const slow = Float64Array.from(noise.keys(), (row) =>
    noise.subarray(Math.max(0, row - 9), row + 1).reduce((a, b) => a + b),
  );
  const time = Float64Array.from(slow.keys());
  const blocks = estimateMean(slow, { time });
  expect(blocks.standardError).toBeGreaterThan(2 * estimateMean(slow).standardError);
  expect(blocks.method).toContain("circular blocks of 10 rows");
});

test("the influence of many units gives what resamples give; heavy tails are said", () => {
  const values = numbers(3000, 7);
  const [resampled, linear] = [estimateMean(values), estimateMean(values, { mostUnits: 100 })];
  expect(linear.method).toBe("infinitesimal jackknife");
  expect(linear.standardError / resampled.standardError).toBeCloseTo(1, 1);
  expect(linear.pAbove(linear.bounds(0.001)[0])).toBeCloseTo(0.001, 12);
  expect(linear.caution ?? resampled.caution).toBeUndefined();
  expect(estimateMean(values.map((u) => u ** -2)).caution).toContain("heavy tails");
});

test("draws are even, of cells as of blocks", () => {
  const counts = new Int32Array(100);
  const sums = {
    cells: new Float64Array(3),
    squares: 0,
    blocks: new Float64Array(100),
  };
  const random = randomFrom(randomState(2, 0));
  const draw = multinomial([10, 60, 30]);
  const cells = new Int32Array(3);
  const order = Int32Array.from(counts.keys());
  for (let times = 0; times < 20_000; times++) {
    draw(random, cells);
    for (const [cell, count] of cells.entries()) sums.cells[cell]! += count;
    sums.squares += (cells[1]! - 60) ** 2;
    drawBlocks(random, { order, length: 7, steps: new Int32Array(100) }, counts);
    expect(counts.reduce((a, b) => a + b)).toBe(100);
    for (const [row, count] of counts.entries()) sums.blocks[row]! += count;
  }
  for (const sum of sums.blocks) expect(Math.abs(sum / 20_000 - 1)).toBeLessThan(0.1);
  expect(sums.cells[0]! / 20_000).toBeCloseTo(10, 0);
  expect(Math.abs(sums.cells[1]! / 20_000 - 60)).toBeLessThan(0.15);
  expect(Math.abs(sums.squares / 20_000 - 24)).toBeLessThan(1);
});

/** Of n rows the chance that one comes k times. */
function chances(n: number): number[] {
  const all = [(1 - 1 / n) ** n];
  for (let k = 0; k < Math.min(n, 40); k++) all.push((all[k]! * (n - k)) / ((k + 1) * (n - 1)));
  return all;
}

test.each([
  [20, 60_000],
  [64, 60_000],
  [500, 8000],
  [2 ** 15, 100],
])(
  "each of %i rows comes as often as the binomial distribution says, and two of them as often",
  (rows, draws) => {
    const table = rowTable(rows);
    const lanes = [new Int32Array(rows), new Int32Array(rows)] as const;
    const sums = new Float64Array(rows);
    const seen = new Float64Array(42);
    const far = 5;
    // Of the first half of the rows, and of the product of neighbours: what counts of fixed sum have.
    let [halves, neighbours, twins, wrong] = [0, 0, 0, 0];
    for (let stream = 0; stream < draws / 2; stream++) {
      drawRows({ hashed: 9, stream }, table, lanes);
      for (const counts of lanes) {
        let [whole, half] = [0, 0];
        for (let row = 0; row < rows; row++) {
          const count = counts[row]!;
          whole += count;
          if (row < rows / 2) half += count;
          sums[row]! += count;
          seen[count]!++;
          if (row > 0) neighbours += (count - 1) * (counts[row - 1]! - 1);
        }
        wrong += Number(whole !== rows);
        halves += (half - rows / 2) ** 2;
      }
      for (let row = 0; row < rows; row++) twins += (lanes[0][row]! - 1) * (lanes[1][row]! - 1);
    }
    expect(wrong).toBe(0);
    for (const sum of sums) expect(Math.abs(sum - draws)).toBeLessThan(far * Math.sqrt(draws));
    for (const [count, chance] of chances(rows).entries()) {
      const expected = chance * rows * draws;
      expect(Math.abs((seen[count] ?? 0) - expected)).toBeLessThan(far * Math.sqrt(expected) + 3);
    }
    expect(Math.abs(halves / draws / (rows / 4) - 1)).toBeLessThan(far * Math.sqrt(2 / draws));
    const pairs = (rows - 1) * draws;
    expect(Math.abs(neighbours + pairs / rows)).toBeLessThan(far * Math.sqrt(pairs));
    expect(Math.abs(twins)).toBeLessThan(far * Math.sqrt((rows * draws) / 2));
  },
);

test.each([
  [4000, 3],
  [40, 20],
  [1700, 1500],
  [60_000, 30_001],
])("a cell of %i rows and one of %i come as often as the binomial distribution says", (first, second) => {
  const rows = first + second;
  const share = second / rows;
  const draw = multinomial([first, second]);
  const random = randomFrom(randomState(first, 9));
  const counts = new Int32Array(2);
  const draws = 40_000;
  const drawn = new Map<number, number>();
  for (let times = 0; times < draws; times++) {
    draw(random, counts);
    drawn.set(counts[1]!, (drawn.get(counts[1]!) ?? 0) + 1);
  }
  const mode = Math.floor((rows + 1) * share);
  let logOf = 0;
  const logs = Float64Array.from({ length: rows + 1 }, (_, k) => {
    if (k > 0) logOf += Math.log(((rows - k + 1) / k) * (share / (1 - share)));
    return logOf;
  });
  const densities = logs.map((each) => Math.exp(each - logs[mode]!));
  const whole = densities.reduce((sum, each) => sum + each);
  // Pearson's statistic over counts that are expected at least 20 times.
  let [statistic, kinds] = [0, 0];
  for (const [k, density] of densities.entries()) {
    const expected = (draws * density) / whole;
    if (expected < 20) continue;
    statistic += ((drawn.get(k) ?? 0) - expected) ** 2 / expected;
    kinds++;
  }
  expect(kinds).toBeGreaterThan(8);
  expect(statistic).toBeLessThan(kinds + 4 * Math.sqrt(2 * kinds));
  expect(statistic).toBeGreaterThan(kinds - 4 * Math.sqrt(2 * kinds));
});

test("metrics of the same cells are drawn together, and come to what each of them comes to alone", () => {
  const random = randomFrom(randomState(8, 0));
  const codes = () => Int32Array.from({ length: 500 }, () => Number(uniform(random) < 0.6));
  const outcome = () => ({ predicted: codes(), scores: undefined, numbers: new Map() });
  const evaluation = {
    task: "classification",
    rows: 500,
    actual: codes(),
    classes: ["no", "yes"],
    positive: 1,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: outcome(),
    champion: outcome(),
  } satisfies Evaluation;
  const requests = ["f1", "matthews_corrcoef", "precision", "accuracy"].map((name) => ({
    statistic: statisticOf(name, evaluation, evaluation.challenger)!,
    minus: statisticOf(name, evaluation, evaluation.champion)!,
  }));
  const together = bootstrapEstimates(requests, { seed: 1, resamples: 999 });
  for (const [index, request] of requests.entries()) {
    const [alone] = bootstrapEstimates([request], { seed: 1, resamples: 999 });
    expect(together[index]!.bounds(0.025)).toEqual(alone!.bounds(0.025));
    expect(together[index]!.standardError).toBe(alone!.standardError);
  }
});
