import { UserError } from "../errors.ts";
import { textOf } from "../program/predicted-columns.ts";
import type { Curve } from "../program/progress.ts";
import type { Column, Table } from "../tables/table.ts";
import { type MetricValues, onlyValues } from "./metric-values.ts";

const nameColumns = ["metric", "name", "key", "measure"];
const valueColumns = ["value", "score", "result"];

/** Columns that say where in the training a row stands. */
const positions = ["step", "epoch", "iteration"];

/**
 * Metrics of a table: a metric a row (`metric,value`), or a metric a column, of which the last value counts and the rest
 * are its course, as loggers of Keras and Lightning write them. Throws UserError where no column holds numbers.
 */
export function parseMetricTable(table: Table): MetricValues {
  const find = (names: readonly string[]): Column | undefined =>
    table.columns.find(({ name }) => names.includes(name.toLowerCase()));
  const [names, values] = [find(nameColumns), find(valueColumns)];
  if (names?.kind === "text" && values?.kind === "numeric") {
    const entries = Array.from({ length: table.rows }, (_, row): [string, number] => [
      textOf(names, row) ?? "",
      values.values[row]!,
    ]);
    return onlyValues(Object.fromEntries(entries.filter(([name]) => name !== "" && name !== "__proto__")));
  }
  return parseCourses(table, find);
}

function parseCourses(table: Table, find: (names: readonly string[]) => Column | undefined): MetricValues {
  const position = positions.map((name) => find([name])).find((column) => column?.kind === "numeric");
  const curves: Curve[] = [];
  const last: Record<string, unknown> = {};
  for (const column of table.columns) {
    if (column.kind !== "numeric" || positions.includes(column.name.toLowerCase())) continue;
    if (column.name === "__proto__") continue;
    const rows = [...column.values.keys()].filter((row) => !Number.isNaN(column.values[row]!));
    if (rows.length === 0) continue;
    const at = (row: number): number => (position?.kind === "numeric" ? position.values[row]! : row + 1);
    last[column.name] = column.values[rows.at(-1)!];
    if (rows.length > 1)
      curves.push({
        name: column.name,
        unit: position?.name.toLowerCase() ?? "row",
        at: rows.map(at),
        values: rows.map((row) => column.values[row]!),
      });
  }
  if (Object.keys(last).length === 0)
    throw new UserError(`Cannot read "${table.source}": there is no column of numbers in it`, {
      file: table.source,
      hint: "Write metric and value a row, or a column a metric",
    });
  return { values: last, curves };
}
