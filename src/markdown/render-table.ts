import { markdownTable } from "markdown-table";
import { shownOf } from "../first-items.ts";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Cell, Table } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderBold } from "./escape-markdown.ts";
import { type Cut, firstOf } from "./first-of.ts";

/** A cell longer than this says enough; the HTML report has all of it. */
const cellLimit = 160;

/** A GitHub table of the first `limit` rows, with a line for those that are not shown. */
export function renderTable(table: Table, limit: number): string {
  return cutTable(table)(limit);
}

/** The table at each number of rows; a row is rendered once. Cells that are strong are bold. */
export function cutTable(
  table: Table,
  isStrong: (row: number, column: number) => boolean = () => false,
): Cut {
  const { columns, total = table.rows.length } = table;
  const title = renderBold(clipText(table.title ?? "", cellLimit));
  const align = columns.map((column, index) => (isRight(column, index) ? "r" : "l"));
  const head = renderTableHead(
    columns.map(({ label }) => renderCell(label)),
    align,
  );
  const rows = firstOf(table.rows, (row, number) =>
    renderRow(
      columns.map(({ digits }, index) => {
        const cell = renderCell(row[index], digits);
        return isStrong(number, index) && cell !== "" ? `**${cell}**` : cell;
      }),
    ),
  );
  return (limit) => {
    const count = shownOf(total, limit, table.rows.length);
    const shown = columns.length > 0 ? rows(count) : [];
    return joinBlocks([title, shown.length > 0 ? [head, ...shown].join("\n") : "", moreThan(count, total)]);
  };

  function isRight({ align }: Table["columns"][number], index: number): boolean {
    return align === undefined ? typeof table.rows[0]?.[index] === "number" : align === "right";
  }
}

/** The head of a table and the line below it; cells are Markdown already. */
export function renderTableHead(cells: string[], align: string[]): string {
  return markdownTable([cells], { align, alignDelimiters: false });
}

/** A table's row of cells that are Markdown already. */
export function renderRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
}

/** `and 37 more`, or nothing where all are shown. */
export function moreThan(shown: number, total: number): string {
  return total > shown ? `and ${formatNumber(total - shown)} more` : "";
}

/** Blocks with the empty line between them; empty ones are none. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

function renderCell(cell: Cell | undefined, digits?: number): string {
  return escapeMarkdown(clipText(formatCell(cell, digits === undefined ? {} : { digits }), cellLimit));
}
