import { chartTable } from "../chart/chart-table.ts";
import { escapeText } from "../escape-html.ts";
import { findingMessage, findingPlace } from "../finding-text.ts";
import { shownOf } from "../first-items.ts";
import { formatNumber } from "../number-format.ts";
import type { Chart, Finding, Section, Severity, Table } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { type Block, besides, renderGroups } from "./render-groups.ts";
import { renderMatrix, renderTable } from "./render-table.ts";

const levels: Record<Severity, string> = { error: "✕ Error", warning: "▲ Warning", info: "● Note" };
const findingLimit = 1000;

/** Drawings of charts as SVG elements, by the chart; a chart without one is shown as its table. */
export type Drawings = ReadonlyMap<Chart, string>;

/** How a section is shown: its name for links, the level of its heading, the drawings, and most rows of a table. */
export interface SectionOptions {
  id: string;
  heading: "h2" | "h3";
  drawings: Drawings;
  rowLimit: number;
}

/** A section of the page under its heading; a folded one opens on request. */
export function renderSection(section: Section, options: SectionOptions): string {
  const { id, heading } = options;
  const title = `<${heading}>${escapeText(clipText(section.title, 300)) || "Untitled"}</${heading}>`;
  const body = [
    ...(section.text ?? []).map(renderParagraph),
    section.findings?.length ? renderFindings(section.findings) : "",
    section.log?.length ? renderLog(section.log, section.title) : "",
    ...renderBlocks(section, options),
  ]
    .filter((block) => block !== "")
    .join("\n");
  return section.folded
    ? `<details class="section" id="${id}"><summary>${title}</summary>\n<div class="body">${body}</div></details>`
    : `<section class="section" id="${id}">${title}\n${body}</section>`;
}

/** Tables, then charts side by side; of groups the chart of each comes first. */
function renderBlocks(
  { title, tables = [], charts = [] }: Section,
  { heading, drawings, rowLimit }: SectionOptions,
): string[] {
  const drawn = charts.map(
    (chart): Block => ({
      group: chart.group,
      html: renderChart(chart, drawings, rowLimit),
    }),
  );
  const listed = tables.map(
    (table): Block => ({
      group: table.group,
      html: renderTable(untitled(table), { name: table.title || title, rowLimit }),
    }),
  );
  const isGrouped = ({ group }: Block): boolean => group !== undefined;
  const loose = drawn.filter((block) => !isGrouped(block)).map(({ html }) => html);
  const shown = listed.filter(({ html }) => html !== "");
  return [
    ...renderGroups(drawn.filter(isGrouped), shown, heading === "h2" ? "h3" : "h4"),
    loose.length > 0 ? besides(loose) : "",
  ];
}

/** A table whose group says what it is of needs no other name. */
function untitled(table: Table): Table {
  const { title, ...rest } = table;
  return title === table.group ? rest : table;
}

/** Focusable, as a long line is scrolled to by keyboard. */
function renderLog(lines: readonly string[], name: string): string {
  return `<pre tabindex="0" class="log" role="group" aria-label="${escapeText(clipText(name, 200)) || "Log"}">${lines.map((line) => escapeText(clipText(line, 2000))).join("\n")}</pre>`;
}

function renderParagraph(text: string): string {
  return `<p>${clipText(text, 10_000).split(/\r?\n/).map(escapeText).join("<br>")}</p>`;
}

function renderFindings(findings: readonly Finding[]): string {
  const shown = shownOf(findings.length, findingLimit);
  const hidden = findings.length - shown;
  const items = findings.slice(0, shown).map(renderFinding).join("\n");
  const more = hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : "";
  return `<ul class="findings">${items}</ul>${more}`;
}

function renderFinding(finding: Finding): string {
  const { severity, hint, rule } = finding;
  const where = [findingPlace(finding), rule ?? ""]
    .filter((part) => part !== "")
    .map((part) => `<code>${escapeText(clipText(part, 300))}</code>`)
    .join(" · ");
  return [
    `<li><span class="level ${severity}">${levels[severity]}</span><div>`,
    `<p>${escapeText(clipText(findingMessage(finding), 2000))}</p>`,
    hint ? `<p class="hint">${clipText(hint, 1000).split("\n").map(escapeText).join("\n")}</p>` : "",
    where === "" ? "" : `<p class="where">${where}</p>`,
    "</div></li>",
  ].join("");
}

/** What a reader's pointer is nearest to: a position, a bar's row, a point. */
const nearness = { line: "x", histogram: "x", bar: "y", interval: "y", scatter: "xy" } as const;

function renderChart(chart: Chart, drawings: Drawings, rowLimit: number): string {
  if (chart.kind === "matrix") return renderMatrix(chart, rowLimit);
  const drawing = drawings.get(chart);
  const table = chartTable(chart);
  if (drawing === undefined) {
    const note = drawings.size > 0 ? '<p class="more">Not drawn, as the page has many charts</p>' : "";
    return renderTable(table, { name: chart.title, rowLimit }) + note;
  }
  const { title: _, ...values } = table;
  return [
    `<figure><figcaption>${escapeText(clipText(chart.title, 300))}</figcaption>`,
    `<div class="plot" data-by="${nearness[chart.kind]}">${drawing}</div>`,
    `<details><summary>Values</summary>${renderTable(values, { name: chart.title, rowLimit })}</details></figure>`,
  ].join("\n");
}
