import { closeSync, openSync, readSync } from "node:fs";
import { type FileParts, type PartAnswer, workPart } from "../parts/work-part.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { createPartRoom } from "../tables/csv-part.ts";
import { instantiateCsv } from "./instantiate.ts";

let compiled: CsvKernel | undefined;

/** The thread's own instance, used for one part after another. */
function kernel(): CsvKernel {
  compiled ??= instantiateCsv();
  return compiled;
}

/** Opens a file to work through its parts. */
export function openParts({ path, work }: FileParts): (part: number) => Promise<PartAnswer> {
  const room = createPartRoom();
  return async (part) => {
    const file = openSync(path, "r");
    const read = (position: number, target: Uint8Array): number =>
      readSync(file, target, 0, target.length, position);
    try {
      return await workPart(work, part, read, kernel, room);
    } finally {
      closeSync(file);
    }
  };
}
