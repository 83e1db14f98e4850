import type { Chart, Section } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { escapeInlineHtml, escapeMarkdown } from "./escape-markdown.ts";
import { firstOf } from "./first-of.ts";
import { cutChart } from "./render-chart.ts";
import { cutFindings } from "./render-findings.ts";
import { cutTable, joinBlocks } from "./render-table.ts";

/** How much of a section is shown: rows of each table, findings and lines; paragraphs; charts; tables of samples. */
export interface Detail {
  rows: number;
  samples: boolean;
  charts: boolean;
  paragraphs: number;
}

/** From all of it to the least that still says something; after the last comes leaving the section out. */
export const details: readonly Detail[] = [
  { rows: 1000, samples: true, charts: true, paragraphs: 100 },
  { rows: 1000, samples: false, charts: true, paragraphs: 100 },
  { rows: 100, samples: false, charts: true, paragraphs: 100 },
  { rows: 30, samples: false, charts: true, paragraphs: 100 },
  { rows: 10, samples: false, charts: true, paragraphs: 100 },
  { rows: 10, samples: false, charts: false, paragraphs: 100 },
  { rows: 3, samples: false, charts: false, paragraphs: 1 },
];

/**
 * One section as Markdown blocks at each detail, under a heading or behind a fold where it asks for one; empty
 * where nothing of it is shown. What two details share is rendered once.
 */
export function cutSection(section: Section): (detail: Detail) => string {
  const tables = lazily(section.tables ?? [], (table) => ({ cut: cutTable(table), sample: table.sample }));
  const charts = lazily(shownCharts(section), cutChart);
  const findings = cutFindings(section.findings ?? []);
  const paragraphs = firstOf(section.text ?? [], renderParagraph);
  const title = clipText(section.title, 160);
  const [start, end] = section.folded
    ? [`<details>\n<summary>${escapeInlineHtml(title)}</summary>`, "</details>"]
    : [`#### ${escapeMarkdown(title)}`, ""];
  return (detail) => {
    const content = joinBlocks([
      ...paragraphs(detail.paragraphs),
      ...tables().map(({ cut, sample }) => (sample && !detail.samples ? "" : cut(detail.rows))),
      findings(detail.rows),
      renderLog(section.log ?? [], detail.rows),
      ...(detail.charts ? charts().map((cut) => cut(detail.rows)) : []),
    ]);
    return content === "" ? "" : joinBlocks([start, content, end]);
  };
}

/** Charts that are not for the page alone. */
export function shownCharts({ charts = [] }: Section): Chart[] {
  return charts.filter(({ pageOnly }) => !pageOnly);
}

function lazily<Item, Made>(items: readonly Item[], make: (item: Item) => Made): () => Made[] {
  let made: Made[] | undefined;
  return () => (made ??= items.map(make));
}

/** A paragraph keeps its lines. */
function renderParagraph(text: string): string {
  return clipText(text.trim(), 2000).split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}

/** Lines of a program, and characters of a line, that are shown at most. */
const longestLog = 100;
const longestLine = 500;

/** The last lines as they stand, in a fence that none of them can close: ticks in a row are set apart. */
function renderLog(lines: readonly string[], limit: number): string {
  if (lines.length === 0) return "";
  const shown = lines
    .slice(-Math.min(limit, longestLog))
    .map((line) =>
      makeVisible(clipText(line.replaceAll("\n", " "), longestLine)).replace(/`{3,}/g, (ticks) =>
        ticks.split("").join(" "),
      ),
    );
  return ["```", ...shown, "```"].join("\n");
}
