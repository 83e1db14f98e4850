import { renderMarkdown } from "./render-markdown.js";

export { renderMarkdown };