import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { UserError } from "../errors.ts";
import { type BundleEntry, type BundleIndex, bundleLimits, checkEntries } from "./bundle-index.ts";

/** Whose bundle it is: the index without its entries. */
export type BundleOrigin = Omit<BundleIndex, "schema" | "entries">;

/** Opens a file by its path in the bundle. */
export type OpenFile = (path: string) => AsyncIterable<Uint8Array>;

/** Hashes the files that a bundle will hold. Throws UserError when there are too many or a name is not allowed. */
export async function indexBundle(
  paths: readonly string[],
  open: OpenFile,
  origin: BundleOrigin,
): Promise<BundleIndex> {
  const entries: BundleEntry[] = [];
  for (const path of paths.toSorted()) entries.push(await measure(path, open(path)));
  checkEntries(entries, bundleLimits, `Cannot bundle "${origin.name}"`);
  return { schema: "mlops/bundle@1", ...origin, entries };
}

/**
 * The bundle as a gzipped tar: `index.json`, then its entries. The same files give the same bytes. Throws UserError
 * when a file is no longer what the index says.
 */
export async function* packBundle(index: BundleIndex, open: OpenFile): AsyncIterable<Uint8Array> {
  const tar = pack();
  const gzip = createGzip();
  const piping = pipeline(tar, gzip);
  const feeding = feed(tar, index, open).catch((error) => tar.destroy(error));
  try {
    yield* gzip;
    await Promise.all([piping, feeding]);
  } finally {
    tar.destroy();
    await piping.catch(() => {});
  }
}

async function measure(path: string, content: AsyncIterable<Uint8Array>): Promise<BundleEntry> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { path, size, sha256: hash.digest("hex") };
}

async function feed(tar: Pack, index: BundleIndex, open: OpenFile): Promise<void> {
  const text = new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`);
  await pipeline([text], entryOf(tar, "index.json", text.byteLength));
  for (const entry of index.entries)
    await pipeline(unchanged(open(entry.path), entry), entryOf(tar, entry.path, entry.size));
  tar.finalize();
}

/** The stream that takes an entry's content; the header has nothing of this machine or moment. */
function entryOf(tar: Pack, name: string, size: number): NodeJS.WritableStream {
  return tar.entry({ name, size, mode: 0o644, mtime: new Date(0) });
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
