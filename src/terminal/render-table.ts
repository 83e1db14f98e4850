import { shownOf } from "../first-items.ts";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Table } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { breakText, displayWidth, padToWidth, wrapText, wrapWords } from "./display-width.ts";
import type { Paint } from "./paint.ts";

const gap = "  ";
/** Columns that a name has at least before it is broken further, and a text of any other column. */
const least = { first: 12, other: 24 };

/**
 * A table in lines of at most `width` columns; rows past `limit` are counted. Where it is too wide, texts go on in a
 * line below, those of the first column first; what is too wide even so stands in a block of columns below.
 */
export function renderTable(
  table: Table,
  { width, limit, paint }: { width: number; limit: number; paint: Paint },
): string[] {
  const { total = table.rows.length } = table;
  const shown = table.rows.slice(0, shownOf(total, limit, table.rows.length));
  const hidden = total - shown.length;
  const header = table.columns.map(({ label }) => asText(label));
  const rows = shown.map((row) =>
    table.columns.map((column, index) => asText(formatCell(row[index], column))),
  );
  const wanted = header.map((label, index) =>
    Math.max(displayWidth(label), ...rows.map((row) => displayWidth(row[index] ?? ""))),
  );
  const line = (cells: readonly string[], widths: ReadonlyMap<number, number>): string[] => {
    const broken = [...widths].map(([index, room]) => breakWords(cells[index] ?? "", room));
    const height = Math.max(1, ...broken.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      [...widths]
        .map(([index, room], place) => padToWidth(broken[place]?.[at] ?? "", room, alignOf(table, index)))
        .join(gap)
        .trimEnd(),
    );
  };
  return [
    ...(table.title ? wrapText(asText(table.title), width).map((text) => paint(text, "bold")) : []),
    ...(rows.length > 0
      ? fitColumns(wanted, width).flatMap((widths) => [
          ...line(header, widths).map((text) => paint(text, "dim")),
          ...rows.flatMap((row) => line(row, widths)),
        ])
      : []),
    ...(hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []),
  ];
}

function alignOf({ columns, rows }: Table, index: number): "left" | "right" {
  return columns[index]?.align ?? (typeof rows[0]?.[index] === "number" ? "right" : "left");
}

/** Blocks of columns, each with the first one: the index of each column and how wide it is. */
function fitColumns(wanted: readonly number[], width: number): Map<number, number>[] {
  const first = Math.min(wanted[0] ?? 0, width);
  const name = Math.min(first, least.first);
  const roomOf = (index: number): number =>
    Math.min(wanted[index] ?? 0, least.other, Math.max(1, width - name - gap.length));
  const blocks: number[][] = [[0]];
  let used = name;
  for (let index = 1; index < wanted.length; index++) {
    const needed = gap.length + roomOf(index);
    if (used + needed > width) {
      blocks.push([0]);
      used = name;
    }
    blocks.at(-1)?.push(index);
    used += needed;
  }
  return blocks.map((indices) => {
    const floors = indices.map((index) => (index === 0 ? name : roomOf(index)));
    let spare = width - floors.reduce((sum, one) => sum + gap.length + one, -gap.length);
    // The others get their room before the name does.
    for (let place = indices.length - 1; place >= 0; place--) {
      const more = Math.min(spare, (wanted[indices[place] ?? 0] ?? 0) - (floors[place] ?? 0));
      floors[place] = (floors[place] ?? 0) + more;
      spare -= more;
    }
    return new Map(indices.map((index, place) => [index, floors[place] ?? 0]));
  });
}

function breakWords(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  return wrapWords(text, width, breakText);
}

function asText(text: string): string {
  return makeVisible(clipText(text, 300));
}
