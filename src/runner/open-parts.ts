import { closeSync, openSync, readSync } from "node:fs";
import { openPlan } from "../parts/open-plan.ts";
import { type FileParts, type PartAnswer, workPart } from "../parts/work-part.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { instantiateCsv } from "./instantiate.ts";

let compiled: CsvKernel | undefined;

/** The thread's own instance, used for one part after another. */
function kernel(): CsvKernel {
  compiled ??= instantiateCsv();
  return compiled;
}

/** Opens a file to work through its parts, one after another; it is only open while one is read. */
export function openParts({ path, work }: FileParts): (part: number) => Promise<PartAnswer> {
  let file = -1;
  const read = (position: number, target: Uint8Array): number =>
    readSync(file, target, 0, target.length, position);
  const readPart = openPlan(work.plan, read, kernel);
  return async (part) => {
    file = openSync(path, "r");
    try {
      return await workPart(work, part, readPart);
    } finally {
      closeSync(file);
    }
  };
}
