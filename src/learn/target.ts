import { type Place, UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import type { Column, TextColumn } from "../tables/table.ts";

/** What a model predicts. */
export type Task = "regression" | "classification";

/** A target as an engine learns it. Rows without a target are in neither `rows` nor the codes. */
export interface Target {
  task: Task;
  /** Row indices that have a target, ascending. */
  rows: Uint32Array;
  /** One value a table row: numbers (NaN missing) for regression, class codes (-1 missing) for classes. */
  values: Float64Array | Int32Array;
  /** Class labels in sorted order; empty for regression. */
  classes: string[];
  /** Index of the positive class of two, where known. */
  positive: number | undefined;
  /** What rows weigh in training and metrics, one a table row; undefined where all weigh the same. */
  weights?: Float64Array | undefined;
}

/** The weights of some rows, in their order; undefined where all weigh the same. */
export function weightsAt({ weights }: Pick<Target, "weights">, rows: Uint32Array): Float64Array | undefined {
  return weights && Float64Array.from(rows, (row) => weights[row]!);
}

/** More classes than this are an identifier, not a target. */
const classLimit = 1000;
/** Characters; a manifest holds no longer ones. */
const longestLabel = 1000;

/**
 * Encodes the target column. Text, booleans and numbers that are all 0 or 1 are classes, other numbers are
 * regression, unless `task` says otherwise, or `asksForClasses` and they are whole and few. Throws UserError where nothing can be learned: no values, one value.
 */
export function encodeTarget(
  column: Column,
  options: {
    task?: Task | undefined;
    /** Whether what is asked for is there for classes alone. */
    asksForClasses?: boolean;
    positive?: string | number | boolean | undefined;
    /** Where the keys of `data` stand, for messages. */
    place?: ((key: "target" | "positive") => Place) | undefined;
  } = {},
): Target {
  const { place = () => ({}) } = options;
  const at = place("target");
  const task = options.task ?? taskOf(column, at, options.asksForClasses);
  const target = task === "regression" ? encodeNumbers(column, at) : encodeClasses(column, at);
  if (target.rows.length === 0)
    throw new UserError(`Cannot train: every value of the target "${column.name}" is missing`, {
      ...at,
      hint: "Check data.target and how the file writes missing values",
    });
  return { ...target, positive: positiveOf(column, target.classes, options.positive, place("positive")) };
}

function taskOf(column: Column, place: Place, asksForClasses = false): Task {
  if (column.kind === "text") refuseNearlyNumbers(column, place);
  if (column.kind === "text" || column.type === "boolean") return "classification";
  const isBinary = column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
  return isBinary || (asksForClasses && countWhole(column.values) <= manyWhole)
    ? "classification"
    : "regression";
}

/** More different whole numbers than this are amounts. */
const manyWhole = 100;

/** How many different whole numbers a column holds, up to one more than `manyWhole`; infinity where others are among them. */
function countWhole(values: Float64Array): number {
  const seen = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return Number.POSITIVE_INFINITY;
    seen.add(value);
    if (seen.size > manyWhole) break;
  }
  return seen.size;
}

/**
 * How many classes a regression's target looks like: 3 to 20 whole numbers without a gap, from 0 or 1 on, as labels are
 * numbered. Undefined for others.
 */
export function likeClasses({ task, values }: Target): number | undefined {
  if (task !== "regression") return undefined;
  const count = countWhole(values as Float64Array);
  if (count < 3 || count > 20) return undefined;
  const present = (values as Float64Array).filter((value) => !Number.isNaN(value));
  const lowest = present.reduce((least, value) => Math.min(least, value));
  const highest = present.reduce((most, value) => Math.max(most, value));
  return (lowest === 0 || lowest === 1) && highest - lowest === count - 1 ? count : undefined;
}

/** So many different numbers are measurements: a few cells that are none must not make classes of them. */
const manyNumbers = 20;

function refuseNearlyNumbers(column: TextColumn, place: Place): void {
  const labels = [...labelsOf(column).values()];
  const numbers = labels.filter((label) => /^\s*[-+]?[\d.]/.test(label) && Number.isFinite(Number(label)));
  if (numbers.length <= manyNumbers || numbers.length < 0.9 * labels.length) return;
  const odd = labels.find((label) => String(Number(label)) !== label);
  if (odd === undefined) return;
  throw new UserError(
    `Cannot train: ${numbers.length} of ${labels.length} different values of the target "${column.name}" are numbers, but "${odd}" is not read as one`,
    {
      ...place,
      hint: "Write it as a plain decimal number (integers up to 2^53), or set train.task: classification",
    },
  );
}

