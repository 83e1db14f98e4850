import { openParquet, readParquet } from "./read-parquet.js";

export { readParquet };