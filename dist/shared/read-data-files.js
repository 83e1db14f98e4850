import { readDataFiles, refuseMixture } from "./read-data-files2.js";

export { readDataFiles };