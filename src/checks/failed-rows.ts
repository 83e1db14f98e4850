import { isPersonal } from "../profile/find-pii.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import type { CheckOutcome } from "./judge-checks.ts";
import { cellText } from "./sample-values.ts";

/** Rows and characters that are written at most. */
const mostRows = 10_000;
const mostCharacters = 16_000_000;
/** Stands for what seems to be personal, and for cells of a column without a profile that could say so. */
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
 * breaks, and its cells as they were read. A cell that a spreadsheet takes for a formula stays as it is.
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
  const personal = new Set(profile.columns.flatMap(({ name, pii }) => (pii === undefined ? [] : [name])));
  const known = new Set(profile.columns.map(({ name }) => name));
  // Of a table that is read part by part, the cells are gone.
  const columns = table.judge === undefined ? table.columns : [];
  const header = ["failed_row", "failed_line", "failed_checks", ...columns.map(({ name }) => name)];
  const lines = [header.map(quoted).join(",")];
  let characters = 0;
  for (const [row, { line, checks }] of [...broken].sort(([a], [b]) => a - b)) {
    if (lines.length > mostRows || characters > mostCharacters) break;
    const cells = columns.map((column) => {
      const cell = cellText(column, row) ?? "";
      return personal.has(column.name) || !known.has(column.name) || isPersonal(cell) ? hidden : cell;
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
