import { expect, test } from "vitest";
import type { Evaluation } from "../../src/gate/evaluation.ts";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { debiasedEce } from "../../src/metrics/debiased-ece.ts";
import { statisticOf } from "../../src/metrics/statistic.ts";

/** Probabilities of the later class, and rows of it that are rarer than promised by `gap`. */
function promises(rows: number, gap: number, seed: number): Evaluation {
  const random = randomFrom(randomState(seed, 0));
  const scores = new Float64Array(2 * rows);
  const actual = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const share = 0.2 + (0.7 * random.next()) / 2 ** 32;
    scores.set([1 - share, share], 2 * row);
    actual[row] = Number(random.next() / 2 ** 32 < share - gap);
  }
  return {
    task: "classification",
    rows,
    actual,
    classes: ["no", "yes"],
    positive: 1,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: { predicted: actual, scores, numbers: new Map() },
    champion: undefined,
  };
}

function means(rows: number, gap: number): { plain: number; debiased: number } {
  const [plain, debiased] = [[], []] as [number[], number[]];
  for (let seed = 0; seed < 200; seed++) {
    const evaluation = promises(rows, gap, seed);
    plain.push(statisticOf("ece", evaluation, evaluation.challenger)!.at());
    debiased.push(debiasedEce(evaluation, evaluation.challenger));
  }
  const mean = (all: number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length;
  return { plain: mean(plain), debiased: mean(debiased) };
}

test("a third of the bias of perfect probabilities goes, and an error that is there stays", () => {
  const perfect = means(200, 0);
  expect(perfect.plain).toBeGreaterThan(0.06);
  expect(perfect.debiased).toBeLessThan((2 / 3) * perfect.plain);
  const wrong = means(500, 0.15);
  expect(Math.abs(wrong.debiased - 0.15)).toBeLessThan(0.01);
  expect(Math.abs(wrong.debiased - 0.15)).toBeLessThan(Math.abs(wrong.plain - 0.15) + 0.001);
});

test("equal weights change nothing, and nothing is known without probabilities", () => {
  const evaluation = promises(300, 0.1, 1);
  const { challenger } = evaluation;
  const even = { ...evaluation, weights: new Float64Array(300).fill(3) };
  expect(debiasedEce(even, challenger)).toBeCloseTo(debiasedEce(evaluation, challenger), 12);
  expect(debiasedEce(evaluation, { ...challenger, scores: undefined })).toBeNaN();
});
