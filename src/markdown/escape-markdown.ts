import { escapeHtml } from "../escape-html.ts";
import { makeVisible } from "../visible-text.ts";

/** Words and numbers in which nothing needs an escape: most of what is escaped. */
const harmless = /^(?:(?!.*[a-f\d]{7})[A-Za-z][A-Za-z0-9 ,()%]*|−?\d{1,3}(?:,\d{3})*(?:\.\d+)?|–)$/;

/** Stand for `&#8203;` and for the ends of a code until the end: makeVisible leaves none of them. */
const gap = "\u200B";
const codeStart = "\u0001";
const codeEnd = "\u0002";

/** GitHub finds formulas in a page's text, where an entity is a dollar again: as an element it is parted from others. */
const dollar = "<span>&#36;</span>";

/**
 * What GitHub would link to a commit: seven to forty hexadecimal digits at a word's start, with the rest of that
 * word, or behind two dots. GitHub links nothing in code, and code is copied as it stands.
 */
const commit = /(?<=^|[\s({[@$])(?=[\da-f]{7,40}(?!\w))[\w.-]*[\w-]|(?<=\.\.)[\da-f]{7,40}(?!\w)/g;

/** A quick look for anything that `breakReferences` may have to break. */
const referenced = /[@#:]|www\.|(?:gh|ghsa|cve)-|\/(?:issues|pull|discussions)\/|[\da-f]{7}/i;

const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  $: dollar,
  [gap]: "&#8203;",
};

/**
 * Data as inline GitHub Markdown that reads as it stands and does nothing: no markup, mention, reference,
 * link, emoji code or formula. One line; good in paragraphs, headings and table cells. References are
 * broken by a zero-width space, because GitHub resolves them after entities and backslashes are gone.
 */
export function escapeMarkdown(text: string): string {
  if (harmless.test(text)) return text;
  return breakReferences(makeVisible(text).trim())
    .replace(/\u0001[^\u0002]*\u0002|[&<>$\\`*[\]|~\u200B]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (mark) =>
      mark.startsWith(codeStart)
        ? `\`${mark.slice(1, -1).replaceAll(gap, "")}\``
        : (marks[mark] ?? `\\${mark}`),
    )
    .replace(/^(?:[-+]+(?=\s|$)|=+\s*$|#+(?=\s|$)|:-)/, "\\$&")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\")
    .replace(/(?<=\s)#+$/, "\\$&");
}

/** Data as text inside an HTML block of Markdown (`<summary>`), inert like `escapeMarkdown`. */
export function escapeInlineHtml(text: string): string {
  return escapeHtml(breakReferences(makeVisible(text).trim()))
    .replaceAll("$", dollar)
    .replaceAll(codeStart, "<code>")
    .replaceAll(codeEnd, "</code>")
    .replaceAll(gap, "&#8203;");
}

/** Data in bold; nothing where there is no text to show. */
export function renderBold(text: string): string {
  const escaped = escapeMarkdown(text);
  return escaped === "" ? "" : `**${escaped}**`;
}

/** A short technical text (a path, a rule's name) as code where that is safe, as escaped text otherwise. */
export function renderCode(text: string): string {
  return /^[\w./:@#+=,%()-](?:[\w./:@#+=,%() -]*[\w./:@#+=,%()-])?$/.test(text)
    ? `\`${text}\``
    : escapeMarkdown(text);
}

function breakReferences(text: string): string {
  if (!referenced.test(text)) return text;
  return text
    .replace(commit, `${codeStart}$&${codeEnd}`)
    .replace(/@(?=\S)/g, `@${gap}`)
    .replace(/#(?=\d)/g, `#${gap}`)
    .replace(/GH-(?=\d)|(?:GHSA|CVE)-(?=\w)|\/(?:issues|pull|discussions)\/(?=\d)/gi, `$&${gap}`)
    .replace(/(?<=[a-z\d+.-])(?=:\/\/)/gi, gap)
    .replace(/www(?=\.)/gi, `$&${gap}`)
    .replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234)(?::|$))/gi, `:${gap}`);
}
