import type { Fact, Report } from "../report.ts";
import { verdictIcons } from "../verdict-words.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderBold } from "./escape-markdown.ts";

/**
 * The verdict's heading and the line of facts, within `budget` bytes: facts go from the last one on, then the
 * heading is cut. `facts` says how many are not shown.
 */
export function renderHead(report: Report, budget: number): { text: string; facts: number } {
  const facts = report.facts.map(renderFact).filter((fact) => fact !== "");
  for (let limit = 300; limit >= 10; limit = Math.floor(limit / 2)) {
    const heading = renderHeading(report, limit);
    const spare = budget - Buffer.byteLength(heading) - 2;
    if (spare < 0) continue;
    const kept = countFitting(facts, spare);
    const line = facts.slice(0, kept).join(" · ");
    return { text: line === "" ? heading : `${heading}\n\n${line}`, facts: facts.length - kept };
  }
  return { text: `### ${verdictIcons[report.verdict]} ${report.verdict}`, facts: facts.length };
}

function renderHeading({ title, verdict, headline }: Report, limit: number): string {
  const name = escapeMarkdown(clipText(title, Math.min(limit, 100)));
  return `### ${verdictIcons[verdict]} ${name}: ${escapeMarkdown(clipText(headline, limit))}`;
}

function renderFact({ label, value, note }: Fact): string {
  const text = clipText(label === "" ? value : `${label} ${value}`, 120);
  const main = label === "" ? escapeMarkdown(text) : renderBold(text);
  return note && main ? `${main} (${escapeMarkdown(clipText(note, 120))})` : main;
}

function countFitting(facts: string[], budget: number): number {
  let used = 0;
  const index = facts.findIndex((fact) => {
    used += Buffer.byteLength(fact) + Buffer.byteLength(" · ");
    return used > budget;
  });
  return index < 0 ? facts.length : index;
}
