import type { Report } from "../report.ts";
import { fitSections } from "./fit-sections.ts";
import { addOmitted, nothingOmitted, omittedFrom, renderEnding } from "./render-ending.ts";
import { renderHead } from "./render-head.ts";
import { details } from "./render-section.ts";

/** Where the Markdown goes: how long it may be, what it links and how it is found again. */
export interface MarkdownOptions {
  /**
   * UTF-8 bytes that the result may have, at least 300 beside the marker. Where a limit counts characters, as that of
   * a check run does, as many bytes keep it too.
   */
  budget: number;
  /** Address (http or https) of the full report; dropped where the budget has no room for it. */
  link?: string | undefined;
  /** An HTML comment by which the text is found again, put first as it stands. */
  marker?: string | undefined;
}

/** The detail at which nothing of a section is shown. */
const nothing = { rows: 0, samples: false, charts: false, paragraphs: 0 };
/** What the heading needs at the least. */
const leastRoom = 60;

/**
 * The report as GitHub Markdown of at most `budget` bytes: the verdict and the facts, then the sections by
 * rank. What does not fit is left out in ranked order, never in the middle of a table, fence or tag, and the
 * last line says what is missing and where it is. Throws RangeError when the marker leaves too little of the
 * budget.
 */
export function renderMarkdown(report: Report, { budget, link, marker }: MarkdownOptions): string {
  const prefix = marker === undefined ? "" : `${marker}\n`;
  const sections = report.sections.filter(({ pageOnly }) => !pageOnly).sort((a, b) => a.rank - b.rank);
  const most = sections.map((section) => omittedFrom(section, nothing));
  const all = {
    ...most.reduce(addOmitted, nothingOmitted),
    sections: sections.length,
    facts: report.facts.length,
  };
  const room = budget - Buffer.byteLength(prefix) - Buffer.byteLength(renderEnding(all, link)) - 2;
  if (room < leastRoom && link !== undefined) return renderMarkdown(report, { budget, marker });
  if (room < leastRoom) throw new RangeError(`A report does not fit into ${budget} bytes`);

  const head = renderHead(report, room);
  const fitted = fitSections(sections, room - Buffer.byteLength(head.text));
  const omitted = fitted
    .map(({ section, level }) => omittedFrom(section, details[level]))
    .reduce(addOmitted, { ...nothingOmitted, facts: head.facts });
  const blocks = [head.text, ...fitted.flatMap(({ text }) => text ?? []), renderEnding(omitted, link)];
  return prefix + blocks.filter((block) => block !== "").join("\n\n");
}
