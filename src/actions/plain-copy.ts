import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import { decompress } from "../services/decompress.ts";
import type { Files } from "../services/files.ts";
import type { Progress } from "../services/log.ts";
import { findCompression, findFormat } from "../tables/file-format.ts";
import { planBytes } from "../tables/plan-csv.ts";
import { findEncoding } from "../tables/read-table.ts";
import { refuseLfsPointer } from "../tables/refuse-pointer.ts";
import { type Encoding, transcode } from "../tables/transcode.ts";

/** Bytes that are unpacked to disk at most. */
const mostBytes = 64e9;

/** A file in UTF-8 that can be read in any order. */
export interface PlainFile {
  path: string;
  bytes: number;
  /** Its first bytes. */
  head: Uint8Array;
  /** Whether it is a scratch file. */
  isCopy: boolean;
}

/** A CSV or JSON file of the project, and how it is stored. */
interface StoredFile {
  path: string;
  /** As the user knows it. */
  source: string;
  encoding: Encoding | undefined;
  /** Unpacked bytes from which on it is wanted. */
  leastBytes: number;
  /** Gets all bytes of a scratch file as they are written. */
  onChunk?: ((chunk: Uint8Array) => void) | undefined;
}

/**
 * A CSV or JSON file as it is, or the scratch file that it is unpacked and transcoded to. Undefined where it is of another
 * format, on no disk, or comes to less than `leastBytes`. Throws UserError as reading it does, and for one that unpacks
 * to more than 64 GB.
 */
export async function findPlain(
  context: Pick<Context, "scratch" | "log" | "signal">,
  files: Files,
  { path, source, encoding: declared, leastBytes, onChunk }: StoredFile,
): Promise<PlainFile | undefined> {
  const bytes = (await files.size(path)) ?? 0;
  const place = await files.locate(path);
  if (place === undefined) return undefined;
  const head = await files.readRange(path, 0, Math.min(bytes, planBytes));
  refuseLfsPointer(head, source);
  const compression = findCompression(head, source);
  const open = (): AsyncIterable<Uint8Array> =>
    compression === undefined ? files.stream(path) : decompress(compression, files.stream(path), source);
  const start = compression === undefined ? head : await firstBytes(open());
  const format = findFormat(start, source);
  if (format === "parquet") return undefined;
  const encoding = format === "json" ? "utf-8" : (declared ?? findEncoding(start));
  const copied = { source, leastBytes, onChunk };
  if (encoding !== "utf-8") return copyPlain(context, transcode(open(), encoding, source), copied);
  if (compression !== undefined) return copyPlain(context, open(), copied);
  return bytes < leastBytes ? undefined : { path: place, bytes, head, isCopy: false };
}

/** Writes content to a scratch file; undefined where it comes to less than `leastBytes`. */
export async function copyPlain(
  { scratch, log, signal }: Pick<Context, "scratch" | "log" | "signal">,
  content: AsyncIterable<Uint8Array>,
  { source, leastBytes, onChunk }: Pick<StoredFile, "source" | "leastBytes" | "onChunk">,
): Promise<PlainFile | undefined> {
  const first: Uint8Array[] = [];
  let bytes = 0;
  let progress: Progress | undefined;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of boundBytes(content, mostBytes, source)) {
      signal.throwIfAborted();
      if (bytes < planBytes) first.push(chunk.slice(0, planBytes - bytes));
      bytes += chunk.length;
      onChunk?.(chunk);
      if (bytes >= leastBytes) progress ??= log.progress(`Unpacking ${source}`);
      yield chunk;
    }
  }
  const path = await scratch.write(watched(), source);
  if (bytes < leastBytes) {
    await scratch.remove(path);
    return undefined;
  }
  progress?.end(formatBytes(bytes));
  return { path, bytes, head: Buffer.concat(first), isCopy: true };
}

/** Passes chunks on. Throws UserError once they come to more than `most` bytes. */
export async function* boundBytes(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  source: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most)
      throw new UserError(`Cannot read "${source}": it unpacks to more than ${formatBytes(most)}`, {
        file: source,
        hint: "Split it, or write it as Parquet",
      });
    yield chunk;
  }
}

async function firstBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) if (chunk.length > 0) return chunk;
  return new Uint8Array(0);
}
