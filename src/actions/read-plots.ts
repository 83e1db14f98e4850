import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Curve } from "../program/progress.ts";
import type { ModelFile } from "./find-model-files.ts";
import { readData } from "./read-data.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** What a program drew. */
export interface Plots {
  /** Of CSV files: a course a column of numbers. */
  curves: Curve[];
  /** Their names are those in the folder of evidence. */
  images: ModelFile[];
}

const mostFiles = 100;
const mostBytes = 16 << 20;

/** The plots of `train.plots`. Throws UserError for what was not written, and what is neither CSV nor image. */
export async function readPlots(
  context: Pick<Context, "files" | "project" | "signal">,
  before: Before,
): Promise<Plots> {
  const { files, project, signal } = context;
  const plots: Plots = { curves: [], images: [] };
  const found: string[] = [];
  for (const each of writtenPaths(context, "plots"))
    found.push(...(await requireFresh(context, each, { before, key: "plots" })));
  const refuse = (file: string, why: string): UserError =>
    new UserError(`Cannot use the plot "${file}": ${why}`, project.place(["train", "plots"]));
  for (const [index, file] of found.entries()) {
    if (index >= mostFiles) throw refuse(file, `there are more than ${mostFiles} files`);
    if (/\.(csv|tsv)$/i.test(file)) {
      const { parseMetricTable } = await import("../imports/csv-metrics.ts");
      plots.curves.push(...parseMetricTable(await readData(files, file, { signal })).curves);
      continue;
    }
    if (!/\.(png|jpe?g|webp|gif|svg)$/i.test(file)) throw refuse(file, "it is neither CSV nor an image");
    if (((await files.size(file)) ?? 0) > mostBytes) throw refuse(file, "it is larger than 16 MiB");
    const name = path.posix.basename(file);
    const isTaken = plots.images.some((image) => image.name === `plots/${name}`);
    plots.images.push({ name: `plots/${isTaken ? `${index + 1}-` : ""}${name}`, file });
  }
  return plots;
}
