import { makeVisible } from "./visible-text.js";

// src/escape-html.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Text for an element's content or a quoted attribute. */
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
/** Data as text of a page: escaped, and with control and reordering characters made visible. */
function escapeText(text) {
	return escapeHtml(makeVisible(text));
}

export { escapeHtml, escapeText };