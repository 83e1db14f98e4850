import { byNumberThenText, type Task } from "../learn/target.ts";
import { costMatrix } from "../learn/threshold.ts";
import { formatNumber } from "../number-format.ts";
import {
  codesOf,
  findActual,
  findPredicted,
  isScore,
  labelFinder,
  numbersOf,
  readPredicted,
  scoredLabels,
  spellings,
  textOf,
} from "../program/predicted-columns.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";
import { areCases, readCases } from "./case-rows.ts";
import type { Outcome } from "./evaluation.ts";
import {
  type JudgedRows,
  type ModelRows,
  type Refusal,
  type RowFacts,
  refusing,
  unusable,
} from "./model-rows.ts";
import { baseOf, hashesOf, idOf, type RowIds, readIds } from "./row-ids.ts";
import { digestRows, endOfBase, orderRows, type RowOrder } from "./row-order.ts";
import { readGroups, readTimes, readWeights, roleColumns } from "./row-roles.ts";

/** Names of the column with identities. */
const idNames = ["row_id", "mlops_row_id"];
/** More labels than this are no classes. */
const mostClasses = 1000;

/** One model's predictions, read as far as no other is needed. */
export interface ReadModel extends RowOrder {
  model: ModelRows;
  task: Task;
  classes: readonly string[];
  /** Of each row of the file. */
  actual: Float64Array | Int32Array;
  ids: RowIds | undefined;
}

/**
 * One model's rows alone, for rules that compare with no other. Refuses what cannot be judged: a value that is missing
 * or no number, scores that are no probabilities, a row that is there twice, one class only, rows that are not those of
 * the manifest.
 */
export function readEvaluation(model: ModelRows): JudgedRows | Refusal {
  return refusing(() => (areCases(model) ? readCases(model) : judgedRows(readModel(model))));
}

const judged = new WeakMap<ReadModel, JudgedRows>();

/** The rows of a model in its order, worked out once. */
export function judgedRows(read: ReadModel): JudgedRows {
  const rows = judged.get(read) ?? takeJudged(read);
  judged.set(read, rows);
  return rows;
}

function takeJudged(read: ReadModel): JudgedRows {
  const { model, task, classes, order } = read;
  const { facts } = model;
  const table = takeRows(model.table, order);
  const positive = positiveOf(classes, facts);
  const ids = read.ids;
  const weights = readWeights(table, facts.weight);
  const groups = readGroups(table, facts.group);
  const time = readTimes(table, facts.time);
  return {
    table,
    isIdentified: ids !== undefined,
    get ids() {
      return ids && Array.from(order, (row) => idOf(ids, row));
    },
    get hashes() {
      return ids && hashesOf(ids, order);
    },
    evaluation: {
      task,
      rows: order.length,
      actual: permute(read.actual, order),
      classes,
      positive,
      costs: facts.costs && positive !== undefined ? costMatrix(facts.costs, positive) : undefined,
      weights,
      groups,
      time,
      challenger: readOutcome(read),
      champion: undefined,
    },
  };
}

/** What a model says of its rows, in their order. */
export function readOutcome({ model, task, classes, order }: ReadModel): Outcome {
  const { table, facts } = model;
  const target = { task, classes: [...classes], positive: positiveOf(classes, facts) };
  const { predicted, scores } = readPredicted(table, order, target);
  return { predicted, scores, numbers: readNumbers(table, order, facts) };
}

const known = new WeakMap<Table, ReadModel>();

/**
 * Reads what identifies the rows and what was so, once for the same facts. Throws UserError where they cannot be judged.
 */
export function readModel(model: ModelRows): ReadModel {
  const { table, facts } = model;
  if (table.rows === 0) throw unusable(table, "it has no rows");
  const column = actualOf(table, facts);
  const task = taskOf(model);
  const classes = task === "regression" ? [] : (facts.classes ?? labelsOf(model));
  const before = known.get(table);
  if (before !== undefined && isReadAs(before, { task, classes, facts })) return before;
  const read = readRows(model, column, { task, classes });
  known.set(table, read);
  return read;
}

function isReadAs(
  { model, ...read }: ReadModel,
  { task, classes, facts }: Pick<ReadModel, "task" | "classes"> & { facts: RowFacts },
): boolean {
  const names = Object.keys({ ...facts, ...model.facts }) as (keyof RowFacts)[];
  return (
    read.task === task &&
    read.classes.length === classes.length &&
    read.classes.every((label, code) => label === classes[code]) &&
    names.every((name) => name === "task" || name === "classes" || facts[name] === model.facts[name])
  );
}

