import { contentOf } from "./content.ts";
import type { PickleScan, RandomBytes } from "./pickle-scan.ts";
import { scanContent } from "./scan-content.ts";
import { startRecord } from "./scan-record.ts";

/**
 * Finds what Python would import when it reads a model file, without running anything of it: pickles of protocols 0 to 5
 * (joblib's, PyTorch's of both formats, NumPy's arrays of objects), alone, one after the other or in zip, zlib and gzip,
 * and the classes that Keras and skops name in JSON. The opcodes are followed on a stack and memo as Python has them;
 * where readers differ, or something cannot be followed, `problems` says so. Kinds are told by content, never by `name`,
 * which is only for reports. Time is linear in the file's size, memory bounded: large files are read piece by piece.
 */
export async function scanModelFile(name: string, file: RandomBytes): Promise<PickleScan> {
  const record = startRecord(name);
  const place = {
    record,
    member: "",
    isExpected: true,
    isRaw: false,
    takesIds: false,
    isScript: false,
  };
  record.scan.holdsPickles = await scanContent(contentOf(file, 0, file.size), place, 0);
  return record.scan;
}
