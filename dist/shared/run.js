import { run } from "./run2.js";

export { run };