import { Decompress } from "./vendor-zstd.js";

export { Decompress };