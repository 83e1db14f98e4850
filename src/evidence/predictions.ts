import { quoteField } from "../tables/quote-field.ts";

/** A column of `predictions.csv`: its name, and its text for each row. */
export interface PredictionColumn {
  name: string;
  /** The cell of the i-th test row; numbers are written so that they read back the same. */
  cell(index: number): string | number;
}

/** Columns that every file of predictions has; a column of the data that is called so stands under its role there. */
const ownColumns = ["row_id", "row", "actual", "predicted"];

/** What a column of the data stands under in the predictions: its name, or its role where that is taken. */
export function roleName(
  name: string,
  role: "weight" | "group" | "time",
  classes: readonly string[] = [],
): string {
  const isTaken = ownColumns.includes(name) || classes.some((label) => name === `score_${label}`);
  return isTaken ? role : name;
}

/** `evidence/predictions.csv`, in chunks of some thousand rows: one line a test row, fields quoted where needed. */
export function* renderPredictions(
  rows: number,
  columns: readonly PredictionColumn[],
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = [columns.map(({ name }) => quoteField(name)).join(",")];
  for (let index = 0; index < rows; index++) {
    lines.push(columns.map(({ cell }) => renderCell(cell(index))).join(","));
    if (lines.length < 5000) continue;
    yield encoder.encode(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}

function renderCell(value: string | number): string {
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  return quoteField(value);
}
