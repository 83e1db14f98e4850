import { chartTable } from "../chart/chart-table.ts";
import { escapeText } from "../escape-html.ts";
import { findingMessage, findingPlace } from "../finding-text.ts";
import { formatNumber } from "../number-format.ts";
import type { Chart, Finding, Section, Severity } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { renderMatrix, renderTable } from "./render-table.ts";

const levels: Record<Severity, string> = { error: "✕ Error", warning: "▲ Warning", info: "● Note" };
const findingLimit = 1000;

/** Drawings of charts as SVG elements, by the chart; a chart without one is shown as its table. */
export type Drawings = ReadonlyMap<Chart, string>;

/** A section of the page under a heading of that level; a folded one opens on request. */
export function renderSection(section: Section, heading: "h2" | "h3", drawings: Drawings): string {
  const title = `<${heading}>${escapeText(clipText(section.title, 300))}</${heading}>`;
  const body = [
    ...(section.text ?? []).map(renderParagraph),
    section.findings?.length ? renderFindings(section.findings) : "",
    section.log?.length ? renderLog(section.log) : "",
    ...besides(section, drawings),
  ]
    .filter((block) => block !== "")
    .join("\n");
  return section.folded
    ? `<details class="section"><summary>${title}</summary>\n<div class="body">${body}</div></details>`
    : `<section class="section">${title}\n${body}</section>`;
}

/** Tables and charts; those of a page's own sections stand side by side where there is room. */
function besides({ tables = [], charts = [], pageOnly }: Section, drawings: Drawings): string[] {
  const drawn = charts.map((chart) => renderChart(chart, drawings));
  if (pageOnly) {
    const blocks = [...drawn, ...tables.map((table) => `<div>${renderTable(table)}</div>`)];
    return blocks.length > 0 ? [`<div class="charts beside">${blocks.join("\n")}</div>`] : [];
  }
  return [
    ...tables.map(renderTable),
    drawn.length > 0 ? `<div class="charts">${drawn.join("\n")}</div>` : "",
  ];
}

/** Focusable, as a long line is scrolled to by keyboard. */
function renderLog(lines: readonly string[]): string {
  return `<pre tabindex="0" class="log">${lines.map((line) => escapeText(clipText(line, 2000))).join("\n")}</pre>`;
}

function renderParagraph(text: string): string {
  return `<p>${clipText(text, 10_000).split(/\r?\n/).map(escapeText).join("<br>")}</p>`;
}

function renderFindings(findings: readonly Finding[]): string {
  const hidden = findings.length - findingLimit;
  const items = findings.slice(0, findingLimit).map(renderFinding).join("\n");
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
    hint ? `<p class="hint">${escapeText(clipText(hint, 1000))}</p>` : "",
    where === "" ? "" : `<p class="where">${where}</p>`,
    "</div></li>",
  ].join("");
}

function renderChart(chart: Chart, drawings: Drawings): string {
  if (chart.kind === "matrix") return renderMatrix(chart);
  const drawing = drawings.get(chart);
  const table = chartTable(chart);
  if (drawing === undefined) return renderTable(table);
  return [
    `<figure><figcaption>${escapeText(clipText(chart.title, 300))}</figcaption>`,
    `<div class="scroll">${drawing}</div>`,
    `<details><summary>Values</summary>${renderTable({ ...table, title: "" })}</details></figure>`,
  ].join("\n");
}
