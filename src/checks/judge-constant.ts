import { listFirst } from "../first-items.ts";
import { counted, formatPercent } from "../number-format.ts";
import { findColumn } from "../tables/table.ts";
import { brokenBound, formatAmount } from "./amount.ts";
import type { Case, Judgement } from "./case.ts";
import { countValues } from "./count-values.ts";

const shownColumns = 5;

/**
 * Judges of every column but the target and excluded ones how often its most frequent value occurs among its values: a
 * column that is constant, or nearly so, tells a model nothing. Columns without any value hold.
 */
export function judgeConstant({ table, profile, check, context }: Case): Judgement {
  const { target, exclude = [] } = context;
  const range = check.most_frequent ?? {};
  const columns = profile.columns.flatMap(({ name }) =>
    name === target || exclude.includes(name) ? [] : (findColumn(table, name) ?? []),
  );
  const found: { name: string; share: number }[] = [];
  for (const column of columns) {
    const counts = countValues(column);
    const count = counts.reduce((a, b) => a + b, 0);
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    if (count > 0 && brokenBound(most, count, range) !== undefined)
      found.push({ name: column.name, share: most / count });
  }
  const bounds = [
    ...(range.min === undefined ? [] : [`at least ${formatAmount(range.min)}`]),
    ...(range.max === undefined ? [] : [`at most ${formatAmount(range.max)}`]),
  ].join(" and ");
  const names = found.map(({ name, share }) => `"${name}" (${formatPercent(share)})`);
  const message =
    found.length === 0
      ? `${counted(columns.length, "column")} hold most_frequent`
      : `the most frequent value of ${listFirst(names, shownColumns)} occurs ${range.min === undefined ? "too often" : "too often or too rarely"}, expected ${bounds}`;
  return { considered: columns.length, failed: found.length, message };
}
