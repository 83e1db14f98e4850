import { findingMessage, findingPlace } from "../finding-text.ts";
import { shownOf } from "../first-items.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding, Severity } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { cutToWidth, wrapIndented, wrapText } from "./display-width.ts";
import type { Ink, Paint } from "./paint.ts";

const levels: Record<Severity, { word: string; ink: Ink }> = {
  error: { word: "error", ink: "red" },
  warning: { word: "warning", ink: "yellow" },
  info: { word: "note", ink: "blue" },
};

/** Each finding as `error: message (rule)` with its place and its hint on lines below, as compilers do. */
export function renderFindings(
  findings: readonly Finding[],
  { width, limit, paint }: { width: number; limit: number; paint: Paint },
): string[] {
  const shown = findings.slice(0, shownOf(findings.length, limit));
  const hidden = findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => renderFinding(finding, width, paint)),
    ...(hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []),
  ];
}

function renderFinding(finding: Finding, width: number, paint: Paint): string[] {
  const { word, ink } = levels[finding.severity];
  const rule = finding.rule ? ` (${finding.rule})` : "";
  const message = makeVisible(clipText(`${word}: ${findingMessage(finding)}${rule}`, 1000));
  const [first = "", ...rest] = wrapText(message, width);
  const place = makeVisible(clipText(findingPlace(finding), 300));
  const hint = clipText(finding.hint ?? "", 500)
    .split("\n")
    .flatMap((line) => wrapIndented(makeVisible(line), width - 4));
  return [
    first.startsWith(word) ? paint(word, ink, "bold") + first.slice(word.length) : first,
    ...rest,
    ...(place === "" ? [] : [`  ${paint(cutToWidth(place, Math.max(1, width - 2)), "cyan")}`]),
    ...hint.map((line) => `    ${paint(line, "dim")}`),
  ];
}
