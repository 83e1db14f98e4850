import { readFileSync } from "node:fs";
import type { ColumnKernel } from "../profile/column-kernel.ts";
import type { ResampleKernel } from "../statistics/resample-kernel.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { type Asset, assetUrl } from "./asset-url.ts";

const modules = new Map<Asset, WebAssembly.Module>();

/** A kernel is compiled once a thread. */
function moduleOf(asset: Exclude<Asset, "worker">): WebAssembly.Module {
  const module = modules.get(asset) ?? new WebAssembly.Module(readFileSync(assetUrl(asset)));
  modules.set(asset, module);
  return module;
}

/** An instance of a compiled kernel with that many bytes of memory. */
export function instantiate(
  asset: Exclude<Asset, "worker">,
  bytes: number,
): { memory: WebAssembly.Memory; exports: WebAssembly.Instance["exports"] } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  return { memory, exports: new WebAssembly.Instance(moduleOf(asset), { env: { memory } }).exports };
}

/** An instance of a compiled kernel on a memory that threads share. */
export function instantiateOn(
  asset: Exclude<Asset, "worker">,
  memory: unknown,
): WebAssembly.Instance["exports"] {
  return new WebAssembly.Instance(moduleOf(asset), { env: { memory } }).exports;
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

/** An instance of the kernel that small tables are profiled with. */
export function instantiateColumns(bytes: number): ColumnKernel {
  const { memory, exports } = instantiate("columns.wasm", bytes);
  return { ...exports, memory } as unknown as ColumnKernel;
}

/** An instance of the kernel that a bootstrap draws with. */
export function instantiateResamples(bytes: number): ResampleKernel {
  const { memory, exports } = instantiate("resamples.wasm", bytes);
  return { ...exports, memory } as unknown as ResampleKernel;
}
