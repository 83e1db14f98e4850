import { relateColumns, tellPatterns } from "./relate-columns.js";

export { relateColumns };