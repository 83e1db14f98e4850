import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import type { FileEntry, Files } from "../services/files.ts";
import { isObject, showAddress } from "../tables/address.ts";
import { type Glob, type GlobState, isGlob, parseGlob } from "../tables/glob.ts";
import { type Partitions, readPartitions } from "../tables/partitions.ts";
import { dvcError } from "../tables/refuse-pointer.ts";
import { refuseTableFormat } from "./refuse-table-format.ts";

/** One file of a data set. */
export interface DataFile {
  /** Path to read it by. */
  path: string;
  /** Name in messages. */
  source: string;
  /** Path within the data set, for its digest; empty where the file is the data. */
  name: string;
  bytes: number;
  /** Columns that its folders make. */
  partitions: Partitions;
}

const mostFiles = 10_000;
const mostEntries = 200_000;

/** Endings of data files: in a folder that is named as a whole, other files are left out. */
const dataEnding = /\.(csv|tsv|jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;

/** Whether the path means several files: a folder, or a pattern that is not itself the name of a file. */
export async function isDataSet(files: Files, path: string): Promise<boolean> {
  if ((await files.size(path)) !== undefined) return false;
  return isGlob(path) || isObject(path) || files.exists(path);
}

/** The files that data are read from: the one of that path, or those of a data set. Throws UserError. */
export async function findFiles(files: Files, path: string): Promise<DataFile[]> {
  if (await isDataSet(files, path)) return findDataFiles(files, path);
  const bytes = (await files.size(path)) ?? 0;
  return [{ path, source: showAddress(path), name: "", bytes, partitions: new Map() }];
}

/**
 * The files of a data set, in the order of their paths' bytes: those that a pattern matches, or the data files anywhere
 * below a folder. Hidden names are left out (see `isHidden`); folders `key=value` from the first wildcard on, or below
 * the folder, are Hive partitions. Throws UserError where there are no files or too many, for tables of Delta Lake,
 * Iceberg and Hudi, for links to folders, and for what only DVC has.
 */
export async function findDataFiles(files: Files, path: string): Promise<DataFile[]> {
  const isPattern = isGlob(path) && !(await files.exists(path));
  const glob = isPattern ? parseGlob(path) : { ...parseGlob("**"), base: path.replace(/(?<=.)\/+$/, "") };
  if (!(await files.exists(glob.base)) && (await files.exists(`${glob.base}.dvc`)))
    throw dvcError(glob.base, `${glob.base}.dvc`);
  const parent = parentOf(glob.base);
  if (parent !== undefined) await refuseTableFormat(files, parent, await listParent(files, parent));
  const isWanted = (name: string): boolean => isPattern || dataEnding.test(name);
  const found: DataFile[] = [];
  for await (const each of walk({ files, glob, path, isWanted, entries: 0 }, [], glob.start)) {
    found.push(each);
    if (found.length > mostFiles) throw tooMany(path, `they are more than ${formatNumber(mostFiles)} files`);
  }
  if (found.length === 0) throw nothing(path, isPattern);
  return found
    .map((file) => ({ file, key: Buffer.from(file.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ file }) => file);
}

interface Walk {
  files: Files;
  glob: Glob;
  path: string;
  /** Whether a file that matches is data by its name. */
  isWanted(name: string): boolean;
  entries: number;
}

async function* walk(of: Walk, folder: readonly string[], state: GlobState): AsyncGenerator<DataFile> {
  const { files, glob, path, isWanted } = of;
  const place = pathOf(glob, folder);
  const list = await files.list(place);
  of.entries += list.length;
  if (of.entries > mostEntries)
    throw tooMany(path, `they lie among more than ${formatNumber(mostEntries)} files and folders`);
  await refuseTableFormat(files, place, list);
  refuseDvc(of, list, place, state);
  for (const { name, isFolder } of list) {
    const next = name.endsWith(".dvc") ? undefined : glob.step(state, name);
    if (next === undefined) continue;
    const inner = [...folder, name];
    if (isFolder) {
      yield* walk(of, inner, next);
      continue;
    }
    const full = pathOf(glob, inner);
    const bytes = await files.size(full);
    if (bytes === undefined)
      throw new UserError(`Cannot read "${full}": it is neither a file nor a folder`, {
        file: full,
        hint: "Links to folders are not followed: copy the data, or name the folder itself",
      });
    if (!glob.isMatch(next) || !isWanted(name)) continue;
    const partitions = readPartitions(folder, full);
    yield { path: full, source: full, name: inner.join("/"), bytes, partitions };
  }
}

/** A file or folder that only DVC has would be missing from the table without a word. */
function refuseDvc(
  { glob, isWanted }: Walk,
  list: readonly FileEntry[],
  place: string,
  state: GlobState,
): void {
  const names = new Set(list.map(({ name }) => name));
  for (const name of names) {
    const data = name.endsWith(".dvc") ? name.slice(0, -".dvc".length) : "";
    const next = data === "" || names.has(data) ? undefined : glob.step(state, data);
    if (next === undefined) continue;
    const isFile = glob.isMatch(next) && isWanted(data);
    if (isFile || !data.includes(".")) throw dvcError(`${place}/${data}`, `${place}/${name}`);
  }
}

/** In a bucket, who may list a folder need not be allowed to list the one above. */
async function listParent(files: Files, parent: string): Promise<FileEntry[]> {
  const listing = files.list(parent);
  return isObject(parent) ? listing.catch(() => []) : listing;
}

/** The folder above one; undefined at the top of a tree or bucket, and above what is not named. */
function parentOf(folder: string): string | undefined {
  if (folder === "." || folder === "/" || folder.endsWith("..")) return undefined;
  if (!folder.includes("/")) return ".";
  const parent = folder.slice(0, folder.lastIndexOf("/")) || "/";
  return parent.endsWith("/") && parent !== "/" ? undefined : parent;
}

function pathOf({ base }: Glob, names: readonly string[]): string {
  if (names.length === 0) return base;
  return base === "." ? names.join("/") : `${base === "/" ? "" : base}/${names.join("/")}`;
}

function tooMany(path: string, why: string): UserError {
  return new UserError(`Cannot read "${path}": ${why}`, { hint: "Name fewer files, or join them first" });
}

function nothing(path: string, isPattern: boolean): UserError {
  return new UserError(
    isPattern
      ? `Cannot read "${path}": no file matches it`
      : `Cannot read "${path}": the folder holds no data files`,
    {
      hint: isPattern
        ? "Check the path; names that begin with a dot or an underscore match only where the pattern writes it"
        : "Data files end in .csv, .tsv, .jsonl, .ndjson, .json or .parquet, images in .jpg, .png or .webp; name others with a pattern such as data/*.txt",
    },
  );
}
