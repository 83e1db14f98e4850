import { findDataFiles, findFiles, isDataSet } from "./find-data-files.js";

export { findDataFiles, isDataSet };