function readRows(
  model: ModelRows,
  column: Column,
  { task, classes }: Pick<ReadModel, "task" | "classes">,
): ReadModel {
  const { table } = model;
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const actual =
    task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, classes);
  if (task === "classification" && actual.every((code) => code === actual[0]))
    throw unusable(table, "what was so is one class only", "More test rows are needed, of the other classes");
  const idColumn = idNames.map((name) => findColumn(table, name)).find((found) => found !== undefined);
  const ids = idColumn && readIds(table, idColumn);
  if (ids === undefined)
    return { model, task, classes, actual, ids, order: rows, repeats: new Uint8Array(rows.length) };
  const { order, repeats } = orderRows(ids, actual);
  refuseRepeated(table, ids, { order, repeats });
  const actualText = (row: number) => (task === "regression" ? actual[row]! : classes[actual[row]!]!);
  // In this order the lines are nearly sorted, which sorts them sooner.
  requireDigest(model, () => Array.from(order, (row) => `${baseOf(ids, row)} ${actualText(row)}`));
  return { model, task, classes, actual, ids, order, repeats };
}

/** The column of what was so. Throws UserError where there is none. */
export function actualOf(table: Table, facts: RowFacts): Column {
  const column = findActual(table, facts.target);
  if (column !== undefined) return column;
  throw unusable(
    table,
    'it has no column "actual"',
    "Predictions have the columns row_id, actual and predicted",
  );
}

/** What the file is about, where its manifest does not say. */
export function taskOf({ table, facts }: ModelRows): Task {
  if (facts.task !== undefined) return facts.task;
  const column = actualOf(table, facts);
  if (facts.classes !== undefined || column.kind === "text" || column.type === "boolean")
    return "classification";
  const isBinary = column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
  return isBinary || scoredLabels(table).length > 0 ? "classification" : "regression";
}

/** The labels that occur in the files: of what was so, of what was predicted, and of what has scores. */
export function labelsOf(...models: readonly ModelRows[]): string[] {
  const labels = new Set<string>();
  const known = new Set<string>();
  for (const { table, facts } of models) {
    const predicted = findPredicted(table);
    const texts = [
      ...textsIn(table, actualOf(table, facts)),
      ...scoredLabels(table),
      ...(predicted === undefined ? [] : textsIn(table, predicted)),
    ];
    for (const text of texts) {
      const written = [text, ...spellings(text)];
      if (written.some((each) => known.has(each))) continue;
      labels.add(text);
      for (const each of written) known.add(each);
    }
    if (labels.size > mostClasses)
      throw unusable(
        table,
        `it has more than ${formatNumber(mostClasses)} classes`,
        "Set train.task: regression for numbers",
      );
  }
  return [...labels].sort(byNumberThenText);
}

/** What occurs in a column; of more than there can be classes, not all. */
function textsIn(table: Table, column: Column): Set<string> {
  const texts = new Set<string>();
  for (let row = 0; row < table.rows && texts.size <= mostClasses; row++) {
    const text = textOf(column, row);
    if (text !== undefined) texts.add(text);
  }
  return texts;
}

function positiveOf(classes: readonly string[], { positive }: RowFacts): number | undefined {
  if (classes.length !== 2) return undefined;
  if (positive !== undefined) return labelFinder(classes)(positive);
  const index = classes.findIndex((label) => ["1", "1.0", "true", "True"].includes(label));
  return index < 0 ? undefined : index;
}

/** Rows of one id stand together in the order: they have one base. */
function refuseRepeated(table: Table, ids: RowIds, { order, repeats }: RowOrder): void {
  for (let at = repeats.indexOf(1); at > 0; at = repeats.indexOf(1, at)) {
    const start = at - 1;
    at = endOfBase(repeats, start);
    refuseCopies(table, order.slice(start, at).sort(), ids);
  }
}

function refuseCopies(table: Table, rows: Uint32Array, ids: RowIds): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const id = idOf(ids, row);
    if (seen.has(id)) throw unusable(table, `row ${row + 1} is there twice`, "A row_id names one row");
    seen.add(id);
  }
}

function requireDigest({ table, facts }: ModelRows, linesOf: () => string[]): void {
  if (facts.evaluation === undefined || facts.isDividedByProgram) return;
  if (digestRows(linesOf()) === facts.evaluation) return;
  throw unusable(
    table,
    "its rows, or what was so, are not those that its manifest speaks of",
    "A file of the evidence changed after training; train again",
  );
}

/** Columns that are no numbers of the model's own. */
const ownNames = ["row", ...idNames];

function readNumbers(table: Table, order: Uint32Array, facts: RowFacts): Map<string, Float64Array> {
  const taken = new Set<Column | undefined>([
    findActual(table, facts.target),
    findPredicted(table),
    ...roleColumns(table, facts),
  ]);
  const numbers = new Map<string, Float64Array>();
  for (const column of table.columns) {
    if (column.kind !== "numeric" || column.type === "date" || column.type === "datetime") continue;
    if (taken.has(column) || ownNames.includes(column.name) || isScore(column.name)) continue;
    numbers.set(column.name, permute(column.values, order));
  }
  return numbers;
}

function permute<T extends Float64Array | Int32Array>(values: T, order: Uint32Array): T {
  const out = values.slice(0, order.length) as T;
  for (let index = 0; index < order.length; index++) out[index] = values[order[index]!]!;
  return out;
}
