import type { Task } from "../learn/target.ts";
import type { Column, Table } from "../tables/table.ts";

/** What a model says of some rows. */
export interface Predictions {
  task: Task;
  classes: readonly string[];
  ids: readonly string[];
  /** Numbers for regression, else codes into the classes. */
  actual: Float64Array | Int32Array;
  predicted: Float64Array | Int32Array;
  /** Rows × classes, row-major. */
  scores: Float64Array | undefined;
}

/** The table that a file of these predictions would be. */
export function predictionsTable(source: string, given: Predictions): Table {
  const { task, classes, ids, actual, predicted, scores } = given;
  const valueColumn = (name: string, values: Float64Array | Int32Array): Column =>
    task === "regression"
      ? numbers(name, Float64Array.from(values))
      : { kind: "text", name, type: "text", codes: Int32Array.from(values), dictionary: [...classes] };
  const scored = scores === undefined ? [] : classes.map((label, code) => ({ label, code }));
  return {
    source,
    rows: ids.length,
    columns: [
      {
        kind: "text",
        name: "row_id",
        type: "text",
        codes: Int32Array.from(ids.keys()),
        dictionary: [...ids],
      },
      valueColumn("actual", actual),
      valueColumn("predicted", predicted),
      ...scored.map(({ label, code }) =>
        numbers(
          `score_${label}`,
          Float64Array.from(ids, (_, row) => scores![row * classes.length + code]!),
        ),
      ),
    ],
    lines: new Uint32Array(0),
    bytes: 0,
    digest: "",
  };
}

function numbers(name: string, values: Float64Array): Column {
  return { kind: "numeric", name, type: "number", values, invalid: [], invalidCount: 0 };
}
