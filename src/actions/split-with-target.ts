import { type Place, UserError } from "../errors.ts";
import type { Target } from "../learn/target.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import type { Table } from "../tables/table.ts";
import { type DivideOptions, divideRows } from "./divide-table.ts";

/**
 * The split of the rows that have a target: by the options, or as they are `given`. Throws UserError, placed at `data.split`, where a part that is used
 * is left without rows, or the training rows without two classes.
 */
export function splitWithTarget(
  table: Table,
  hashes: RowHashes,
  target: Target,
  options: DivideOptions,
  place: (key: "split" | "stratify" | "group" | "time" | "column") => Place,
  given?: Split,
): Split {
  const { stratify } = options;
  if (stratify && target.task === "regression")
    throw new UserError("Cannot split the rows: data.split.stratify needs a target of classes", {
      ...place("stratify"),
      hint: "Remove stratify, or set train.task: classification",
    });
  const classes = stratify ? (target.values as Int32Array) : undefined;
  const whole = given ?? divideRows(table, hashes, { options, classes, place });
  const has = new Uint8Array(hashes.low.length);
  for (const row of target.rows) has[row] = 1;
  const split = {
    train: whole.train.filter((row) => has[row]),
    test: whole.test.filter((row) => has[row]),
    validation: whole.validation.filter((row) => has[row]),
  };
  if (split.train.length < 2 || split.test.length === 0) throw tooFew(hashes, target, split, place("split"));
  if (target.task === "classification") {
    const codes = new Set(split.train.map((row) => target.values[row]!));
    if (codes.size < 2)
      throw new UserError("Cannot train: the training rows have one class only", {
        ...place("split"),
        hint: "More rows of the other classes are needed, or data.split.stratify: true",
      });
  }
  return split;
}

function tooFew({ high, low }: RowHashes, { rows }: Target, { train, test }: Split, place: Place): UserError {
  const first = rows[0] ?? 0;
  if (rows.length > 1 && rows.every((row) => high[row] === high[first] && low[row] === low[first]))
    return new UserError("Cannot split the rows: what identifies them is the same in all of them", {
      ...place,
      hint: "Name the columns that tell rows apart as data.key; without it, it is all columns but the target",
    });
  return new UserError(
    `Cannot train: ${rows.length} rows with a target leave ${train.length} to train on and ${test.length} to test on`,
    { ...place, hint: "More rows are needed, or another data.split" },
  );
}
