import { escapeText } from "../escape-html.ts";
import type { Fact, Report, Verdict } from "../report.ts";
import { verdictWords } from "../verdict-words.ts";
import { clipText } from "../visible-text.ts";
import { pageStyle } from "./page-style.ts";
import { type Drawings, renderSection } from "./render-section.ts";

const signs: Record<Verdict, string> = {
  pass: "✓",
  fail: "✕",
  inconclusive: "?",
  refused: "⊘",
  skipped: "–",
};

/**
 * One or more reports of a project as one HTML file that needs nothing else: no script, no network, no font.
 * `charts` are the drawings of `renderCharts`; a chart without one is shown as a table.
 */
export function renderHtml(
  report: Report | readonly Report[],
  { charts = new Map() }: { charts?: Drawings } = {},
): string {
  const reports: readonly Report[] = "schema" in report ? [report] : report;
  const [first] = reports;
  const name = clipText(first?.title ?? "Report", 200);
  const title = first && reports.length === 1 ? `${verdictWords[first.verdict]}: ${name}` : name;
  const articles = reports.map((one) => renderReport(one, reports.length > 1, charts));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escapeText(name)}</h1>
${articles.join("\n")}
</main>
</body>
</html>
`;
}

/** One of several reports has its action's name as a heading, and its sections are one level deeper. */
function renderReport(report: Report, isOneOfSeveral: boolean, charts: Drawings): string {
  const sections = report.sections.toSorted((a, b) => a.rank - b.rank);
  const verdict = `<span><span aria-hidden="true">${signs[report.verdict]}</span> ${verdictWords[report.verdict]}:</span>`;
  return [
    `<article class="${report.verdict}">`,
    ...(isOneOfSeveral ? [`<h2>${escapeText(report.action)}</h2>`] : []),
    `<p class="verdict">${verdict} ${escapeText(clipText(report.headline, 500))}</p>`,
    renderFacts(report.facts),
    ...sections.map((section) => renderSection(section, isOneOfSeveral ? "h3" : "h2", charts)),
    "</article>",
  ].join("\n");
}

/** Facts with a label stand large; those without are remarks below them. */
function renderFacts(facts: readonly Fact[]): string {
  const labelled = facts.filter(({ label }) => label !== "").map(renderFact);
  const remarks = facts
    .filter(({ label }) => label === "")
    .map(({ value, note }) => escapeText(clipText(note ? `${value} (${note})` : value, 500)));
  return [
    labelled.length > 0 ? `<dl class="facts">${labelled.join("\n")}</dl>` : "",
    remarks.length > 0 ? `<p class="remarks">${remarks.join(" · ")}</p>` : "",
  ].join("\n");
}

function renderFact({ label, value, note }: Fact): string {
  const shown = note ? `<dd class="note">${escapeText(clipText(note, 300))}</dd>` : "";
  return `<div><dt>${escapeText(clipText(label, 200))}</dt><dd class="number">${escapeText(clipText(value, 200))}</dd>${shown}</div>`;
}
