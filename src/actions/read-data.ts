import { UserError } from "../errors.ts";
import type { Files } from "../services/files.ts";
import type { Workers } from "../services/workers.ts";
import { isAddress, showAddress } from "../tables/address.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import { type CsvFile, readTable, type TableOptions } from "../tables/read-table.ts";
import { dvcError } from "../tables/refuse-pointer.ts";
import type { Table } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";
import type { ReadFile } from "./read-data-files.ts";

/** How data are read, beside what they are. */
export interface ReadOptions {
  signal?: AbortSignal | undefined;
  csv?: CsvFile | undefined;
  columns?: DeclaredColumns | undefined;
  kernel?: (() => CsvKernel) | undefined;
  /** Types that hold instead of inferred ones. */
  types?: TableOptions["types"];
  /** Threads that decode images: without them, a folder of images is not read. */
  workers?: Pick<Workers, "pool"> | undefined;
  /** Bytes or images read so far, of all where that is known. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Reads data into one table: the file of that path, the files that a pattern matches or a folder holds, or the images of
 * a folder. Aborts with the signal's reason.
 */
export async function readData(files: Files, path: string, options: ReadOptions = {}): Promise<Table> {
  const { signal, csv, columns, workers, onProgress } = options;
  await refuseDvc(files, path);
  const bytes = await files.size(path);
  if (bytes === undefined && workers !== undefined) {
    const { findImages, readImages } = await import("./read-images.ts");
    const found = await findImages(files, path);
    if (found !== undefined) {
      refuseDeclared(path, { csv, columns });
      return readImages(path, found, { files, pool: workers.pool(), signal, onProgress });
    }
  }
  if (bytes === undefined) {
    const { findDataFiles, isDataSet } = await import("./find-data-files.ts");
    if (await isDataSet(files, path))
      return readSeveral(files, path, await findDataFiles(files, path), options);
  }
  return readFile(files, { path, source: showAddress(path), bytes }, options);
}

async function readSeveral(
  files: Files,
  source: string,
  found: readonly DataFile[],
  options: ReadOptions,
): Promise<Table> {
  const { readDataFiles } = await import("./read-data-files.ts");
  const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  const known = new Set<DataFile>();
  let done = 0;
  const readOne: ReadFile = async (file, types) => {
    const onProgress = (read: number): void => options.onProgress?.(Math.min(total, done + read), total);
    const table = await readFile(files, file, { ...options, types, onProgress });
    // A file may be read a second time, for other types.
    if (!known.has(file)) done += file.bytes;
    known.add(file);
    return table;
  };
  return readDataFiles(source, found, readOne, {
    decimal: options.csv?.decimal,
    declared: options.columns,
    types: options.types,
  });
}

function readFile(
  files: Files,
  { path, source, bytes }: Pick<DataFile, "path" | "source"> & { bytes: number | undefined },
  { signal, csv, columns, kernel, types, onProgress }: ReadOptions,
): Promise<Table> {
  return readTable(() => abortable(files.stream(path), signal), {
    source,
    bytes,
    csv,
    columns,
    kernel,
    types,
    // Most data are not compressed.
    async *decompress(...args) {
      const { decompress } = await import("../services/decompress.ts");
      yield* decompress(...args);
    },
    readRange: (start, end) => {
      signal?.throwIfAborted();
      return files.readRange(path, start, end);
    },
    onProgress: (done) => onProgress?.(done, bytes ?? done),
  });
}

/** What is declared of data files says nothing of images. */
function refuseDeclared(path: string, declared: Pick<ReadOptions, "csv" | "columns">): void {
  const key = (["csv", "columns"] as const).find((each) => declared[each] !== undefined);
  if (key !== undefined)
    throw new UserError(`Cannot read "${path}" as data.${key} says: it is a folder of images`, {
      file: path,
      hint: `Remove data.${key} from mlops.yml`,
    });
}

/** Where DVC keeps the data, a `.dvc` file stands beside its place; people also name that file itself. */
async function refuseDvc(files: Files, path: string): Promise<void> {
  if (isAddress(path)) return;
  if (path.endsWith(".dvc")) {
    const data = path.slice(0, -".dvc".length);
    if (!(await files.exists(path))) return;
    if (!(await files.exists(data))) throw dvcError(data, path);
    throw new UserError(`Cannot read "${path}": it only says where DVC keeps the data`, {
      file: path,
      hint: `Name the data itself: "${data}"`,
    });
  }
  if (!(await files.exists(path)) && (await files.exists(`${path}.dvc`))) throw dvcError(path, `${path}.dvc`);
}

async function* abortable(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
