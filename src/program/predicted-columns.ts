import { UserError } from "../errors.ts";
import type { Target } from "../learn/target.ts";
import { didYouMean } from "../nearest.ts";
import type { Column, Table } from "../tables/table.ts";

/** What a program says of some rows. */
export interface Predicted {
  /** A number a row for regression, a class code a row for classes. */
  predicted: Float64Array | Int32Array;
  /** Probabilities, rows × classes, row-major; undefined where there are none. */
  scores: Float64Array | undefined;
}

/** The names under which programs write predictions, the usual ones first. */
const names = {
  predicted: ["predicted", "prediction", "predictions", "y_pred", "pred", "yhat", "y_hat"],
  actual: ["actual", "y_true", "true", "label", "target", "y", "actuals", "y_test"],
  score: ["score", "probability", "proba", "prob", "y_score", "y_prob", "y_proba"],
  classScore: ["score_", "probability_", "proba_", "prob_"],
};

/** The labels that the columns of scores are of, in the order of the file. */
export function scoredLabels(table: Table): string[] {
  return table.columns.flatMap(({ name }) => {
    const prefix = names.classScore.find((each) => name.startsWith(each));
    return prefix === undefined ? [] : [name.slice(prefix.length)];
  });
}

/** The column of what was predicted, where the file has one. */
export function findPredicted(table: Table): Column | undefined {
  return findOf(table, names.predicted);
}

/** Whether a column is one of scores by its name. */
export function isScore(name: string): boolean {
  return names.score.includes(name) || names.classScore.some((prefix) => name.startsWith(prefix));
}

/** The column of what was so, where the file has one. */
export function findActual(table: Table, targetName: string | undefined): Column | undefined {
  // Before names that other columns of the data, copied into the predictions, may have as well.
  const [actual, truth, ...others] = names.actual;
  return findOf(table, [actual!, truth!, ...(targetName === undefined ? [] : [targetName]), ...others]);
}

/**
 * What the file's `rows` say, by the classes of the target: the column `predicted`, and of classes their scores,
 * `score_<class>` each or `score` for the positive one. Classes that were not predicted are those with the highest score.
 * Throws UserError with the line where a value is missing, is no number or no class.
 */
export function readPredicted(
  table: Table,
  rows: ArrayLike<number>,
  target: Pick<Target, "task" | "classes" | "positive">,
): Predicted {
  const column = findPredicted(table);
  if (target.task === "regression") {
    if (column === undefined) throw lacks(table, "predicted");
    return { predicted: numbersOf(table, column, rows), scores: undefined };
  }
  const scores = readScores(table, rows, target);
  if (column !== undefined) return { predicted: codesOf(table, column, rows, target.classes), scores };
  if (scores === undefined) throw lacks(table, "predicted");
  return { predicted: highest(scores, target.classes.length), scores };
}

/** Codes of labels, as Python or we write them: `True`, `1.0` and `1` are the class 1 of numbers. */
export function codesOf(
  table: Table,
  column: Column,
  rows: ArrayLike<number>,
  classes: readonly string[],
): Int32Array {
  const find = labelFinder(classes);
  const codes = new Int32Array(rows.length);
  const cells: ArrayLike<number> = column.kind === "text" ? column.codes : column.values;
  const known = new Map<number, number>();
  let [last, code] = [Number.NaN, -1];
  for (let index = 0; index < codes.length; index++) {
    const row = rows[index]!;
    const cell = cells[row]!;
    if (cell !== last) {
      const isMissing = column.kind === "text" && cell < 0;
      const found = known.get(cell) ?? (isMissing ? undefined : find(textOf(column, row) ?? ""));
      if (found === undefined) throw noClass(table, column, { row, classes: classes.length });
      // Cells that are no numbers may be different texts.
      if (!Number.isNaN(cell)) known.set(cell, found);
      [last, code] = [cell, found];
    }
    codes[index] = code;
  }
  return codes;
}

function noClass(
  table: Table,
  column: Column,
  { row, classes }: { row: number; classes: number },
): UserError {
  const isMissing = textOf(column, row) === undefined;
  const why = isMissing ? "is missing" : `is none of the ${classes} classes of the data`;
  return wrongCell(table, row, `"${column.name}" ${why}`);
}

/** Finds the code of a label, however it is written; undefined for what is none of the classes. */
export function labelFinder(classes: readonly string[]): (text: string) => number | undefined {
  const codes = new Map<string, number>();
  for (const [code, label] of classes.entries()) for (const text of spellings(label)) codes.set(text, code);
  for (const [code, label] of classes.entries()) codes.set(label, code);
  return (text) => codes.get(text) ?? spelled(codes, text);
}

function spelled(codes: ReadonlyMap<string, number>, text: string): number | undefined {
  return spellings(text)
    .map((each) => codes.get(each))
    .find((code) => code !== undefined);
}

/** The other ways in which a label may be written: numbers as numbers, truth values in small letters. */
export function spellings(label: string): string[] {
  const number = label.trim() === "" ? Number.NaN : Number(label);
  const plain = Number.isFinite(number) ? String(number) : label.toLowerCase();
  const truth = truths.get(plain);
  return Number.isFinite(number) || truth !== undefined ? [plain, ...(truth ?? [])] : [];
}