function encodeNumbers(column: Column, place: Place): Omit<Target, "positive"> {
  if (column.kind === "text")
    throw new UserError(`Cannot train a regression: the target "${column.name}" is text`, {
      ...place,
      hint: "Remove train.task, or name a numeric column as data.target",
    });
  const { values } = column;
  const rows = rowsWhere(values.length, (row) => !Number.isNaN(values[row]!));
  if (rows.length > 0 && rows.every((row) => values[row] === values[rows[0]!]))
    throw new UserError(`Cannot train: the target "${column.name}" has the same value in every row`, {
      ...place,
      hint: "A model has nothing to learn from a constant; check data.target",
    });
  return { task: "regression", rows, values, classes: [] };
}

function encodeClasses(column: Column, place: Place): Omit<Target, "positive"> {
  const labels = labelsOf(column);
  const classes = [...new Set(labels.values())].sort(byNumberThenText);
  if (classes.length === 1)
    throw new UserError(`Cannot train: the target "${column.name}" has one class only, "${classes[0]}"`, {
      ...place,
      hint: "A classifier needs at least two classes; check data.target",
    });
  if (classes.length > classLimit)
    throw new UserError(
      `Cannot train: the target "${column.name}" has ${formatNumber(classes.length)} classes, at most ${classLimit} are possible`,
      { ...place, hint: "It looks like an identifier or a number; check data.target and train.task" },
    );
  const long = classes.find((label) => label.length > longestLabel);
  if (long !== undefined)
    throw new UserError(
      `Cannot train: the target "${column.name}" has a class of ${formatNumber(long.length)} characters, at most ${longestLabel} are possible`,
      { ...place, hint: "It looks like a text, not a class; check data.target" },
    );
  const codeOfClass = new Map(classes.map((label, code) => [label, code]));
  const codeOfKey = new Map([...labels].map(([key, label]) => [key, codeOfClass.get(label)!]));
  const keys = column.kind === "text" ? column.codes : column.values;
  const values = Int32Array.from(keys, (key) => codeOfKey.get(key) ?? -1);
  return {
    task: "classification",
    rows: rowsWhere(values.length, (row) => values[row]! >= 0),
    values,
    classes,
  };
}

/** Label of each distinct value: by dictionary code for text, by number otherwise. Values that occur only. */
function labelsOf(column: Column): Map<number, string> {
  const labels = new Map<number, string>();
  if (column.kind === "text") {
    for (const code of column.codes)
      if (code >= 0 && !labels.has(code)) labels.set(code, column.dictionary[code]!);
    return labels;
  }
  for (const value of column.values) {
    if (Number.isNaN(value) || labels.has(value)) continue;
    labels.set(value, column.type === "boolean" ? String(value === 1) : String(value));
    if (labels.size > 100 * classLimit) break;
  }
  return labels;
}

function positiveOf(
  column: Column,
  classes: readonly string[],
  wanted: unknown,
  place: Place,
): number | undefined {
  if (wanted !== undefined) {
    const found = classes.indexOf(String(wanted));
    if (found >= 0 && classes.length === 2) return found;
    throw new UserError(
      classes.length === 2
        ? `Cannot use data.positive: "${wanted}" is no class of "${column.name}", which has ${classes.map((each) => `"${each}"`).join(" and ")}`
        : `Cannot use data.positive: "${column.name}" has ${classes.length || "no"} classes, a positive class needs two`,
      {
        ...place,
        hint: classes.length === 2 ? "Set data.positive to one of them" : "Remove data.positive",
      },
    );
  }
  if (classes.length !== 2) return undefined;
  const index = classes.findIndex((label) => label === "1" || label === "true");
  return index >= 0 ? index : undefined;
}

/** The order of class labels: by their numbers, others by their text. */
export function byNumberThenText(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowsWhere(count: number, holds: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let length = 0;
  for (let row = 0; row < count; row++) if (holds(row)) rows[length++] = row;
  return rows.slice(0, length);
}
