import { codesOf } from "../checks/dense-codes.ts";
import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import type { Column, Table } from "../tables/table.ts";
import { placeOfRow } from "../tables/table.ts";

/** Rows in the order of time, one series after the other. */
export interface SeriesOrder {
  /** Rows of the table that have a time. */
  rows: Uint32Array;
  /** Where each series starts in `rows`, and their end. */
  starts: Uint32Array;
}

/**
 * Puts the rows of each series in the order of time; without `by`, all rows are one series. Throws UserError where a
 * series has two rows of one time, so that no row is the one before another.
 */
export function orderSeries(table: Table, time: Float64Array, by: Column | undefined): SeriesOrder {
  const codes = by === undefined ? new Int32Array(table.rows) : Int32Array.from(codesOf(by).codes);
  const rows = Uint32Array.from(time.keys()).filter((row) => !Number.isNaN(time[row]!));
  rows.sort((a, b) => codes[a]! - codes[b]! || time[a]! - time[b]! || a - b);
  const starts: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const [row, previous] = [rows[at]!, rows[at - 1] ?? -1];
    const isFirst = at === 0 || codes[row] !== codes[previous];
    if (isFirst) starts.push(at);
    else if (time[row] === time[previous]) throw sameTime(table, previous, row, by);
  }
  return { rows, starts: Uint32Array.from([...starts, rows.length]) };
}

function sameTime(table: Table, first: number, second: number, by: Column | undefined): UserError {
  const { file, line } = placeOfRow(table, second);
  const rows = `rows ${formatNumber(first + 1)} and ${formatNumber(second + 1)}`;
  return new UserError(
    `Cannot look back in time: ${rows} have the same time${by === undefined ? "" : ` and "${by.name}"`}`,
    {
      file,
      ...(line !== undefined && { line }),
      hint:
        by === undefined
          ? "Name the column that tells the series apart as train.series.by"
          : "Leave one row for each series and time",
    },
  );
}

/** For each row of the table, the row that many steps before it in its series; -1 where there is none. */
export function rowsBefore({ rows, starts }: SeriesOrder, steps: number, count: number): Int32Array {
  const before = new Int32Array(count).fill(-1);
  for (let series = 0; series + 1 < starts.length; series++)
    for (let at = starts[series]! + steps; at < starts[series + 1]!; at++)
      before[rows[at]!] = rows[at - steps]!;
  return before;
}
