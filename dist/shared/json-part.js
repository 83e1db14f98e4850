import { declaredTexts, glanceAtObjects, planJsonColumn, readJsonPart } from "./json-part2.js";

export { readJsonPart };