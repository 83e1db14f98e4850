import { makeVisible } from "./visible-text.ts";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element's content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Data as text of a page: escaped, and with control and reordering characters made visible. */
export function escapeText(text: string): string {
  return escapeHtml(makeVisible(text));
}
