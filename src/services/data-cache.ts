import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs/promises";
import path from "node:path";
import type { Clock } from "./clock.ts";
import { fileError } from "./file-error.ts";
import { createFiles } from "./files.ts";

/** A file that was fetched. Its content was what its digest says when it was found. */
export interface CachedFile {
  /** Absolute. */
  path: string;
  bytes: number;
  /** SHA-256 of the content, lower-case hex. */
  digest: string;
  stream(): AsyncIterable<Uint8Array>;
  /** The bytes from `start` to before `end`. */
  readRange(start: number, end: number): Promise<Uint8Array>;
}

/** Fetched files by their digest, and which address had which. */
export interface DataCache {
  /** Looks at every byte: a file that was changed is removed, not found. */
  find(digest: string): Promise<CachedFile | undefined>;
  /** What an address had when it was asked last, with the server's name for that content. */
  recall(address: string): Promise<{ etag: string; file: CachedFile } | undefined>;
  remember(address: string, etag: string, file: CachedFile): Promise<void>;
  /**
   * Takes a file in under its digest once all of it is there and `accept` does not throw. What the chunks throw
   * passes through, and nothing is left of the file then.
   */
  add(chunks: AsyncIterable<Uint8Array>, accept: (digest: string) => void): Promise<CachedFile>;
}

/** The cache in a folder that only its user may open. Runs that use it at the same time do not disturb each other. */
export function createDataCache(folder: string, clock: Clock): DataCache {
  const files = createFiles({ root: folder, contained: false });
  const pathOf = (digest: string): string => path.join(folder, digest);
  const noteOf = (address: string): string =>
    path.join(folder, "addresses", `${createHash("sha256").update(address).digest("hex")}.json`);
  const open = (digest: string, bytes: number): CachedFile => ({
    path: pathOf(digest),
    bytes,
    digest,
    stream: () => files.stream(pathOf(digest)),
    readRange: (start, end) => files.readRange(pathOf(digest), start, end),
  });
  const find: DataCache["find"] = async (digest) => {
    const bytes = await files.size(pathOf(digest));
    if (bytes === undefined) return undefined;
    const hash = createHash("sha256");
    for await (const chunk of files.stream(pathOf(digest))) hash.update(chunk);
    if (hash.digest("hex") === digest) return open(digest, bytes);
    await files.remove(pathOf(digest));
    return undefined;
  };
  return {
    find,
    async recall(address) {
      const note = parseNote(await files.read(noteOf(address)).catch(() => ""));
      const file = note && (await find(note.digest));
      return file && { etag: note.etag, file };
    },
    remember: (address, etag, { digest }) =>
      files.write(noteOf(address), `${JSON.stringify({ schema: "mlops/fetched@1", etag, digest })}\n`),
    async add(chunks, accept) {
      await prepareFolder(folder, clock.now());
      const name = path.join(folder, `${randomUUID()}.fetched`);
      const hash = createHash("sha256");
      const failed: { cause?: unknown } = {};
      let bytes = 0;
      async function* measured(): AsyncGenerator<Uint8Array> {
        try {
          for await (const chunk of chunks) {
            hash.update(chunk);
            bytes += chunk.length;
            yield chunk;
          }
        } catch (cause) {
          failed.cause = cause;
          throw cause;
        }
      }
      try {
        await files.write(name, measured());
        const file = open(hash.digest("hex"), bytes);
        accept(file.digest);
        await files.move(name, file.path);
        return file;
      } catch (cause) {
        await files.remove(name);
        throw "cause" in failed ? failed.cause : cause;
      }
    },
  };
}

/** Makes the folder, and clears it of what runs that were killed left a day ago or earlier. */
async function prepareFolder(folder: string, now: number): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw fileError("write", folder, cause);
  }
  const left = (await fs.readdir(folder)).filter((name) => /\.(fetched|partial)$/.test(name));
  for (const name of left.map((each) => path.join(folder, each))) {
    const stat = await fs.stat(name).catch(() => undefined);
    if (stat && now - stat.mtimeMs > 86_400_000) await fs.rm(name, { force: true });
  }
}

function parseNote(text: string): { etag: string; digest: string } | undefined {
  try {
    const { etag, digest } = JSON.parse(text) as Record<string, unknown>;
    if (typeof etag !== "string" || typeof digest !== "string") return undefined;
    return /^[!-~]{1,1024}$/.test(etag) && /^[0-9a-f]{64}$/.test(digest) ? { etag, digest } : undefined;
  } catch {
    return undefined;
  }
}
