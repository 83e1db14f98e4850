import { readFileSync } from "node:fs";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { type Asset, assetUrl } from "./asset-url.ts";

/** An instance of a compiled kernel with that many bytes of memory. */
export function instantiate(
  asset: Exclude<Asset, "worker">,
  bytes: number,
): { memory: WebAssembly.Memory; exports: WebAssembly.Instance["exports"] } {
  const module = new WebAssembly.Module(readFileSync(assetUrl(asset)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  return { memory, exports: new WebAssembly.Instance(module, { env: { memory } }).exports };
}

/** An instance of the kernel that `readCsv` reads large files with. */
export function instantiateCsv(): CsvKernel {
  const { memory, exports } = instantiate("csv.wasm", 1 << 21);
  return {
    memory: memory as unknown as CsvKernel["memory"],
    scanBatch: exports.scanBatch as CsvKernel["scanBatch"],
    encode: exports.encode as CsvKernel["encode"],
    widen: exports.widen as CsvKernel["widen"],
  };
}
