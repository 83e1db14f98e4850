import { parquetHeader, readColumn, readPage } from "./vendor-parquet.js";

export { parquetHeader, readColumn, readPage };