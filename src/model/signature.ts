import type { Column, ColumnType, Table } from "../tables/table.ts";

/** A column that the model reads. */
export interface SignatureColumn {
  name: string;
  type: ColumnType;
  /** Whether any row of the data set has no value. */
  hasMissing: boolean;
  /**
   * Of a text: what stands for a missing value. `""`, or a word such as `NA` where that is what the data mostly
   * has: a category to us, missing to pandas.
   */
  missingText: string;
}

/** What pandas.read_csv takes for missing by default (pandas 3.1, `keep_default_na`), `""` aside. */
const pandasMissing = new Set(
  "#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null".split(
    ",",
  ),
);

/** The named columns as the table has them, in its order; all rows count, not only those of the training. */
export function signatureOf(table: Table, names: readonly string[]): SignatureColumn[] {
  return table.columns.filter(({ name }) => names.includes(name)).map(describe);
}

/**
 * The MLflow type under which the frame that pandas.read_csv makes of the same file passes MLflow's checks: an
 * integer with missing values is a double there, and dates are text.
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
  const counts = new Map<string, number>();
  for (const code of column.codes) {
    const text = code < 0 ? "" : column.dictionary[code]!;
    if (text === "" || pandasMissing.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { name, type, hasMissing: counts.size > 0, missingText: most?.[0] ?? "" };
}
