import { isPersonal } from "../profile/find-pii.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { cellOf } from "../tables/cell-text.ts";
import type { Table } from "../tables/table.ts";
import type { CheckOutcome } from "./judge-checks.ts";

/** Rows and characters that are written at most. */
const mostRows = 10_000;
const mostCharacters = 16_000_000;
/** Stands for what seems to be personal. */
const hidden = "(hidden)";

/** The rows that break checks, as CSV. */
export interface FailedRows {
  csv: string;
  rows: number;
  /** Cells and rows that broke checks in all; one row may break several. */
  failures: number;
}

/**
 * The rows that break checks, the first 100 of each check, in the order of the file: row and line, the checks that it
 * breaks, and its cells as they were read, derived columns left out. A cell that a spreadsheet takes for a formula stays as it is.
 */
export function renderFailedRows(
  table: Table,
  profile: Profile,
  outcomes: readonly CheckOutcome[],
): FailedRows {
  const broken = new Map<number, { line: number | undefined; checks: string[] }>();
  for (const { rows, name } of outcomes)
    for (const { row, line } of rows) {
      const found = broken.get(row) ?? { line, checks: [] };
      if (!found.checks.includes(name)) found.checks.push(name);
      broken.set(row, found);
    }
  const { columns } = profile;
  const places = columns.map(({ name }) => table.columns.findIndex((column) => column.name === name));
  const header = ["failed_row", "failed_line", "failed_checks", ...columns.map(({ name }) => name)];
  const lines = [header.map(quoted).join(",")];
  let characters = 0;
  for (const [row, { line, checks }] of [...broken].sort(([a], [b]) => a - b)) {
    if (lines.length > mostRows || characters > mostCharacters) break;
    const cells = columns.map(({ pii }, index) => {
      const cell = cellOf(table, places[index] ?? -1, row) ?? "";
      return pii !== undefined || isPersonal(cell) ? hidden : cell;
    });
    const text = [String(row + 1), line === undefined ? "" : String(line), checks.join("; "), ...cells]
      .map(quoted)
      .join(",");
    characters += text.length;
    lines.push(text);
  }
  return {
    csv: `${lines.join("\n")}\n`,
    rows: lines.length - 1,
    failures: outcomes.reduce((sum, { rows, failed }) => sum + (rows.length > 0 ? failed : 0), 0),
  };
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
