import { type Place, UserError } from "../errors.ts";
import { momentsOf } from "../profile/moments.ts";
import { interpolate, quantileRanks } from "../profile/quantiles.ts";
import { selectRanks } from "../profile/select-ranks.ts";
import type { Column, NumericColumn } from "../tables/table.ts";
import type { Check } from "./check.ts";
import type { Constraint } from "./constraints.ts";
import type { CellTest } from "./test-of.ts";

/** The column, where it holds numbers, booleans or dates, or nothing at all. Throws UserError for text. */
export function requireNumbers(column: Column, constraint: Constraint, place: Place): NumericColumn {
  if (column.kind === "numeric") return column;
  const { name, codes, dictionary } = column;
  if (dictionary.length === 0)
    return {
      kind: "numeric",
      name,
      type: "number",
      values: new Float64Array(codes.length).fill(Number.NaN),
      invalid: [],
      invalidCount: 0,
    };
  throw new UserError(
    `Cannot check column "${column.name}": ${constraint} needs numbers, the column is text`,
    {
      ...place,
      hint: `A check with type: number says which of its cells are none`,
    },
  );
}

/** Exact quantiles of the finite values with linear interpolation, as numpy's; NaN where there are none. */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): number[] {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return probabilities.map(() => Number.NaN);
  const found = selectRanks(finite, quantileRanks(finite.length, probabilities));
  return interpolate(found, finite.length, probabilities);
}

/**
 * The test that a value is no outlier: `zscore` by its distance from the mean in sample standard deviations (as in
 * Great Expectations), `iqr` by its distance beyond the quartiles in interquartile ranges (Tukey's fences).
 */
export function outlierTest(check: Check, constraint: "zscore" | "iqr", column: NumericColumn): CellTest {
  const most = check[constraint]?.max ?? Infinity;
  if (constraint === "zscore") {
    const { mean, std } = momentsOf(column.values);
    return numberTest((value) => !(Math.abs(value - mean) > most * std));
  }
  const [low = 0, high = 0] = quantilesOf(column.values, [0.25, 0.75]);
  const reach = most * (high - low);
  return numberTest((value) => !(value < low - reach || value > high + reach));
}

/** The test that values do not go back from one to the next, missing ones between them left out. */
export function orderTest(check: Check, constraint: "increasing" | "decreasing"): CellTest {
  const isStrict = check[constraint] === "strict";
  const sign = constraint === "increasing" ? 1 : -1;
  let previous = Number.NaN;
  return numberTest((value) => {
    const step = (value - previous) * sign;
    const isEqual = value === previous;
    previous = value;
    return isEqual ? !isStrict : !(step < 0);
  });
}

function numberTest(holds: (value: number) => boolean): CellTest {
  return { number: holds, text: () => undefined };
}
