import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ServiceError, UserError } from "../errors.ts";
import {
  type BundleEntry,
  type BundleIndex,
  type BundleLimits,
  bundleLimits,
  largestIndex,
  parseIndex,
} from "./bundle-index.ts";

/** Bytes that may unpack from anything, so that small files of zeros are no bomb. */
const freeBytes = 16 << 20;

/** Where a bundle's files go: a place of its own, to be thrown away when `unpackBundle` throws. */
export interface BundleTarget {
  write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Names the bundle in messages. */
  label: string;
  limits?: BundleLimits;
}

/**
 * Unpacks a bundle: the index comes first, and then exactly its files follow, with its sizes and digests, in its
 * order. Every byte is taken as hostile, and what is written is only good once this has returned. Throws UserError
 * that names the entry.
 */
export async function unpackBundle(
  content: AsyncIterable<Uint8Array>,
  target: BundleTarget,
): Promise<BundleIndex> {
  const { write, label, limits = bundleLimits } = target;
  const act = `Cannot restore bundle "${label}"`;
  const { extract } = await import("tar-stream");
  const tar = extract();
  const piping = pipeline(bounded(content, limits, act), tar);
  // It may fail while what came before is still being written; it is asked below.
  piping.catch(() => {});
  try {
    const entries = tar[Symbol.asyncIterator]() as AsyncIterator<Entry>;
    const index = parseIndex(await readIndex(await entries.next(), act), limits, act);
    for (const entry of index.entries)
      await write(entry.path, verified(expectEntry(await entries.next(), entry, act), entry, act));
    const more = await entries.next();
    if (!more.done) throw new UserError(`${act}: "${more.value.header.name}" is not in its index`);
    await piping;
    return index;
  } catch (cause) {
    tar.destroy();
    const failure = await piping.then(
      () => undefined,
      (error: unknown) => error,
    );
    throw (
      known(failure) ??
      known(cause) ??
      new UserError(`${act}: it is damaged (${reason(failure ?? cause)})`, { cause })
    );
  }
}

/** Unzips, within the limits on bytes out and on bytes out for each byte in. */
async function* bounded(
  content: AsyncIterable<Uint8Array>,
  limits: BundleLimits,
  act: string,
): AsyncIterable<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  // A header block and padding for each file, paths beyond the header's room, and the end of the archive.
  const most = limits.total + largestIndex + (limits.entries + 2) * 4096;
  const gunzip = createGunzip();
  const piping = pipeline(counted(), gunzip);
  // It may fail while what came before is still being read; it is asked below.
  piping.catch(() => {});
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of content) {
      packed += chunk.byteLength;
      yield chunk;
    }
  }
  try {
    for await (const chunk of gunzip) {
      unpacked += chunk.byteLength;
      if (unpacked > most) throw new UserError(`${act}: it unpacks to more than ${most} bytes`);
      if (unpacked > freeBytes && unpacked > packed * limits.ratio)
        throw new UserError(`${act}: it unpacks to more than ${limits.ratio} times its size`);
      yield chunk;
    }
    await piping;
  } finally {
    gunzip.destroy();
    await piping.catch(() => {});
  }
}

/** A file of the archive; its type is null when it is none that the tar format names. */
interface Entry extends AsyncIterable<Uint8Array> {
  header: { name: string; size: number; type: string | null };
}
type Next = IteratorResult<Entry>;

async function readIndex(next: Next, act: string): Promise<string> {
  const stream = next.done ? undefined : next.value;
  if (stream?.header.name !== "index.json" || stream.header.type !== "file")
    throw new UserError(`${act}: its first entry is not "index.json"`);
  if (stream.header.size > largestIndex) throw new UserError(`${act}: its index is too large`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function expectEntry(next: Next, entry: BundleEntry, act: string): Entry {
  if (next.done) throw new UserError(`${act}: "${entry.path}" of its index is missing`);
  const { name, type, size } = next.value.header;
  if (name !== entry.path)
    throw new UserError(`${act}: found ${JSON.stringify(name)} in place of "${entry.path}"`);
  if (type !== "file")
    throw new UserError(`${act}: "${name}" is a ${type ?? "special file"}, only files are allowed`);
  if (size !== entry.size)
    throw new UserError(`${act}: "${name}" has ${size} bytes, its index says ${entry.size}`);
  return next.value;
}

async function* verified(stream: Entry, entry: BundleEntry, act: string): AsyncIterable<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of stream) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== entry.sha256)
    throw new UserError(`${act}: "${entry.path}" is not what its index says`);
}

function known(error: unknown): Error | undefined {
  if (error instanceof UserError || error instanceof ServiceError) return error;
  return error instanceof Error && error.name === "AbortError" && "reason" in error ? error : undefined;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
