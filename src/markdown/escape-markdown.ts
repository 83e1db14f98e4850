import { escapeHtml } from "../escape-html.ts";
import { makeVisible } from "../visible-text.ts";

/** Words and numbers in which nothing needs an escape: most of what is escaped. */
const harmless = /^(?:[A-Za-z][A-Za-z0-9 ,()%/]*|−?\d[\d,]*(?:\.\d+)?|–)$/;

/** Stands for `&#8203;` until the end: makeVisible leaves no other zero-width space. */
const gap = "\u200B";

/**
 * Data as inline GitHub Markdown that reads as it stands and does nothing: no markup, mention, reference,
 * link, emoji code or formula. One line; good in paragraphs, headings and table cells. References are
 * broken by a zero-width space, because GitHub resolves them after entities and backslashes are gone.
 */
export function escapeMarkdown(text: string): string {
  if (harmless.test(text)) return text;
  return breakReferences(makeVisible(text).trim())
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("$", "&#36;")
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/^(?:[-+]+(?=\s|$)|=+\s*$|#+(?=\s|$)|:-)/, "\\$&")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\")
    .replace(/(?<=\s)#+$/, "\\$&")
    .replaceAll(gap, "&#8203;");
}

/** Data as text inside an HTML block of Markdown (`<summary>`), inert like `escapeMarkdown`. */
export function escapeInlineHtml(text: string): string {
  return escapeHtml(breakReferences(makeVisible(text).trim()))
    .replaceAll("$", "&#36;")
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
  return text
    .replace(/@(?=\S)/g, `@${gap}`)
    .replace(/#(?=\d)/g, `#${gap}`)
    .replace(/\b(GH|GHSA)-(?=\w)/gi, `$1-${gap}`)
    .replace(/(?<=[a-z\d+.-])(?=:\/\/)/gi, gap)
    .replace(/www(?=\.)/gi, `$&${gap}`)
    .replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234):)/gi, `:${gap}`);
}
