import { createHash } from "node:crypto";
import { escapeText } from "../escape-html.ts";
import type { Fact, Report, Verdict } from "../report.ts";
import { verdictWords } from "../verdict-words.ts";
import { clipText } from "../visible-text.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import { type Part, renderContents } from "./render-contents.ts";
import { type Drawings, renderSection } from "./render-section.ts";
import { rowLimitOf } from "./row-limit.ts";

const signs: Record<Verdict, string> = {
  pass: "✓",
  fail: "✕",
  inconclusive: "?",
  refused: "⊘",
  skipped: "–",
};

/**
 * Nothing is loaded, nothing is sent, and of style and script what is ours alone: what data would add, were an
 * escape ever missed, has no hash here.
 */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(pageStyle)}'`,
  `script-src 'sha256-${sha256(pageScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Characters from which on a browser lays out what is in view alone: a picture of the whole page has gaps then. */
const large = 1_000_000;

/**
 * One or more reports as one HTML file that needs nothing else: no network, no font, and its script only adds to a
 * page that is whole without it. `charts` are the drawings of `renderCharts`; a chart without one is shown as a table.
 */
export function renderHtml(
  report: Report | readonly Report[],
  { charts = new Map() }: { charts?: Drawings } = {},
): string {
  const reports: readonly Report[] = "schema" in report ? [report] : report;
  const [first] = reports;
  const names = new Set(reports.map((each) => each.title));
  const name = clipText(names.size > 1 ? "Report" : first?.title || "Report", 200);
  const title = first && reports.length === 1 ? `${verdictWords[first.verdict]}: ${name}` : name;
  const isOne = reports.length < 2;
  const parts = reports.map((each, index): Part => {
    const sections = each.sections
      .toSorted((a, b) => a.rank - b.rank)
      .map((section, place) => ({ id: `s${index + 1}-${place + 1}`, section }));
    return isOne ? { sections } : { name: names.size > 1 ? each.title : each.action, sections };
  });
  const rowLimit = rowLimitOf(reports);
  const articles = reports.map((each, index) =>
    renderReport(each, parts[index]!, {
      drawings: charts,
      rowLimit,
      contents: isOne ? renderContents(parts) : "",
    }),
  );
  const content = articles.join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<main id="report" tabindex="-1"${content.length > large ? ' class="large"' : ""}>
<h1>${escapeText(name)}</h1>
${isOne ? "" : renderContents(parts)}
${content}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** One of several reports has its name as a heading, and its sections are one level deeper. */
function renderReport(
  report: Report,
  { name, sections }: Part,
  { contents, ...options }: { contents: string; drawings: Drawings; rowLimit: number },
): string {
  const verdict = `<span><span aria-hidden="true">${signs[report.verdict]}</span> ${verdictWords[report.verdict]}:</span>`;
  return [
    `<article class="${report.verdict}">`,
    ...(name === undefined ? [] : [`<h2>${escapeText(clipText(name, 200)) || "Report"}</h2>`]),
    `<p class="verdict">${verdict} ${escapeText(clipText(report.headline, 500))}</p>`,
    renderFacts(report.facts),
    contents,
    ...sections.map(({ id, section }) =>
      renderSection(section, { ...options, id, heading: name === undefined ? "h2" : "h3" }),
    ),
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
