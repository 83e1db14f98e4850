import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, open, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { HashKey } from "../parts/keyed-hash.ts";
import { fileError } from "./file-error.ts";

/** Files for the time of a run. */
export interface Scratch {
  /** 64 random bits for the hashes of keys that lie in the files. */
  readonly key: HashKey;
  /**
   * Writes a new file that only this user can read; its absolute path. `source` is what it is made of, for messages.
   * Where the content throws, or the disk is full, nothing is left of it.
   */
  write(content: AsyncIterable<Uint8Array>, source: string): Promise<string>;
  /** The bytes of a written file from `start` to before `end`. */
  readRange(file: string, start: number, end: number): Promise<Uint8Array>;
  /** A new file that is written piece by piece and read again; `source` as above. */
  create(source: string): Promise<ScratchFile>;
  remove(file: string): Promise<void>;
  /** Removes all files that are left. */
  close(): Promise<void>;
}

/** A file that is written piece by piece. */
export interface ScratchFile {
  /** Pieces are written in the order of the calls, one after another. */
  append(bytes: Uint8Array): Promise<void>;
  /** What was appended so far, as often as it is wanted. */
  read(): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

function makeKey(): HashKey {
  const bytes = randomBytes(8);
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}

/** Files in the folder `temp`. */
export function createScratch(temp: string): Scratch {
  const files = new Set<string>();
  const remove = async (file: string): Promise<void> => {
    await rm(file, { force: true, maxRetries: 5 });
    files.delete(file);
  };
  let key: HashKey | undefined;
  return {
    get key() {
      key ??= makeKey();
      return key;
    },
    async write(content, source) {
      const file = path.join(temp, `mlops-scratch-${randomUUID()}`);
      files.add(file);
      try {
        await mkdir(temp, { recursive: true });
        await writeFile(file, content, { flag: "wx", mode: 0o600 });
        return file;
      } catch (cause) {
        await remove(file);
        // Only what the system says is of the disk; the rest is the content's.
        throw cause instanceof Error && "syscall" in cause ? fileError("unpack", source, cause) : cause;
      }
    },
    async readRange(file, start, end) {
      const opened = await open(file, "r");
      try {
        const { buffer, bytesRead } = await opened.read(new Uint8Array(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await opened.close();
      }
    },
    async create(source) {
      const file = path.join(temp, `mlops-scratch-${randomUUID()}`);
      files.add(file);
      const failed = (cause: unknown): never => {
        throw fileError("compare", source, cause);
      };
      await mkdir(temp, { recursive: true }).catch(failed);
      await writeFile(file, "", { flag: "wx", mode: 0o600 }).catch(failed);
      let last: Promise<unknown> = Promise.resolve();
      return {
        append(bytes) {
          const appended = last.then(() => appendFile(file, bytes)).catch(failed);
          last = appended.catch(() => {});
          return appended;
        },
        read: () => createReadStream(file, { highWaterMark: 1 << 18 }),
        remove: () => remove(file),
      };
    },
    remove,
    async close() {
      for (const file of files) await remove(file).catch(() => {});
    },
  };
}
