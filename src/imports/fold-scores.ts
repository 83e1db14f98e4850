import { isRecord } from "../is-record.ts";
import { type ImportedFile, type ImportedMetrics, unreadable } from "./imported-metrics.ts";
import { entriesOf } from "./metric-values.ts";

/** Scores of one model on each fold of a cross-validation. */
export interface FoldScores {
  /** Metric → score of each fold, in the order of the folds. */
  scores: ReadonlyMap<string, Float64Array>;
  /** Rows that a fold's model was trained on, and tested on. */
  trainRows: number;
  testRows: number;
  /** What tells the division from others: a digest or a seed. */
  division: string | undefined;
}

/** Folds that are read at most. */
const mostFolds = 100_000;

/**
 * Scores by fold: `{"folds": {"r2": […]}, "train_rows": n, "test_rows": m}`, or the dictionary of scikit-learn's
 * `cross_validate` (1.9) written as JSON, with `train_rows` and `test_rows` added. `folds_digest` or `seed` say which
 * division it was. Undefined for what is none; throws UserError for folds that cannot be judged.
 */
export function parseFoldScores(root: unknown, file: ImportedFile): ImportedMetrics | undefined {
  if (!isRecord(root)) return undefined;
  const lists = isRecord(root.folds) ? entriesOf(root.folds) : validated(root);
  if (lists === undefined) return undefined;
  const scores = new Map(lists.map(([name, list]) => [name, readScores(name, list, file)] as const));
  const [first] = scores.values();
  if (first === undefined) throw unreadable(file, 'there is no score in "folds"');
  for (const [name, list] of scores)
    if (list.length !== first.length)
      throw unreadable(file, `"${name}" has ${list.length} folds, and other metrics have ${first.length}`);
  const folds = {
    scores,
    trainRows: countAt(root, "train_rows", file),
    testRows: countAt(root, "test_rows", file),
    division: divisionOf(root),
  };
  const means = [...scores].map(([name, list]) => [
    name,
    list.reduce((sum, each) => sum + each, 0) / list.length,
  ]);
  return { from: "scores of folds", values: Object.fromEntries(means), folds };
}

/** Test scores of a `cross_validate` dictionary, which always has how long fitting and scoring took. */
function validated(root: Record<string, unknown>): [string, unknown][] | undefined {
  if (!Array.isArray(root.fit_time) || !Array.isArray(root.score_time)) return undefined;
  return entriesOf(root)
    .filter(([name]) => name.startsWith("test_") && name !== "test_rows")
    .map(([name, list]) => [name.slice("test_".length), list]);
}

function readScores(name: string, list: unknown, file: ImportedFile): Float64Array {
  if (!Array.isArray(list)) throw unreadable(file, `"${name}" is no list of a score for each fold`);
  if (list.length < 2) throw unreadable(file, `"${name}" has fewer than two folds`);
  if (list.length > mostFolds) throw unreadable(file, `"${name}" has more than ${mostFolds} folds`);
  const wrong = list.findIndex((each) => typeof each !== "number" || !Number.isFinite(each));
  if (wrong >= 0) throw unreadable(file, `fold ${wrong + 1} of "${name}" is not a number`);
  return Float64Array.from(list as number[]);
}

function countAt(root: Record<string, unknown>, key: "train_rows" | "test_rows", file: ImportedFile): number {
  const count = root[key];
  if (typeof count === "number" && Number.isInteger(count) && count > 0) return count;
  throw unreadable(
    file,
    count === undefined ? `it does not say "${key}"` : `"${key}" is not a number of rows`,
    'Add "train_rows" and "test_rows", the rows of one fold: scores of folds share training rows, and their spread alone says too little',
  );
}

function divisionOf({ folds_digest: digest, seed }: Record<string, unknown>): string | undefined {
  const told = digest ?? seed;
  return typeof told === "string" || typeof told === "number" ? String(told) : undefined;
}
