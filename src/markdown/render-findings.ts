import { findingMessage, findingPlace } from "../finding-text.ts";
import { shownOf } from "../first-items.ts";
import type { Finding, Severity } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderCode } from "./escape-markdown.ts";
import type { Cut } from "./first-of.ts";
import { joinBlocks, moreThan, renderRow, renderTableHead } from "./render-table.ts";

const labels: Record<Severity, string> = { error: "❌ error", warning: "⚠️ warning", info: "ℹ️ note" };
const headings = ["Level", "Where", "Rule", "What"];

/** Findings as a table: how bad, where, what, and what to do about it; columns that none of them fills are left out. */
export function cutFindings(findings: readonly Finding[]): Cut {
  const rendered: string[][] = [];
  return (limit) => {
    const count = shownOf(findings.length, limit);
    for (const finding of findings.slice(rendered.length, count)) rendered.push(renderCells(finding));
    const shown = rendered.slice(0, count);
    const kept = [...headings.keys()].filter((column) => shown.some((cells) => cells[column] !== ""));
    const keep = (cells: readonly string[]): string[] => kept.map((column) => cells[column] ?? "");
    const head = renderTableHead(
      keep(headings),
      kept.map(() => "l"),
    );
    return joinBlocks([
      shown.length > 0 ? [head, ...shown.map((cells) => renderRow(keep(cells)))].join("\n") : "",
      moreThan(count, findings.length),
    ]);
  };
}

function renderCells(finding: Finding): string[] {
  const place = findingPlace(finding);
  return [
    labels[finding.severity],
    place === "" ? "" : renderCode(clipText(place, 160)),
    finding.rule ? renderCode(clipText(finding.rule, 80)) : "",
    renderMessage(finding),
  ];
}

function renderMessage(finding: Finding): string {
  const message = escapeMarkdown(clipText(findingMessage(finding), 500));
  return finding.hint ? `${message}<br>${renderHint(finding.hint)}` : message;
}

/** A hint keeps its lines and, as it may show YAML, their indentation. */
function renderHint(hint: string): string {
  return clipText(hint, 300)
    .split("\n")
    .map((line) => "&nbsp;".repeat(line.search(/[^ ]|$/)) + escapeMarkdown(line))
    .join("<br>");
}
