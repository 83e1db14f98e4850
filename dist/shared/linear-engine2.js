import { linear, notConverged } from "./linear-engine.js";

export { linear };