import type { Evaluation, Outcome } from "../../../src/gate/evaluation.ts";
import { type Random, randomFrom, randomState, uniform } from "../../../src/learn/random.ts";

/** How rows come about; models are told of a hidden x of each row, with noise. */
export type Kind = "classes" | "normal" | "uniform" | "exponential" | "lognormal";

/** What the rows are of, and how noisy each of two equally made models is. */
export interface Source {
  kind: Kind;
  /** Standard deviations of the challenger's and of the champion's noise. */
  noise: readonly [number, number];
}

/** A stream for one simulation of one study. */
export function streamOf(seed: number, simulation: number): Random {
  return randomFrom(randomState(seed, simulation));
}

/** A normal deviate (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}

/**
 * Test rows of both models. Classes: P(y = 1) = 1 / (1 + exp(-2x)), x normal, and a model says 1 / (1 + exp(-2x - noise)).
 * Numbers: y = 2x + an error of the kind's distribution (mean 0, variance 1), a model says 2x + noise; lognormal:
 * y = exp(x + error / 2), a model says exp(x + noise).
 */
export function makeRows({ kind, noise }: Source, rows: number, random: Random): Evaluation {
  return kind === "classes" ? makeClasses(noise, rows, random) : makeNumbers(kind, noise, rows, random);
}

function makeClasses(noise: Source["noise"], rows: number, random: Random): Evaluation {
  const actual = new Int32Array(rows);
  const models = noise.map(() => ({ predicted: new Int32Array(rows), scores: new Float64Array(2 * rows) }));
  for (let row = 0; row < rows; row++) {
    const x = normal(random);
    actual[row] = Number(uniform(random) < 1 / (1 + Math.exp(-2 * x)));
    for (const [model, { predicted, scores }] of models.entries()) {
      const score = 1 / (1 + Math.exp(-2 * x - noise[model]! * normal(random)));
      scores.set([1 - score, score], 2 * row);
      predicted[row] = Number(score >= 0.5);
    }
  }
  return evaluationOf("classification", actual, models);
}

function makeNumbers(kind: Kind, noise: Source["noise"], rows: number, random: Random): Evaluation {
  const actual = new Float64Array(rows);
  const models = noise.map(() => ({ predicted: new Float64Array(rows), scores: undefined }));
  const scale = kind === "lognormal" ? Math.exp : (value: number) => 2 * value;
  for (let row = 0; row < rows; row++) {
    const x = normal(random);
    const error = errorOf(kind, random);
    actual[row] = kind === "lognormal" ? Math.exp(x + error / 2) : 2 * x + error;
    for (const [model, { predicted }] of models.entries()) {
      const own = noise[model]! * normal(random);
      predicted[row] = kind === "lognormal" ? scale(x + own) : scale(x) + own;
    }
  }
  return evaluationOf("regression", actual, models);
}

function errorOf(kind: Kind, random: Random): number {
  if (kind === "uniform") return Math.sqrt(12) * (uniform(random) - 0.5);
  return kind === "exponential" ? -Math.log(1 - uniform(random)) - 1 : normal(random);
}

function evaluationOf(
  task: Evaluation["task"],
  actual: Evaluation["actual"],
  models: readonly Omit<Outcome, "numbers">[],
): Evaluation {
  const [challenger, champion] = models.map((model): Outcome => ({ ...model, numbers: new Map() }));
  return {
    task,
    rows: actual.length,
    actual,
    classes: task === "classification" ? ["no", "yes"] : [],
    positive: task === "classification" ? 1 : undefined,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: challenger!,
    champion,
  };
}
