import { hashRows, type RowHashes } from "./row-hash.ts";
import type { Column, Table } from "./table.ts";

/** Hashes of groups in place of rows': a row without a group keeps its own. */
export function hashGroups(table: Table, column: Column, own: RowHashes): RowHashes {
  const { high, low } = hashRows(table, [column.name]);
  for (let row = 0; row < table.rows; row++) {
    const isThere = column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]);
    if (isThere) continue;
    high[row] = own.high[row]!;
    low[row] = own.low[row]!;
  }
  return { high, low };
}
