import { decompressPage, readDataPage, readDataPageV2 } from "./vendor-parquet.js";

export { decompressPage, readDataPage, readDataPageV2 };