import { escapeText } from "../escape-html.ts";
import { shownOf } from "../first-items.ts";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Cell, Chart, Table } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { shades } from "./page-style.ts";

const cellLimit = 1000;
/** Rows of a table that stands in its full height. */
const mostHigh = 30;
/** Rows that a browser lays out at once. */
const mostAtOnce = 100;
/** Columns of a matrix, which a reader compares at a glance or not at all. */
const matrixLimit = 200;

/** A table that scrolls sideways within the page where it is too wide, also by keyboard. */
export function renderTable(table: Table, { name, rowLimit }: { name: string; rowLimit: number }): string {
  const { total = table.rows.length } = table;
  const rows = table.rows.slice(0, shownOf(total, rowLimit, table.rows.length));
  const hidden = total - rows.length;
  const more = hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : "";
  if (rows.length === 0 || table.columns.length === 0) return more;
  const classes = table.columns.map((column, index) =>
    classOf(column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left")),
  );
  const heads = table.columns.map(
    ({ label }, index) => `<th scope="col"${classes[index]}>${escapeText(label) || "–"}</th>`,
  );
  const body = rows.map((row) => {
    const cells = table.columns.map(({ digits }, index) => {
      const tag = index === 0 ? "th" : "td";
      const scope = index === 0 ? ' scope="row"' : "";
      const text = renderCell(row[index], digits);
      const shown = index === 0 ? breakable(text) : text;
      return `<${tag}${scope}${classes[index]}${exactly(row[index], text)}>${shown}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const content = `<table>${renderCaption(table.title)}<thead><tr>${heads.join("")}</tr></thead><tbody>${body.slice(0, mostAtOnce).join("\n")}</tbody>${renderRest(body.slice(mostAtOnce))}</table>`;
  return scrolling(table.title || name, content, rows.length > mostHigh ? "scroll long" : "scroll") + more;
}

/** Rows of a long table that the page's script shows when they are asked for; without it they follow the others. */
function renderRest(rows: readonly string[]): string {
  return rows.length === 0 ? "" : `<tbody class="rest">${rows.join("\n")}</tbody>`;
}

/** A matrix as a table whose cells are shaded by their share of the row; equal labels meet in bold. */
export function renderMatrix({ title, x, y, series }: Chart, rowLimit: number): string {
  const columns = x.values.slice(0, matrixLimit);
  const heads = columns.map(
    (value) => `<th scope="col" class="right">${escapeText(formatCell(value)) || "–"}</th>`,
  );
  const shown = series.slice(0, Math.min(rowLimit, matrixLimit));
  const rows = shown.map(({ label, values }) => {
    const total = values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
    const cells = columns.map((value, index) => {
      const share = total > 0 ? Math.abs(values[index] ?? 0) / total : 0;
      const same = String(value) === label ? " data-same" : "";
      const shade = Number.isFinite(share) ? Math.round(share * shades) : 0;
      return `<td${same}${shade > 0 ? ` data-share="${shade}"` : ""}>${renderCell(values[index])}</td>`;
    });
    return `<tr><th scope="row">${escapeText(label)}</th>${cells.join("")}</tr>`;
  });
  const cut = series.length - shown.length + x.values.length - columns.length;
  const corner = `<td class="more">${escapeText(y.label)} ↓ ${escapeText(x.label)} →</td>`;
  const content = `<table class="matrix">${renderCaption(title)}<thead><tr>${corner}${heads.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
  return (
    scrolling(title, content) +
    (cut > 0 ? '<p class="more">The first rows and columns of a larger matrix</p>' : "")
  );
}

/** What can be scrolled by keyboard needs a name. A group, as so many landmarks would hide the others. */
function scrolling(name: string, content: string, style = "scroll"): string {
  return `<div class="${style}" role="group" tabindex="0" aria-label="${escapeText(clipText(name, 200)) || "Table"}">${content}</div>`;
}

function renderCaption(title: string | undefined): string {
  return title ? `<caption>${escapeText(clipText(title, cellLimit))}</caption>` : "";
}

/** Signs of verdicts as text of ours: in the page's colours, of one width, and silent to a reader who hears the word. */
const signs: Record<string, [sign: string, style: string]> = {
  "✅": ["✓", "pass"],
  "❌": ["✕", "error"],
  "❔": ["?", "warning"],
  "🟡": ["?", "warning"],
  "🚫": ["⊘", "error"],
  "⏭️": ["–", "none"],
  "⚠️": ["▲", "warning"],
  "⚪": ["○", "none"],
  "➖": ["–", "none"],
  ℹ️: ["●", "info"],
};

function renderCell(cell: Cell | undefined, digits?: number): string {
  const text = clipText(formatCell(cell, digits === undefined ? {} : { digits }), cellLimit);
  const [first = "", rest] = typeof cell === "string" ? splitOnce(text) : [text];
  const sign = rest !== undefined && Object.hasOwn(signs, first) ? signs[first] : undefined;
  return sign === undefined
    ? escapeText(text)
    : `<span class="sign ${sign[1]}" aria-hidden="true">${sign[0]}</span>\u00A0${escapeText(rest ?? "")}`;
}

/** Where a long name may be broken on a narrow screen. */
function breakable(html: string): string {
  return html.startsWith("<") ? html : html.replace(/[a-z\d][_.]+(?=[a-z\d]{2})/gi, "$&<wbr>");
}

function splitOnce(text: string): [string, string?] {
  const space = text.indexOf(" ");
  return space < 1 || space > 2 ? [text] : [text.slice(0, space), text.slice(space + 1)];
}

/** What a number is where the page shows less of it, to sort by. */
function exactly(cell: Cell | undefined, shown: string): string {
  if (typeof cell !== "number" || Number.isNaN(cell)) return "";
  return Number(shown.replaceAll(",", "").replace("−", "-")) === cell ? "" : ` data-value="${cell}"`;
}

function classOf(align: "left" | "right" | undefined): string {
  return align === "right" ? ' class="right"' : "";
}
