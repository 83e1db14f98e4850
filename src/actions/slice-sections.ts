import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { parseManifest } from "../evidence/manifest.ts";
import { sliceTable } from "../gate/slice-table.ts";
import type { Section } from "../report.ts";
import { readCsv } from "../tables/read-csv.ts";
import { inputPath } from "./project.ts";

/** The metrics by slice as a section of the gate's report; none where no slices are asked for. */
export async function sliceSections(
  {
    project,
    files,
    inputs,
  }: Pick<Context, "project" | "files"> & { inputs: { "working-directory": string } },
  predictions: string | undefined,
): Promise<Section[]> {
  const { slices } = project.config.gate;
  if (slices === undefined) return [];
  const file = predictions
    ? await inputPath(files, inputs["working-directory"], predictions)
    : `${project.folders.evidence}/predictions.csv`;
  const manifestPath = `${project.folders.evidence}/manifest.json`;
  const manifest = (await files.exists(manifestPath))
    ? parseManifest(await files.read(manifestPath), manifestPath)
    : undefined;
  const classes = manifest?.classes ?? [];
  const table = await readCsv(() => files.stream(file), {
    source: file,
    types: manifest?.task === "classification" ? { actual: "text", predicted: "text" } : {},
  });
  if (predictions === undefined && manifest && table.digest !== manifest.digests.predictions)
    throw new UserError(
      `Cannot judge "${project.name}": the predictions in "${file}" are not those that its manifest speaks of`,
      { hint: "A file of the evidence changed after training; train again" },
    );
  const tables = slices.columns.map((column) =>
    sliceTable({
      table,
      column,
      minRows: slices.min_rows,
      classes,
      weight: manifest?.weight,
      place: project.place(["gate", "slices", "columns"]),
    }),
  );
  return [{ title: "Slices", rank: 3, folded: true, tables }];
}
