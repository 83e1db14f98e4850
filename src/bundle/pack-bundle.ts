import { createHash } from "node:crypto";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { UserError } from "../errors.ts";
import type { Files } from "../services/files.ts";
import { type BundleEntry, type BundleIndex, bundleLimits, checkEntries } from "./bundle-index.ts";
import { bundleFolders } from "./bundle-path.ts";

/** Whose bundle it is: the index without its entries. */
export type BundleOrigin = Omit<BundleIndex, "schema" | "entries">;

/** Lists and hashes what a bundle of the project's folder will hold, in path order. */
export async function indexBundle(files: Files, folder: string, origin: BundleOrigin): Promise<BundleIndex> {
  const entries: BundleEntry[] = [];
  for (const top of [...bundleFolders].sort())
    for (const path of await pathsBelow(files, folder, top)) entries.push(await measure(files, folder, path));
  checkEntries(entries, bundleLimits, `Cannot bundle "${folder}"`);
  return { schema: "mlops/bundle@1", ...origin, entries };
}

/**
 * The bundle as a gzipped tar: `index.json`, then its entries. The same files give the same bytes. Throws UserError
 * when a file is no longer what the index says.
 */
export async function* packBundle(
  files: Files,
  folder: string,
  index: BundleIndex,
): AsyncIterable<Uint8Array> {
  const tar = pack();
  const gzip = createGzip();
  const piping = pipeline(tar, gzip);
  const feeding = feed(tar, files, folder, index).catch((error) => tar.destroy(error));
  try {
    yield* gzip;
    await Promise.all([piping, feeding]);
  } finally {
    tar.destroy();
    await piping.catch(() => {});
  }
}

async function pathsBelow(files: Files, root: string, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(`${root}/${path}`))
    if (isFolder) found.push(...(await pathsBelow(files, root, `${path}/${name}`)));
    else if (!isPassing(`${path}/${name}`)) found.push(`${path}/${name}`);
  return found;
}

/** Half-written files, and the report of the action that is saving: it cannot say yet how that ended. */
function isPassing(path: string): boolean {
  return path.endsWith(".partial") || path === "reports/save.json";
}

async function measure(files: Files, root: string, path: string): Promise<BundleEntry> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of files.stream(`${root}/${path}`)) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { path, size, sha256: hash.digest("hex") };
}

async function feed(tar: Pack, files: Files, root: string, index: BundleIndex): Promise<void> {
  const text = new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`);
  await writeEntry(tar, "index.json", text.byteLength, [text]);
  for (const entry of index.entries)
    await writeEntry(tar, entry.path, entry.size, unchanged(files.stream(`${root}/${entry.path}`), entry));
  tar.finalize();
}

async function writeEntry(
  tar: Pack,
  name: string,
  size: number,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const sink = tar.entry({ name, size, mode: 0o644, mtime: new Date(0) });
  const finished = once(sink, "finish");
  finished.catch(() => {});
  for await (const chunk of content)
    if (!sink.write(chunk)) await Promise.race([once(sink, "drain"), finished]);
  sink.end(undefined);
  await finished;
}

async function* unchanged(content: AsyncIterable<Uint8Array>, entry: BundleEntry): AsyncIterable<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  const changed = (): UserError =>
    new UserError(`Cannot bundle "${entry.path}": it changed while it was read`);
  for await (const chunk of content) {
    hash.update(chunk);
    size += chunk.byteLength;
    if (size > entry.size) throw changed();
    yield chunk;
  }
  if (size !== entry.size || hash.digest("hex") !== entry.sha256) throw changed();
}
