import { throttling } from "./vendor-github.js";

export { throttling };