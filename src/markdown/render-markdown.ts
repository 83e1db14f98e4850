import type { Report } from "../report.ts";
import { fitSections } from "./fit-sections.ts";
import { addOmitted, nothingOmitted, omittedFrom, renderEnding } from "./render-ending.ts";
import { renderHead } from "./render-head.ts";
import { details } from "./render-section.ts";

/** Where the Markdown goes: how long it may be, what it links and how it is found again. */
export interface MarkdownOptions {
  /** UTF-8 bytes that the result may have; at least 500. */
  budget: number;
  /** Address (http or https) of the full report. */
  link?: string | undefined;
  /** An HTML comment by which the text is found again, put first as it stands. */
  marker?: string | undefined;
}

/** What the heading needs at the least. */
const leastRoom = 120;

/**
 * The report as GitHub Markdown of at most `budget` bytes: the verdict and the facts, then the sections by
 * rank. What does not fit is left out in ranked order, never in the middle of a table, fence or tag, and the
 * last line says what is missing and where it is. Throws RangeError when marker and link leave too little
 * of the budget.
 */
export function renderMarkdown(report: Report, { budget, link, marker }: MarkdownOptions): string {
  const prefix = marker === undefined ? "" : `${marker}\n`;
  const sections = report.sections.filter(({ pageOnly }) => !pageOnly).sort((a, b) => a.rank - b.rank);
  const most = sections.map((section) => omittedFrom(section, { rows: 0, charts: false, paragraphs: 0 }));
  const all = {
    ...most.reduce(addOmitted, nothingOmitted),
    sections: sections.length,
    facts: report.facts.length,
  };
  const room = budget - Buffer.byteLength(prefix) - Buffer.byteLength(renderEnding(all, link)) - 2;
  if (room < leastRoom) throw new RangeError(`A report does not fit into ${budget} bytes`);

  const head = renderHead(report, room);
  const fitted = fitSections(sections, room - Buffer.byteLength(head.text));
  const omitted = fitted
    .map(({ section, level }) => omittedFrom(section, details[level]))
    .reduce(addOmitted, { ...nothingOmitted, facts: head.facts });
  const blocks = [head.text, ...fitted.flatMap(({ text }) => text ?? []), renderEnding(omitted, link)];
  return prefix + blocks.filter((block) => block !== "").join("\n\n");
}
