import { escapeText } from "../escape-html.ts";
import type { Section } from "../report.ts";
import { clipText } from "../visible-text.ts";

/** A section of the page and the name that links find it by. */
export interface Placed {
  id: string;
  section: Section;
}

/** A part of the contents: the sections of one report, under its name where there are several. */
export interface Part {
  name?: string;
  sections: readonly Placed[];
}

/** Below this many sections a page needs no contents. */
const fewest = 4;

/** Links to the page's sections, with how many errors and warnings each has; beside the page where there is room. */
export function renderContents(parts: readonly Part[]): string {
  if (parts.reduce((count, { sections }) => count + sections.length, 0) < fewest) return "";
  const lists = parts.map(({ name, sections }) => {
    const items = sections.map(
      ({ id, section }) =>
        `<li><a href="#${id}">${escapeText(clipText(section.title, 100))}</a>${renderCounts(section)}</li>`,
    );
    const head = name === undefined ? "" : `<p>${escapeText(clipText(name, 100))}</p>`;
    return `${head}<ul>${items.join("\n")}</ul>`;
  });
  return `<nav class="contents" aria-label="Contents"><details><summary>Contents</summary>${lists.join("\n")}</details></nav>`;
}

function renderCounts({ findings = [] }: Section): string {
  const counts = [
    { severity: "error", sign: "✕", noun: "errors" },
    { severity: "warning", sign: "▲", noun: "warnings" },
  ].map(({ severity, sign, noun }) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0
      ? ""
      : ` <span class="count ${severity}"><span aria-hidden="true">${sign}</span> ${count}<span class="unseen"> ${noun}</span></span>`;
  });
  return counts.join("");
}
