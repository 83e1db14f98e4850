import { train } from "./train.js";

export { train };