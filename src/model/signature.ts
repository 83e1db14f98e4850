import { findMissingWords } from "../features/missing-words.ts";
import type { Column, ColumnType, Table } from "../tables/table.ts";

/** A column that the model reads. */
export interface SignatureColumn {
  name: string;
  type: ColumnType;
  /** Whether any row of the data set has no value. */
  hasMissing: boolean;
  /**
   * Of a text: what a value that pandas has as missing was in the data. `""`, or a word such as `NA` that is a
   * category there (see `findMissingWords`).
   */
  missingText: string;
}

/** The named columns as the table has them, in its order; all rows count, not only those of the training. */
export function signatureOf(table: Table, names: readonly string[]): SignatureColumn[] {
  const wanted = new Set(names);
  return table.columns.filter(({ name }) => wanted.has(name)).map(describe);
}

/**
 * The MLflow type under which the frame that pandas.read_csv makes of the same file passes MLflow's checks: an
 * integer with missing values is a double there, and dates are text. Text of digits, such as `007`, needs its
 * `dtype=str`, and a truth column refuses a frame in which all of its values are missing.
 */
export function mlflowType({ type, hasMissing }: SignatureColumn): "long" | "double" | "boolean" | "string" {
  switch (type) {
    case "integer":
      return hasMissing ? "double" : "long";
    case "number":
      return "double";
    case "boolean":
      return "boolean";
    default:
      return "string";
  }
}

function describe(column: Column): SignatureColumn {
  const { name, type } = column;
  if (column.kind === "numeric")
    return { name, type, hasMissing: column.values.some(Number.isNaN), missingText: "" };
  const { word, hasMissing } = findMissingWords(column);
  return { name, type, hasMissing, missingText: word };
}
