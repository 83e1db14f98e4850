import { byNumberThenText, type Task } from "../learn/target.ts";
import { formatNumber } from "../number-format.ts";
import {
  findActual,
  findPredicted,
  labelFinder,
  scoredLabels,
  spellings,
  textOf,
} from "../program/predicted-columns.ts";
import type { Column, Table } from "../tables/table.ts";
import { type ModelRows, type RowFacts, unusable } from "./model-rows.ts";

/** More labels than this are no classes. */
const mostClasses = 1000;

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
  const cells: ArrayLike<number> = column.kind === "text" ? column.codes : column.values;
  const seen = new Set<number>();
  for (let row = 0; row < table.rows && texts.size <= mostClasses; row++) {
    const cell = cells[row]!;
    if (seen.has(cell)) continue;
    const text = textOf(column, row);
    if (text !== undefined) texts.add(text);
    // Cells that are no numbers may be different texts.
    if (!Number.isNaN(cell)) seen.add(cell);
  }
  return texts;
}

/** Code of the positive class of two: the one that is told, else the one that is called so everywhere. */
export function positiveOf(classes: readonly string[], { positive }: RowFacts): number | undefined {
  if (classes.length !== 2) return undefined;
  if (positive !== undefined) return labelFinder(classes)(positive);
  const index = classes.findIndex((label) => ["1", "1.0", "true", "True"].includes(label));
  return index < 0 ? undefined : index;
}
