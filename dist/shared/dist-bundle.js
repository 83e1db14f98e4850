import { VERSION, retry } from "./vendor-github.js";

export { VERSION, retry };