import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { exp, log } from "./exponential.ts";
import type { Params, ParamValue } from "./parameters.ts";
import { type Random, randomFrom, randomState } from "./random.ts";

/** Numbers from `min` to `max`, both among them. */
export interface Range {
  min: number;
  max: number;
  /** Whether each order of magnitude is as likely as another. */
  log?: boolean | undefined;
  /** Whole numbers only; default: where both ends are whole. */
  integer?: boolean | undefined;
}

/** What a search tries, by the names of parameters: values, or a range. */
export type SearchSpace = Readonly<Record<string, readonly ParamValue[] | Range>>;

/** More combinations than these are no grid to walk. */
const mostCombinations = 1000;

/** Every combination of the values, the last parameter changing fastest. Throws UserError for ranges, and too many. */
export function gridTrials(space: SearchSpace): Params[] {
  let trials: Params[] = [{}];
  for (const [name, values] of Object.entries(space)) {
    if (!isList(values))
      throw new UserError(`Cannot search a grid: "${name}" is a range`, {
        hint: "List its values, or set train.search.method: random",
      });
    if (trials.length * values.length > mostCombinations)
      throw new UserError(
        `Cannot search a grid: it has more than ${formatNumber(mostCombinations)} combinations`,
        { hint: "List fewer values, or set train.search.method: random" },
      );
    trials = trials.flatMap((trial) => values.map((value) => ({ ...trial, [name]: value })));
  }
  return trials;
}

/**
 * Combinations drawn at random, each of its own stream of the seed, so that more trials begin with the same ones; fewer
 * than `count` where the space has no more.
 */
export function randomTrials(space: SearchSpace, count: number, seed: number): Params[] {
  const drawn = new Map<string, Params>();
  for (let stream = 0; stream < 20 * count && drawn.size < count; stream++) {
    const random = randomFrom(randomState(seed, stream));
    const trial = Object.fromEntries(
      Object.entries(space).map(([name, values]) => [name, draw(values, random)]),
    );
    const key = JSON.stringify(trial);
    if (!drawn.has(key)) drawn.set(key, trial);
  }
  return [...drawn.values()];
}

function draw(values: readonly ParamValue[] | Range, random: Random): ParamValue {
  if (isList(values)) return values[random.below(values.length)]!;
  const { min, max } = values;
  const share = random.next() / 2 ** 32;
  const isWhole = values.integer ?? (Number.isInteger(min) && Number.isInteger(max));
  // A whole number has the stretch from half below to half above it.
  const [low, high] = isWhole && !values.log ? [min - 0.5, max + 0.5] : [min, max];
  const value = values.log ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low);
  const near = isWhole ? Math.round(value) : Number(value.toPrecision(6));
  return Math.min(max, Math.max(min, near));
}

function isList(values: readonly ParamValue[] | Range): values is readonly ParamValue[] {
  return Array.isArray(values);
}
