import { expression } from "./vendor-vega.js";

export { expression as expressionInterpreter };