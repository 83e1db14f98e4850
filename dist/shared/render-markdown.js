import { renderMarkdown } from "./markdown.js";

export { renderMarkdown };