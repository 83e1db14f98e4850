import { UserError } from "../errors.ts";
import { listFirst } from "../first-items.ts";
import { counted, formatNumber } from "../number-format.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";
import type { Case, Judgement } from "./case.ts";
import { sampleRows } from "./sample-rows.ts";
import { scoreAlone } from "./score-alone.ts";

const mostRows = 50_000;
const shownColumns = 3;

/**
 * Judges how well each feature column alone predicts the target, which a column does that was made from it. Above
 * 50,000 rows on a sample that is always the same. Throws UserError where there is no target.
 */
export function judgeLeakage({ table, profile, check, place, context }: Case): Judgement {
  const { target: name, exclude = [] } = context;
  const known = name === undefined ? undefined : findColumn(table, name);
  if (known === undefined)
    throw new UserError(
      name === undefined
        ? "Cannot check leakage: the data has no target"
        : `Cannot check leakage: there is no target column "${name}"`,
      { ...place, hint: "Name the column that the model predicts as data.target" },
    );
  const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
  const { max = 1 } = check.leakage ?? {};
  const { asked, sampled, found } = findLeaks(table, known, {
    max,
    columns: features.map((each) => each.name),
  });
  const shown = found.map((each) => `"${each.name}" (${formatNumber(each.score, { digits: 3 })})`);
  const of = sampled < asked ? ` on a sample of ${formatNumber(sampled)} rows` : "";
  return {
    considered: features.length,
    failed: found.length,
    message:
      found.length === 0
        ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}`
        : `${listFirst(shown, shownColumns)} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`,
  };
}

/** The columns that predict the target alone with a score above `max`, the best first, and of how many rows that was seen. */
export function findLeaks(
  table: Table,
  target: Column,
  { max, columns }: { max: number; columns: readonly string[] },
): { asked: number; sampled: number; found: { name: string; score: number }[] } {
  const asked = rowsWith(target);
  const sample = takeRows(
    table,
    sampleRows(asked.length, mostRows).map((index) => asked[index]!),
  );
  const judged = findColumn(sample, target.name) ?? target;
  const found = columns
    .flatMap((name) => findColumn(sample, name) ?? [])
    .map((column) => ({ name: column.name, score: scoreAlone(column, judged) }))
    .filter(({ score }) => score > max)
    .sort((a, b) => b.score - a.score);
  return { asked: asked.length, sampled: sample.rows, found };
}

/** The rows where a column has a value. */
function rowsWith(column: Column): Uint32Array {
  const rows = column.kind === "text" ? column.codes : column.values;
  const isThere = (row: number): boolean =>
    column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]);
  return Uint32Array.from(rows.keys()).filter(isThere);
}
