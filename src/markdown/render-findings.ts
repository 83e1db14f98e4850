import { findingMessage, findingPlace } from "../finding-text.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding, Severity } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderCode } from "./escape-markdown.ts";
import { renderGrid } from "./render-table.ts";

const labels: Record<Severity, string> = { error: "❌ error", warning: "⚠️ warning", info: "ℹ️ note" };

/** The first `limit` findings as a table: how bad, where, what, and what to do about it. */
export function renderFindings(findings: readonly Finding[], limit: number): string {
  const shown = findings.slice(0, limit);
  const hidden = findings.length - shown.length;
  const columns = [
    { label: "Level", cell: (finding: Finding) => labels[finding.severity] },
    { label: "Where", cell: renderPlace },
    { label: "Rule", cell: ({ rule }: Finding) => (rule ? renderCode(clipText(rule, 80)) : "") },
    { label: "What", cell: renderMessage },
  ].filter(({ cell }) => shown.some((finding) => cell(finding) !== ""));
  const rows = shown.map((finding) => columns.map(({ cell }) => cell(finding)));
  const blocks =
    rows.length === 0
      ? []
      : [
          renderGrid(
            [columns.map(({ label }) => label), ...rows],
            columns.map(() => "l" as const),
          ),
        ];
  if (hidden > 0) blocks.push(`and ${formatNumber(hidden)} more`);
  return blocks.join("\n\n");
}

function renderPlace(finding: Finding): string {
  const place = findingPlace(finding);
  return place === "" ? "" : renderCode(clipText(place, 160));
}

function renderMessage(finding: Finding): string {
  const message = escapeMarkdown(clipText(findingMessage(finding), 500));
  return finding.hint ? `${message}<br>${escapeMarkdown(clipText(finding.hint, 300))}` : message;
}
