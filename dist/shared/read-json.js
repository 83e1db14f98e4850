import { readJson, withoutKeys } from "./read-json2.js";

export { readJson };