const truths: ReadonlyMap<string, readonly string[]> = new Map([
  ["true", ["1"]],
  ["false", ["0"]],
  ["1", ["true"]],
  ["0", ["false"]],
]);

/** Finite numbers of the rows. */
export function numbersOf(table: Table, column: Column, rows: ArrayLike<number>): Float64Array {
  const numbers = new Float64Array(rows.length);
  const values = column.kind === "numeric" ? column.values : undefined;
  for (let index = 0; index < numbers.length; index++) {
    const row = rows[index]!;
    const value = values === undefined ? Number(textOf(column, row) ?? Number.NaN) : values[row]!;
    if (!Number.isFinite(value)) throw noNumber(table, column, row);
    numbers[index] = value;
  }
  return numbers;
}

function noNumber(table: Table, column: Column, row: number): UserError {
  const why = textOf(column, row) === undefined ? "missing" : "not a finite number";
  return wrongCell(table, row, `"${column.name}" is ${why}`);
}

function readScores(
  table: Table,
  rows: ArrayLike<number>,
  { classes, positive }: Pick<Target, "classes" | "positive">,
): Float64Array | undefined {
  const columns = classes.map((label) =>
    findOf(
      table,
      names.classScore.map((prefix) => `${prefix}${label}`),
    ),
  );
  const count = classes.length;
  const scores = new Float64Array(rows.length * count);
  const present = columns.filter((column) => column !== undefined);
  if (present.length === count) {
    for (const [code, column] of present.entries()) {
      const values = numbersOf(table, column, rows);
      for (let index = 0; index < values.length; index++) scores[index * count + code] = values[index]!;
    }
    refuseImprobable(table, rows, scores, count);
    return scores;
  }
  if (present.length > 0 && !(count === 2 && present.length === 1)) {
    const missing = classes.find((_, code) => columns[code] === undefined);
    throw lacks(table, `${names.classScore[0]}${missing}`);
  }
  const only = columns.findIndex((column) => column !== undefined);
  const column = only >= 0 ? columns[only] : findOf(table, names.score);
  if (column === undefined || count !== 2) return undefined;
  const code = only >= 0 ? only : positive;
  if (code === undefined)
    throw new UserError(
      `Cannot use "${table.source}": "${column.name}" is the score of one class, and which is not known`,
      { file: table.source, line: 1, hint: `Set data.positive, or name the column score_${classes[1]}` },
    );
  const values = numbersOf(table, column, rows);
  for (let index = 0; index < values.length; index++) {
    scores[index * 2 + code] = values[index]!;
    scores[index * 2 + 1 - code] = 1 - values[index]!;
  }
  refuseImprobable(table, rows, scores, 2);
  return scores;
}

/** What a sum of float32 probabilities may be off by. */
const slack = 1e-3;

function refuseImprobable(table: Table, rows: ArrayLike<number>, scores: Float64Array, count: number): void {
  for (let index = 0; index < rows.length; index++) {
    let sum = 0;
    for (let code = 0; code < count; code++) {
      const score = scores[index * count + code]!;
      if (score < -slack || score > 1 + slack)
        throw wrongCell(table, rows[index]!, "a score is no probability: it is below 0 or above 1");
      sum += score;
    }
    if (Math.abs(sum - 1) > slack)
      throw wrongCell(table, rows[index]!, "the scores of its classes do not add up to 1");
  }
}

function highest(scores: Float64Array, count: number): Int32Array {
  return Int32Array.from({ length: scores.length / count }, (_, row) => {
    let best = 0;
    for (let code = 1; code < count; code++)
      if (scores[row * count + code]! > scores[row * count + best]!) best = code;
    return best;
  });
}

/** A cell as text; undefined where it is missing. */
export function textOf(column: Column, row: number): string | undefined {
  if (column.kind === "text") return column.dictionary[column.codes[row]!];
  const value = column.values[row]!;
  if (Number.isNaN(value)) return column.invalid.find((cell) => cell.row === row)?.text;
  if (column.type === "boolean") return String(value === 1);
  if (column.type === "date") return new Date(value).toISOString().slice(0, 10);
  return column.type === "datetime" ? new Date(value).toISOString() : String(value);
}

function findOf(table: Table, wanted: readonly string[]): Column | undefined {
  for (const name of wanted) {
    const found = table.columns.find((column) => column.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lacks(table: Table, name: string): UserError {
  const near = didYouMean(
    name,
    table.columns.map((column) => column.name),
  );
  return new UserError(`Cannot use "${table.source}": it has no column "${name}"${near}`, {
    file: table.source,
    line: 1,
    hint: "Predictions have the columns row_id and predicted, and of classes score_<class>",
  });
}

/** An error at a row of a file. */
export function wrongCell(table: Table, row: number, why: string): UserError {
  const line = table.lines?.[row];
  return new UserError(`Cannot use "${table.source}": in row ${row + 1} ${why}`, {
    file: table.source,
    ...(line !== undefined && { line }),
  });
}
