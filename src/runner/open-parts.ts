import { closeSync, openSync, readSync } from "node:fs";
import { openPlan } from "../parts/open-plan.ts";
import type { FilePlan } from "../parts/part-plan.ts";
import { type PartAnswer, type PartWork, workPart } from "../parts/work-part.ts";
import { kernelPartLoops } from "../profile/part-loops.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import type { ReadAt } from "../tables/csv-part.ts";
import { instantiateColumns, instantiateCsv } from "./instantiate.ts";

/** Opens data to work through their parts, one after another; a file is only open while one of its parts is read. */
export function openParts(work: PartWork): (part: number) => Promise<PartAnswer> {
  let file = -1;
  const close = (): void => {
    if (file >= 0) closeSync(file);
    file = -1;
  };
  const open = ({ path }: FilePlan): ReadAt => {
    close();
    file = openSync(path, "r");
    return (position, target) => readSync(file, target, 0, target.length, position);
  };
  let instance: CsvKernel | undefined;
  /** One for all parts, which knows their texts; another run's would be another's. */
  const kernel = (): CsvKernel => {
    instance ??= instantiateCsv();
    return instance;
  };
  const readPart = openPlan(work.plan, open, kernel, work.columns === undefined);
  const loops = kernelPartLoops(instantiateColumns);
  return (part) => workPart(work, part, readPart, loops).finally(close);
}
