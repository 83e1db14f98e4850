import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { PickleScan, RandomBytes } from "../../src/pickle/pickle-scan.ts";
import { scanModelFile } from "../../src/pickle/scan-model.ts";

/** Bytes in memory as a file. */
export function fileOf(bytes: Uint8Array): RandomBytes {
  return { size: bytes.length, readRange: async (start, end) => bytes.subarray(start, Math.max(start, end)) };
}

/** Scans bytes as a file of this name. */
export function scanBytes(bytes: Uint8Array, name = "model.pkl"): Promise<PickleScan> {
  return scanModelFile(name, fileOf(bytes));
}

/** Scans a file of the disk, read piece by piece. */
export async function scanFile(path: string): Promise<PickleScan> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    return await scanModelFile(path, {
      size,
      readRange: async (start, end) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
      },
    });
  } finally {
    closeSync(file);
  }
}
