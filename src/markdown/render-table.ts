import { markdownTable } from "markdown-table";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Cell, Table } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderBold } from "./escape-markdown.ts";

/** A cell longer than this says enough; the HTML report has all of it. */
const cellLimit = 160;

/** A GitHub table of the first `limit` rows, with a line for those that are not shown. */
export function renderTable(table: Table, limit: number): string {
  const rows = table.rows.slice(0, limit);
  const hidden = (table.total ?? table.rows.length) - rows.length;
  const blocks = [renderBold(clipText(table.title ?? "", cellLimit))];
  if (table.columns.length > 0 && rows.length > 0) {
    const header = table.columns.map(({ label }) => renderCell(label));
    const body = rows.map((row) =>
      table.columns.map((column, index) => renderCell(row[index], column.digits)),
    );
    blocks.push(renderGrid([header, ...body], table.columns.map(alignment)));
  }
  if (hidden > 0) blocks.push(`and ${formatNumber(hidden)} more`);
  return blocks.filter((block) => block !== "").join("\n\n");

  function alignment(column: Table["columns"][number], index: number): "l" | "r" {
    const align = column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left");
    return align === "right" ? "r" : "l";
  }
}

/** A table of cells that are Markdown already. */
export function renderGrid(rows: string[][], align: ("l" | "r")[]): string {
  return markdownTable(rows, { align, alignDelimiters: false, padding: true });
}

function renderCell(cell: Cell | undefined, digits?: number): string {
  return escapeMarkdown(clipText(formatCell(cell, digits === undefined ? {} : { digits }), cellLimit));
}
