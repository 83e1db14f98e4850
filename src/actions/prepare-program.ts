import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { programVariables } from "../program/variables.ts";
import { rowIds } from "../tables/row-hash.ts";
import type { Split } from "../tables/split.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { digestData, imagesAt, sourcesOf } from "./digest-data.ts";
import { findFiles } from "./find-data-files.ts";
import type { TrainingSets } from "./load-set.ts";
import { loadTable } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";
import { type PreparedTraining, prepareTraining } from "./prepare-training.ts";
import { writeRows } from "./write-rows.ts";

/** What a user's program is given. */
export interface PreparedProgram {
  /** The data as a table; undefined where there are none, or none that make a table. */
  raw: Table | undefined;
  /** The data divided; undefined where there is no target. */
  training: (PreparedTraining & { ids: string[] }) | undefined;
  /** Name of the column with identities in the files of our split. */
  idColumn: string;
  /** Digests of the data by the name of their set; by "" where there is one. */
  digests: Record<string, string>;
  /** The environment variables of the contract. */
  variables: Record<string, string>;
}

/** Reads and divides the data, and writes what the program is given below `.mlops/<name>/run/`. */
export async function prepareProgram(context: Context): Promise<PreparedProgram> {
  const { files, project } = context;
  const { run } = project.folders;
  const params = { ...project.config.train.params };
  const [{ raw, sets }] = await Promise.all([readRows(context), makeFolders(context, params)]);
  const isTable = raw !== undefined && !raw.holdsImages;
  const training =
    isTable && project.config.data.target !== undefined
      ? await prepareTraining(context, raw, sets)
      : undefined;
  const divided = training && { ...training, ids: rowIds(training.hashes) };
  const idColumn = training && findColumn(training.table, "row_id") ? "mlops_row_id" : "row_id";
  const parts = divided ? await writeParts(context, divided, idColumn) : {};
  const dataFiles = await locateData(context);
  if (dataFiles.length > 0) await files.write(`${run}/data.txt`, `${dataFiles.join("\n")}\n`);
  const at = (name: string): string => path.resolve(files.root, run, name);
  return {
    raw: isTable ? raw : undefined,
    training: divided,
    idColumn,
    digests: await digestData(context, sets?.digests ?? (raw && { "": raw.digest })),
    variables: programVariables({
      name: project.name,
      data: dataFiles,
      dataList: at("data.txt"),
      target: project.config.data.target,
      parts,
      idColumn,
      params,
      paramsFile: at("params.json"),
      modelFolder: at("model"),
      evidenceFolder: at("evidence"),
      progressFile: at("progress.jsonl"),
      seed: project.modelSeed ?? project.config.data.split.seed,
      mark: randomUUID(),
    }),
  };
}

/** The data, and how they came divided. */
async function readRows(context: Context): Promise<{ raw?: Table; sets?: TrainingSets }> {
  const { project } = context;
  if (project.sets.has("train")) {
    const { loadTrainingSets } = await import("./load-set.ts");
    const sets = await loadTrainingSets(context);
    return { raw: sets.table, sets };
  }
  return project.dataPath === undefined ? {} : { raw: await loadTable(context) };
}

/** The program's own folders, empty, and its parameters. */
async function makeFolders({ files, project }: Context, params: object): Promise<void> {
  const { run } = project.folders;
  await files.remove(run);
  await Promise.all([
    files.write(`${run}/params.json`, `${JSON.stringify(params, null, 2)}\n`),
    files.write(`${run}/model/.gitignore`, "*\n"),
    files.write(`${run}/evidence/.gitignore`, "*\n"),
  ]);
}

async function writeParts(
  context: Context,
  { table, split, ids }: PreparedTraining & { ids: string[] },
  idColumn: string,
): Promise<Partial<Record<keyof Split, string>>> {
  const { files, project } = context;
  const written: Partial<Record<keyof Split, string>> = {};
  for (const part of ["train", "validation", "test"] as const) {
    if (split[part].length === 0) continue;
    const file = `${project.folders.run}/${part}.csv`;
    await writeRows(context, file, table, { rows: split[part], ids, idColumn });
    written[part] = path.resolve(files.root, file);
  }
  return written;
}

/** The files of the data on this disk; what was fetched lies in the cache. */
async function locateData(context: Context): Promise<string[]> {
  const found: string[] = [];
  for (const [, source] of sourcesOf(context.project)) {
    const files = await openProjectData({ ...context, project: source });
    // Of a folder of images the folder: so programs read them.
    const images = await imagesAt(files, source.dataPath!);
    const paths = images ? [images.base] : (await findFiles(files, source.dataPath!)).map(({ path }) => path);
    for (const file of paths) {
      const place = await files.locate(file);
      if (place === undefined)
        throw new UserError(`Cannot give "${file}" to the command: it is on no disk`, { file });
      found.push(place);
    }
  }
  return found;
}
