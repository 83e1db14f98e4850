import { codesOf } from "../checks/dense-codes.ts";
import { UserError } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import { evaluate } from "../learn/evaluate.ts";
import { formatNumber } from "../number-format.ts";
import { type Fold, foldRows, foldTimes, foldValues } from "../tables/folds.ts";
import { hashGroups } from "../tables/hash-groups.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { gapOf } from "./divide-table.ts";
import { type Fitting, fitModel, predictRows } from "./fit-model.ts";

/** Predictions of training rows by models that did not see them. */
export interface OutOfFold {
  /** Table rows, fold after fold. */
  rows: Uint32Array;
  /** Rows × outputs, row-major. */
  outputs: Float64Array;
  /** Of each fold. */
  folds: { rows: number; metrics: Metrics }[];
}

/** Folds where `train.cross_validation` says nothing, as scikit-learn has them. */
const usualFolds = 5;
/** More different values than these in a column of folds are something else. */
const mostFolds = 100;

/**
 * Divides the training rows into folds: by the column of `train.cross_validation`, in time or by group where the split
 * is, else by hash, classes each by themselves. Throws UserError, placed at the key, where fewer than two come out.
 */
export function foldTraining(
  { context, table, target }: Pick<Fitting, "context" | "table" | "target">,
  { rows, hashes }: { rows: Uint32Array; hashes: RowHashes },
): Fold[] {
  const { project } = context;
  const { data, train } = project.config;
  const { folds: count = usualFolds, column } = train.cross_validation ?? {};
  const { group, time, seed } = data.split;
  const place = project.place(["train", "cross_validation", ...(column === undefined ? [] : ["column"])]);
  const folds = foldsOf();
  if (folds.length < 2)
    throw new UserError("Cannot cross-validate: the training rows make fewer than two folds", {
      ...place,
      hint: "More rows are needed, or fewer of them that are alike",
    });
  return folds;

  function foldsOf(): Fold[] {
    if (column !== undefined) return foldValues(rows, foldNumbers(table, column, place));
    const timed = time === undefined ? undefined : findColumn(table, time);
    if (timed?.kind === "numeric") return foldTimes(rows, timed.values, count, gapOf(data.split));
    const grouped = group === undefined ? undefined : findColumn(table, group);
    if (grouped) return foldRows(rows, { hashes: hashGroups(table, grouped, hashes), count, seed });
    const classes = target.task === "classification" ? (target.values as Int32Array) : undefined;
    return foldRows(rows, { hashes, count, seed, classes });
  }
}

function foldNumbers(table: Table, name: string, place: object): Float64Array {
  const column = findColumn(table, name);
  if (column === undefined) throw new UserError(`Cannot cross-validate: there is no column "${name}"`, place);
  const values =
    column.kind === "numeric"
      ? column.values
      : Float64Array.from(codesOf(column).codes, (code) => (code < 0 ? Number.NaN : code));
  const different = new Set(values).size;
  if (different <= mostFolds) return values;
  throw new UserError(
    `Cannot cross-validate: column "${name}" has ${formatNumber(different)} different values, at most ${mostFolds} are folds`,
    place,
  );
}

/** Trains on each fold's rows and predicts the others. */
export async function crossValidate(
  fitting: Fitting,
  folds: readonly Fold[],
  options: { asked?: readonly string[]; onProgress?: (done: number, total: number) => void } = {},
): Promise<OutOfFold> {
  const parts: { rows: Uint32Array; outputs: Float64Array; metrics: Metrics }[] = [];
  for (const { train, test } of folds) {
    const fitted = await fitModel(fitting, train);
    const { outputs } = await predictRows(fitting, fitted, test);
    const { metrics } = evaluate(fitting.target, test, outputs, { asked: options.asked });
    parts.push({ rows: test, outputs, metrics });
    options.onProgress?.(parts.length, folds.length);
  }
  return {
    rows: join(
      new Uint32Array(lengthOf(parts.map(({ rows }) => rows))),
      parts.map(({ rows }) => rows),
    ),
    outputs: join(
      new Float64Array(lengthOf(parts.map(({ outputs }) => outputs))),
      parts.map(({ outputs }) => outputs),
    ),
    folds: parts.map(({ rows, metrics }) => ({ rows: rows.length, metrics })),
  };
}

function lengthOf(parts: readonly ArrayLike<number>[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The parts one after another, written into `joined`. */
function join<Values extends Uint32Array | Float64Array>(joined: Values, parts: readonly Values[]): Values {
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
