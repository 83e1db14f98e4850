import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { digestDataSet } from "../evidence/digest.ts";
import { type ExaminedImage, glanceAtImage, type ImagesJob } from "../images/examine-image.ts";
import { imageFindings } from "../images/image-findings.ts";
import { type FolderImage, imageColumns } from "../images/image-table.ts";
import { isImageSet, planImages } from "../images/plan-images.ts";
import type { Pool } from "../learn/pool.ts";
import type { Files } from "../services/files.ts";
import { refuseLfsPointer } from "../tables/refuse-pointer.ts";
import type { Table } from "../tables/table.ts";
import type { DataFile } from "./find-data-files.ts";
import { type ListedFolder, listFolder } from "./list-folder.ts";

/** What reading images needs beside their paths. */
export interface ImageOptions {
  files: Files;
  pool: Pool;
  signal?: AbortSignal | undefined;
  /** Images examined so far, of all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** About the bytes and files that are in memory at a time, twice: while some are decoded, the next are read. */
const batch = { bytes: 32 << 20, files: 512 };
/** Files that are read at the same time: what lies elsewhere takes its time to come. */
const atOnce = 8;
/** Larger files are not decoded; only their first bytes are looked at. */
const mostBytes = 64 << 20;
const headBytes = 1 << 20;

/** The files of a folder of images, or of a pattern of them; undefined where the path is none. */
export async function findImages(files: Files, path: string): Promise<ListedFolder | undefined> {
  const listed = await listFolder(files, path);
  return isImageSet(listed.names) ? listed : undefined;
}

/** The images of such a folder as files of a data set; their digest is that of the table of `readImages`. */
export function imageFiles({ base, names, folders }: ListedFolder): DataFile[] {
  return planImages(names, folders).images.map(({ name }) => {
    const path = base === "." ? name : `${base}/${name}`;
    return { path, source: path, name, bytes: 0, partitions: new Map() };
  });
}

/**
 * Reads a folder of images by class as a table with a row an image, in path order: every image is decoded once to see
 * that it can be. What is wrong with the images is in `findings`. Throws UserError where Git LFS keeps them, and for
 * links to folders: a class would be missing without a word.
 */
export async function readImages(
  source: string,
  { base, names, folders }: ListedFolder,
  options: ImageOptions,
): Promise<Table> {
  const plan = planImages(names, folders);
  const pathOf = (name: string): string => (base === "." ? name : `${base}/${name}`);
  for (const name of plan.others)
    if ((await options.files.size(pathOf(name))) === undefined) throw noFile(pathOf(name));
  const examined = await examineAll(
    plan.images.map(({ name }) => pathOf(name)),
    options,
  );
  const images: FolderImage[] = plan.images.map((image, row) => ({ ...image, ...examined[row]! }));
  return {
    source,
    rows: images.length,
    columns: imageColumns(images),
    lines: new Uint32Array(0),
    bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
    digest: digestDataSet(images.map(({ name, digest }) => ({ path: name, digest }))),
    fileOf: (row) => pathOf(images[row]!.name),
    findings: imageFindings(images, plan, pathOf),
    holdsImages: true,
  };
}

async function examineAll(paths: readonly string[], options: ImageOptions): Promise<ExaminedImage[]> {
  const { pool, signal, onProgress } = options;
  const examined: ExaminedImage[] = [];
  let running: Promise<ExaminedImage[]> = Promise.resolve([]);
  for (let next = 0; next < paths.length; ) {
    const { job, glanced, end } = await readBatch(paths, next, options);
    examined.push(...(await running));
    const done = examined.length;
    running = pool
      .run<ExaminedImage>("images", job, job.offsets.length - 1, {
        signal,
        onDone: (count) => onProgress?.(done + count, paths.length),
      })
      .then((answers) => answers.map((answer, index) => glanced.get(index) ?? answer));
    // It is awaited after the next batch is read: until then a failure is nobody's.
    running.catch(() => {});
    next = end;
  }
  examined.push(...(await running));
  return examined;
}

/** The images of a batch as one job; those too large to be in it stand there as empty ones. */
interface Batch {
  job: ImagesJob;
  glanced: Map<number, ExaminedImage>;
  /** Index of the first path that is not in it. */
  end: number;
}

async function readBatch(paths: readonly string[], start: number, options: ImageOptions): Promise<Batch> {
  const { files } = options;
  const contents: Uint8Array[] = [];
  const glanced = new Map<number, ExaminedImage>();
  let bytes = 0;
  let end = start;
  while (end < paths.length && contents.length < batch.files && bytes < batch.bytes) {
    const next = await sizesOf(paths.slice(end, end + atOnce), batch.bytes - bytes, files);
    for (const read of await Promise.all(next.map((file) => readOne(file, options)))) {
      if (!(read instanceof Uint8Array)) glanced.set(contents.length, read);
      const content = read instanceof Uint8Array ? read : new Uint8Array(0);
      contents.push(content);
      bytes += content.length;
    }
    end += next.length;
  }
  return { job: joined(contents, bytes), glanced, end };
}

interface SizedFile {
  path: string;
  size: number;
}

/** As many of the files as have that many bytes together, and one at least. Throws UserError for what is no file. */
async function sizesOf(paths: readonly string[], most: number, files: Files): Promise<SizedFile[]> {
  const sizes = await Promise.all(paths.map((path) => files.size(path)));
  const taken: SizedFile[] = [];
  let sum = 0;
  for (const [index, path] of paths.entries()) {
    const size = sizes[index];
    if (size === undefined) throw noFile(path);
    sum += size;
    if (taken.length > 0 && sum > most) break;
    taken.push({ path, size });
  }
  return taken;
}

/** A file's bytes, or what its first ones say where they are too many. */
async function readOne(
  { path, size }: SizedFile,
  options: ImageOptions,
): Promise<Uint8Array | ExaminedImage> {
  options.signal?.throwIfAborted();
  if (size > mostBytes) return glance(path, size, options);
  const content = await options.files.readRange(path, 0, size);
  refuseLfsPointer(content, path, path.replace(/[^/]*$/, "**"));
  return content;
}

function joined(contents: readonly Uint8Array[], length: number): ImagesJob {
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  const offsets = new Uint32Array(contents.length + 1);
  for (const [index, content] of contents.entries()) {
    bytes.set(content, offsets[index]);
    offsets[index + 1] = offsets[index]! + content.length;
  }
  return { bytes, offsets };
}

async function glance(path: string, size: number, { files, signal }: ImageOptions): Promise<ExaminedImage> {
  const hash = createHash("sha256");
  for await (const chunk of files.stream(path)) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return glanceAtImage(await files.readRange(path, 0, headBytes), size, hash.digest("hex"));
}

function noFile(path: string): UserError {
  return new UserError(`Cannot read "${path}": it is neither a file nor a folder`, {
    file: path,
    hint: "Links to folders are not followed: copy the images, or name the folder itself",
  });
}
