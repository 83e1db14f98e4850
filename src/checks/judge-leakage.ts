import { UserError } from "../errors.ts";
import { listFirst } from "../first-items.ts";
import { counted, formatNumber } from "../number-format.ts";
import { type Column, findColumn } from "../tables/table.ts";
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
  const asked = rowsWith(known);
  const sample = takeRows(
    table,
    sampleRows(asked.length, mostRows).map((index) => asked[index]!),
  );
  const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
  const target = findColumn(sample, known.name) ?? known;
  const { max = 1 } = check.leakage ?? {};
  const found = features
    .flatMap((feature) => findColumn(sample, feature.name) ?? [])
    .map((column) => ({ name: column.name, score: scoreAlone(column, target) }))
    .filter(({ score }) => score > max)
    .sort((a, b) => b.score - a.score);
  const shown = found.map((each) => `"${each.name}" (${formatNumber(each.score, { digits: 3 })})`);
  const of = sample.rows < asked.length ? ` on a sample of ${formatNumber(sample.rows)} rows` : "";
  return {
    considered: features.length,
    failed: found.length,
    message:
      found.length === 0
        ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}`
        : `${listFirst(shown, shownColumns)} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`,
  };
}

/** The rows where a column has a value. */
function rowsWith(column: Column): Uint32Array {
  const rows = column.kind === "text" ? column.codes : column.values;
  const isThere = (row: number): boolean =>
    column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]);
  return Uint32Array.from(rows.keys()).filter(isThere);
}
