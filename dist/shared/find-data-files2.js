import { findDataFiles, isDataSet } from "./find-data-files.js";

export { findDataFiles, isDataSet };