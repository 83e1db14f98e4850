import { UserError } from "../errors.ts";
import { listFirst } from "../first-items.ts";
import { counted, formatNumber } from "../number-format.ts";
import { centre, pearson, pearsonOfCentred } from "../statistics/pearson.ts";
import { findColumn } from "../tables/table.ts";
import type { Case, Judgement } from "./case.ts";
import { sampleRows } from "./sample-rows.ts";

const mostRows = 100_000;
/** Products of rows and pairs that are worked out at most. */
const mostProducts = 5e8;
const shownPairs = 3;
/** Past so many columns the pairs alone take minutes. */
const mostColumns = 3000;

/**
 * Judges the absolute Pearson correlation of each pair of feature columns of numbers, over the rows that have both.
 * Above 100,000 rows, or with very many columns, on a sample that is always the same. Throws UserError past 3,000 columns.
 */
export function judgeCorrelation({ table, profile, check, context, place }: Case): Judgement {
  const { target, exclude = [] } = context;
  const columns = profile.columns.flatMap(({ name }) => {
    const column = findColumn(table, name);
    const isFeature = name !== target && !exclude.includes(name);
    const isNumber = column?.type === "integer" || column?.type === "number" || column?.type === "boolean";
    return column?.kind === "numeric" && isFeature && isNumber ? [column] : [];
  });
  if (columns.length > mostColumns)
    throw new UserError(
      `Cannot check correlation: there are ${formatNumber(columns.length)} columns of numbers, and at most ${formatNumber(mostColumns)} are compared`,
      { ...place, hint: "Leave columns that are no features out with data.exclude" },
    );
  const pairs = (columns.length * (columns.length - 1)) / 2;
  const most = Math.min(mostRows, Math.max(100, Math.floor(mostProducts / Math.max(1, pairs))));
  const rows = sampleRows(table.rows, most);
  const values = columns.map((column) => Float64Array.from(rows, (row) => column.values[row]!));
  // Columns that miss nothing are centred once: of a thousand columns there are half a million pairs.
  const whole = values.map((each) => (each.every(Number.isFinite) ? centre(each) : undefined));
  const { max = 1 } = check.correlation ?? {};
  const found: string[] = [];
  let failed = 0;
  for (let left = 0; left < columns.length; left++) {
    const x = whole[left];
    for (let right = left + 1; right < columns.length; right++) {
      const y = whole[right];
      const r = x && y ? pearsonOfCentred(x, y) : pearson(values[left]!, values[right]!);
      if (!(Math.abs(r) > max)) continue;
      failed++;
      if (found.length <= shownPairs)
        found.push(
          `"${columns[left]!.name}" and "${columns[right]!.name}" (${formatNumber(r, { digits: 3 })})`,
        );
    }
  }
  const of = rows.length < table.rows ? ` on a sample of ${formatNumber(rows.length)} rows` : "";
  const message =
    failed === 0
      ? `no pair of ${counted(columns.length, "numeric column")} correlates above ${max}${of}`
      : `${counted(failed, "pair")} of columns ${failed === 1 ? "correlates" : "correlate"} above ${max}${of}: ${listFirst(found, shownPairs, { total: failed })}`;
  return { considered: pairs, failed, message };
}
