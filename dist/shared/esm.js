import { Decompress, decompress } from "./vendor-zstd.js";

export { Decompress };