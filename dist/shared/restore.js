import { restore } from "./restore2.js";

export { restore };