import { closeSync, openSync, readSync } from "node:fs";
import { openPlan } from "../parts/open-plan.ts";
import { type PartAnswer, type PartWork, workPart } from "../parts/work-part.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { instantiateCsv } from "./instantiate.ts";

/** Opens data to work through their parts, one after another; a file is only open while one is read. */
export function openParts(work: PartWork): (part: number) => Promise<PartAnswer> {
  let file = -1;
  const read = (position: number, target: Uint8Array): number =>
    readSync(file, target, 0, target.length, position);
  let instance: CsvKernel | undefined;
  /** One for all parts, which knows their texts; another run's would be another's. */
  const kernel = (): CsvKernel => {
    instance ??= instantiateCsv();
    return instance;
  };
  const readPart = openPlan(work.plan, read, kernel, work.columns === undefined);
  return async (part) => {
    const { path } = work.plan.files[work.ranges[part]!.file]!;
    file = openSync(path, "r");
    try {
      return await workPart(work, part, readPart);
    } finally {
      closeSync(file);
    }
  };
}
