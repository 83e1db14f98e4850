import type { Section } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { escapeInlineHtml, escapeMarkdown } from "./escape-markdown.ts";
import { renderChart } from "./render-chart.ts";
import { renderFindings } from "./render-findings.ts";
import { renderTable } from "./render-table.ts";

/** How much of a section is shown: rows of each table and findings of each list, charts, paragraphs. */
export interface Detail {
  rows: number;
  charts: boolean;
  paragraphs: number;
}

/** From all of it to the least that still says something; after the last comes leaving the section out. */
export const details: readonly Detail[] = [
  { rows: 1000, charts: true, paragraphs: 100 },
  { rows: 10, charts: true, paragraphs: 100 },
  { rows: 10, charts: false, paragraphs: 100 },
  { rows: 3, charts: false, paragraphs: 1 },
];

/**
 * One section as Markdown blocks, under a heading or behind a fold where the section asks for one; empty where
 * nothing of it is shown.
 */
export function renderSection(section: Section, { rows, charts, paragraphs }: Detail): string {
  const blocks = [
    ...(section.text ?? []).slice(0, paragraphs).map(renderParagraph),
    ...(section.findings?.length ? [renderFindings(section.findings, rows)] : []),
    ...(section.log?.length ? [renderLog(section.log.slice(-Math.min(rows, longestLog)))] : []),
    ...(section.tables ?? []).map((table) => renderTable(table, rows)),
    ...(charts ? (section.charts ?? []) : []).map((chart) => renderChart(chart, Math.min(rows, 50))),
  ].filter((block) => block !== "");
  if (blocks.length === 0) return "";
  const title = clipText(section.title, 160);
  return section.folded
    ? [`<details>\n<summary>${escapeInlineHtml(title)}</summary>`, ...blocks, "</details>"].join("\n\n")
    : [`#### ${escapeMarkdown(title)}`, ...blocks].join("\n\n");
}

/** A paragraph keeps its lines. */
function renderParagraph(text: string): string {
  return clipText(text.trim(), 2000).split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}

/** Lines of a program, and characters of a line, that are shown at most. */
const longestLog = 100;
const longestLine = 500;

/** Lines as they stand, in a fence that none of them can close: ticks in a row are set apart. */
function renderLog(lines: readonly string[]): string {
  const shown = lines.map((line) =>
    makeVisible(clipText(line.replaceAll("\n", " "), longestLine)).replace(/`{3,}/g, (ticks) =>
      ticks.split("").join(" "),
    ),
  );
  return ["```", ...shown, "```"].join("\n");
}
