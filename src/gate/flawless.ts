import { log } from "../learn/exponential.ts";
import { type Random, randomFrom, randomState, uniform } from "../learn/random.ts";
import { statisticOf } from "../metrics/statistic.ts";
import { formatNumber } from "../number-format.ts";
import { bcaInterval } from "../statistics/bca.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { standardDeviation } from "../statistics/tailed-quantiles.ts";
import type { Evaluation, Outcome } from "./evaluation.ts";

/** Draws for few rows, and rows counted in all draws for many. */
const mostDraws = 4999;
const mostWork = 1e8;
/** Of more classes, a wrong row is of the next class alone. */
const mostClasses = 20;

/**
 * A metric that no resample changes, because the model is right on every row, or always as wrong: what the rows leave open
 * is how it does on rows that are not among them. So one more row of each class is added that is as wrong as can be (of
 * numbers, one that is off by the whole range of what was so; of groups, a whole one), and all rows are weighted by
 * Dirichlet draws (the Bayesian bootstrap, Rubin 1981): for a share of n rows without a miss it is Laplace's rule, whose
 * bound is the rule of three's. Undefined where nothing bounds it: of one row or group, of numbers that are all the same.
 * `factor` as of a question: undefined for the challenger alone.
 */
export function flawlessEstimate(
  evaluation: Evaluation,
  metric: string,
  {
    factor,
    value,
    seed,
    range,
    draws: most = mostDraws,
  }: {
    factor: number | undefined;
    value: number;
    seed: number;
    range: readonly [number, number];
    draws?: number | undefined;
  },
): Estimate | undefined {
  const { rows, groups } = evaluation;
  const units = groups ? groups.reduce((most, group) => Math.max(most, group), 0) + 1 : rows;
  const wrong = wrongRows(evaluation, factor !== undefined);
  // Nothing tells how far off one more row could be.
  if (units < 2 || wrong.length === 0) return undefined;
  const extended = extend(evaluation, wrong);
  const own = statisticOf(metric, extended, extended.challenger);
  const theirs = factor === undefined ? undefined : statisticOf(metric, extended, extended.champion!);
  if (own === undefined || (factor !== undefined && theirs === undefined)) return undefined;
  const draws = Math.max(199, Math.min(most, Math.floor(mostWork / extended.rows)));
  const random = randomFrom(randomState(seed, 2));
  const counts = new Float64Array(extended.rows);
  const replicates = Float64Array.from({ length: draws }, () => {
    weigh(counts, { random, wrong, rows, units, groups });
    return own.at(counts) - (theirs ? factor! * theirs.at(counts) : 0);
  }).filter(Number.isFinite);
  if (replicates.length < draws / 2) return undefined;
  const interval = bcaInterval({ value, replicates, range });
  return {
    value,
    n: units,
    standardError: standardDeviation(replicates),
    method: `one ${groups ? "group" : "row"} more of each kind as wrong as can be, ${formatNumber(draws)} Bayesian bootstrap draws`,
    bounds(alpha) {
      const [lower, upper] = interval.bounds(alpha);
      return [Math.min(value, lower), Math.max(value, upper)];
    },
    pBelow: (x) => (x <= value ? 1 : interval.pBelow(x)),
    pAbove: (x) => (x >= value ? 1 : interval.pAbove(x)),
  };
}

/** A row that might have been. Those of one `kind` come with equal chance in place of each other. */
interface WrongRow {
  kind: number;
  actual: number;
  challenger: number;
  champion: number;
}

function wrongRows({ task, classes, actual }: Evaluation, isPaired: boolean): WrongRow[] {
  if (task === "regression") {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let sum = 0;
    for (const value of actual) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      sum += value;
    }
    if (high === low) return [];
    const [right, off] = [sum / actual.length, sum / actual.length + high - low];
    const row = { kind: 0, actual: right, challenger: off, champion: right };
    return isPaired ? [row, { kind: 1, actual: right, challenger: right, champion: off }] : [row];
  }
  const isAll = classes.length <= mostClasses;
  return classes.flatMap((_, own) =>
    classes.flatMap((__, other): WrongRow[] => {
      if (other === own || (!isAll && other !== (own + 1) % classes.length)) return [];
      const row = { kind: 2 * own, actual: own, challenger: other, champion: own };
      return isPaired ? [row, { kind: 2 * own + 1, actual: own, challenger: own, champion: other }] : [row];
    }),
  );
}

function extend(evaluation: Evaluation, wrong: readonly WrongRow[]): Evaluation {
  const { weights, classes, challenger, champion } = evaluation;
  const meanWeight = weights && weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const outcome = ({ predicted, scores }: Outcome, said: (row: WrongRow) => number): Outcome => ({
    predicted: joined(predicted, wrong.map(said)),
    scores:
      scores &&
      joined(
        scores,
        wrong.flatMap((row) => classes.map((_, code) => Number(code === said(row)))),
      ),
    numbers: new Map(),
  });
  return {
    ...evaluation,
    rows: evaluation.rows + wrong.length,
    actual: joined(
      evaluation.actual,
      wrong.map((row) => row.actual),
    ),
    weights:
      weights &&
      joined(
        weights,
        wrong.map(() => meanWeight!),
      ),
    groups: undefined,
    time: undefined,
    challenger: outcome(challenger, (row) => row.challenger),
    champion: champion && outcome(champion, (row) => row.champion),
  };
}

function joined<T extends Float64Array | Int32Array>(values: T, more: readonly number[]): T {
  const all = new (values.constructor as new (length: number) => T)(values.length + more.length);
  all.set(values);
  all.set(more, values.length);
  return all;
}

/**
 * Fills the weights of one draw: exponential ones of each row or group, and of one row of each kind, which stands for a
 * whole group where rows belong together.
 */
function weigh(
  counts: Float64Array,
  of: {
    random: Random;
    wrong: readonly WrongRow[];
    rows: number;
    units: number;
    groups: Int32Array | undefined;
  },
): void {
  const { random, wrong, rows, units, groups } = of;
  const drawn = Float64Array.from({ length: units }, () => -log(1 - uniform(random)));
  for (let row = 0; row < rows; row++) counts[row] = drawn[groups ? groups[row]! : row]!;
  const kinds = new Map<number, number[]>();
  for (const [index, { kind }] of wrong.entries()) kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
  counts.fill(0, rows);
  for (const members of kinds.values())
    counts[rows + members[random.below(members.length)]!] = (-log(1 - uniform(random)) * rows) / units;
}
