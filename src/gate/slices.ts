import type { Config } from "../config/config.ts";
import { counted, formatNumber } from "../number-format.ts";
import { clipText } from "../visible-text.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Slice } from "./judge.ts";
import { oneAgainstRest, selectRows } from "./select-rows.ts";

/** Characters of a value that names a slice. */
const longestValue = 200;
/** Slices of a column that are judged: each costs resamples, and many together hide what one of them shows. */
export const mostSlices = 100;

/** Which rows have which value of a column. */
export interface SliceColumn {
  name: string;
  /** The different values as texts; `(missing)` for empty cells. */
  values: readonly string[];
  /** One a row, into the values. */
  codes: Int32Array;
}

/** A slice of an evaluation. */
export interface SlicedEvaluation extends Slice {
  rows: number;
  /** Undefined where there are too few rows, or too many other slices with more. */
  evaluation: Evaluation | undefined;
}

/**
 * The slices of a column, the largest first; those of fewer than `minRows` rows, and those after the `mostSlices`
 * largest, without an evaluation.
 */
export function sliceBy(
  evaluation: Evaluation,
  { name, values, codes }: SliceColumn,
  minRows: number,
): SlicedEvaluation[] {
  const members = values.map((): number[] => []);
  for (const [row, code] of codes.entries()) members[code]!.push(row);
  return values
    .map((value, code) => ({ value: clipText(value, longestValue), rows: members[code]! }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => b.rows.length - a.rows.length || (a.value < b.value ? -1 : 1))
    .map(({ value, rows }, place) => ({
      column: name,
      value,
      rows: rows.length,
      evaluation:
        rows.length < minRows || place >= mostSlices
          ? undefined
          : selectRows(evaluation, Uint32Array.from(rows)),
    }));
}

/** The classes of an evaluation, each asked against the rest; without an evaluation as by `sliceBy`. */
export function sliceByClass(evaluation: Evaluation, minRows: number): SlicedEvaluation[] {
  const counts = new Uint32Array(evaluation.classes.length);
  for (const code of evaluation.actual) counts[code]!++;
  const largest = new Set([...counts.keys()].sort((a, b) => counts[b]! - counts[a]!).slice(0, mostSlices));
  return evaluation.classes.map((label, code) => ({
    column: "class",
    value: clipText(label, longestValue),
    rows: counts[code]!,
    evaluation: counts[code]! < minRows || !largest.has(code) ? undefined : oneAgainstRest(evaluation, code),
  }));
}

/** Why slices of a column are not judged, as the end of a sentence; undefined where all that are large enough are. */
export function unjudgedSlices(slices: readonly { rows: number }[], minRows: number): string | undefined {
  const large = slices.filter(({ rows }) => rows >= minRows).length;
  if (large > mostSlices)
    return `of its ${formatNumber(large)} slices the ${mostSlices} largest alone are judged`;
  return large === 0 && slices.length > 0
    ? `none of its slices has ${counted(minRows, "test row")}`
    : undefined;
}

/** The columns that the gate slices by, whose values the predictions must have. */
export function sliceNames({ rules, slices }: Pick<Config["gate"], "rules" | "slices">): string[] {
  const asked = rules.flatMap(({ by }) => (by === undefined || by === "class" ? [] : [by]));
  return [...new Set([...(slices?.columns ?? []), ...asked])];
}
