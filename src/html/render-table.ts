import { escapeText } from "../escape-html.ts";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Cell, Chart, Table } from "../report.ts";
import { clipText } from "../visible-text.ts";

/** A browser scrolls through this many rows with ease; the typed report has them all. */
const rowLimit = 2000;
const cellLimit = 1000;

/** A table that scrolls sideways within the page where it is too wide, also by keyboard. */
export function renderTable(table: Table): string {
  const rows = table.rows.slice(0, rowLimit);
  const hidden = (table.total ?? table.rows.length) - rows.length;
  const aligns = table.columns.map(
    (column, index) => column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left"),
  );
  const heads = table.columns.map(
    ({ label }, index) => `<th scope="col"${classOf(aligns[index])}>${escapeText(label)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = table.columns.map((column, index) => {
      const text = renderCell(row[index], column.digits);
      return index === 0
        ? `<th scope="row"${classOf(aligns[index])}>${text}</th>`
        : `<td${classOf(aligns[index])}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const more = hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : "";
  if (rows.length === 0 || heads.length === 0) return more;
  return (
    scrolling(
      table.title ?? "",
      `<table>${renderCaption(table.title)}<thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table>`,
    ) + more
  );
}

/** A matrix as a table whose cells are shaded by their share of the row; equal labels meet in bold. */
export function renderMatrix({ title, x, y, series }: Chart): string {
  const heads = x.values.map(
    (value) => `<th scope="col" class="right">${escapeText(formatCell(value))}</th>`,
  );
  const rows = series.map(({ label, values }) => {
    const total = values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
    const cells = x.values.map((value, index) => {
      const share = total > 0 ? Math.abs(values[index] ?? 0) / total : 0;
      const same = String(value) === label ? " data-same" : "";
      return `<td${same} style="--share:${Number.isFinite(share) ? share.toFixed(3) : 0}">${renderCell(values[index])}</td>`;
    });
    return `<tr><th scope="row">${escapeText(label)}</th>${cells.join("")}</tr>`;
  });
  const corner = `<td class="more">${escapeText(y.label)} ↓ ${escapeText(x.label)} →</td>`;
  return scrolling(
    title,
    `<table class="matrix">${renderCaption(title)}<thead><tr>${corner}${heads.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`,
  );
}

/** A region that can be scrolled by keyboard needs a name. */
function scrolling(name: string, content: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeText(clipText(name, 200)) || "Table"}">${content}</div>`;
}

function renderCaption(title: string | undefined): string {
  return title ? `<caption>${escapeText(clipText(title, cellLimit))}</caption>` : "";
}

function renderCell(cell: Cell | undefined, digits?: number): string {
  return escapeText(clipText(formatCell(cell, digits === undefined ? {} : { digits }), cellLimit));
}

function classOf(align: "left" | "right" | undefined): string {
  return align === "right" ? ' class="right"' : "";
}
