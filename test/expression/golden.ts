import { readFileSync } from "node:fs";
import type { ColumnType, Table } from "../../src/tables/table.ts";
import { type Cell, tableOf } from "./table.ts";

/** DuckDB's answers: test/golden/expression.py. */
export interface Golden {
  table: Table;
  cases: { expression: string; type: ColumnType | undefined; values: Cell[] }[];
  /** Where our language differs on purpose: DuckDB's values as text, or its error. */
  differences: { expression: string; values?: (string | boolean | null)[]; error?: string }[];
}

const types: Record<string, ColumnType> = {
  DOUBLE: "number",
  BIGINT: "integer",
  INTEGER: "integer",
  TINYINT: "integer",
  BOOLEAN: "boolean",
  VARCHAR: "text",
  DATE: "date",
  TIMESTAMP: "datetime",
};

/** Reads the golden values. A type is undefined where DuckDB has one that we have not: DECIMAL, or that of NULL. */
export function readGolden(): Golden {
  const file = new URL("../golden/expression.json", import.meta.url);
  const golden = JSON.parse(readFileSync(file, "utf8"));
  return {
    table: tableOf(golden.table.map((each: { type: string }) => ({ ...each, type: types[each.type] }))),
    cases: golden.cases.map((each: { type: string }) => ({ ...each, type: types[each.type] })),
    differences: golden.differences,
  };
}
