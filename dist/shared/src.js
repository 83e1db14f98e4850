import { decompress } from "./vendor-zstd.js";
import { compressors, decompressBrotli, decompressGzip, decompressLz4, decompressLz4Raw, gunzip, snappyUncompress$1 as snappyUncompress } from "./vendor-parquet.js";

export { compressors, decompressBrotli, decompressGzip, decompressLz4, decompressLz4Raw, snappyUncompress as decompressSnappy, decompress as decompressZstd, gunzip };