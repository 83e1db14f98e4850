import { formatCell, formatNumber } from "../number-format.ts";
import type { Table } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { cutToWidth, displayWidth, padToWidth } from "./display-width.ts";
import type { Paint } from "./paint.ts";

const gap = "  ";
const narrowest = 6;

/** A table in lines of at most `width` columns: wide text columns are cut, rows past `limit` are counted. */
export function renderTable(
  table: Table,
  { width, limit, paint }: { width: number; limit: number; paint: Paint },
): string[] {
  const shown = table.rows.slice(0, limit);
  const hidden = (table.total ?? table.rows.length) - shown.length;
  const aligns = table.columns.map(
    (column, index) => column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left"),
  );
  const header = table.columns.map(({ label }) => asText(label));
  const rows = shown.map((row) =>
    table.columns.map((column, index) => asText(formatCell(row[index], column))),
  );
  const widths = fitWidths(
    header.map((label, index) =>
      Math.max(displayWidth(label), ...rows.map((row) => displayWidth(row[index] ?? ""))),
    ),
    width,
  );
  const line = (cells: string[]) =>
    cells
      .slice(0, widths.length)
      .map((cell, index) =>
        padToWidth(cutToWidth(cell, widths[index] ?? 0), widths[index] ?? 0, aligns[index] ?? "left"),
      )
      .join(gap)
      .trimEnd();
  return [
    ...(table.title ? [paint(cutToWidth(asText(table.title), width), "bold")] : []),
    ...(rows.length > 0 ? [paint(line(header), "dim"), ...rows.map(line)] : []),
    ...(hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []),
  ];
}

/** Takes columns from the widest ones until the line fits; drops the last columns when even that is too wide. */
function fitWidths(wanted: number[], width: number): number[] {
  const widths = wanted.slice(0, Math.max(1, Math.floor((width + gap.length) / (narrowest + gap.length))));
  const total = () => widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1));
  for (let excess = total() - width; excess > 0; excess = total() - width) {
    const widest = Math.max(...widths);
    const next = Math.max(narrowest, ...widths.filter((one) => one < widest));
    const count = widths.filter((one) => one === widest).length;
    const cut = Math.min(Math.ceil(excess / count), Math.max(1, widest - next));
    const target = Math.max(1, widest - cut);
    for (const [index, one] of widths.entries()) if (one === widest) widths[index] = target;
  }
  return widths;
}

function asText(text: string): string {
  return makeVisible(clipText(text, 300));
}
