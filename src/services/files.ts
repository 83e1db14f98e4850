import { randomUUID } from "node:crypto";
import * as fs from "node:fs/promises";
import path from "node:path";
import { UserError } from "../errors.ts";
import { codeOf, decodeText, fileError } from "./file-error.ts";
import { makeFolder, replaceFolder, statOf } from "./folders.ts";

/** One entry of a folder. */
export interface FileEntry {
  name: string;
  isFolder: boolean;
}

/** What a file is made of: text as UTF-8, bytes, or chunks of bytes as they come. */
export type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * The files that an action may touch. Paths are absolute or relative to `root`; a contained service (always on
 * GitHub) refuses a path or link that leaves `root`. A missing file, a folder where a file is wanted, a full
 * disk are UserErrors that name the path.
 */
export interface Files {
  /** Absolute folder that relative paths start from. */
  readonly root: string;
  /** UTF-8 text; a byte order mark is dropped. */
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /**
   * The file's bytes in chunks; opened when first read from. With `isReused`, chunks lie in one buffer, each only until
   * the next is asked for: a large file then leaves no garbage behind.
   */
  stream(path: string, options?: { isReused?: boolean }): AsyncIterable<Uint8Array>;
  /** The bytes from `start` to before `end`; fewer where the file ends earlier. */
  readRange(path: string, start: number, end: number): Promise<Uint8Array>;
  /** The absolute path at which threads and programs find the file; undefined where it is on no disk. */
  locate(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** Bytes of a file, or undefined where there is none. */
  size(path: string): Promise<number | undefined>;
  /** When a file was last written, milliseconds since 1970; undefined where there is none, or none can tell. */
  modified(path: string): Promise<number | undefined>;
  /** Entries of a folder in name order; empty where there is none. */
  list(path: string): Promise<FileEntry[]>;
  write(path: string, content: Content): Promise<void>;
  /**
   * Writes a folder as a whole, by the files' paths in it: its place has what was there before, or all of the new
   * files, never some of them.
   */
  writeFolder(path: string, files: Iterable<readonly [name: string, content: Content]>): Promise<void>;
  /** Renames a file or folder; a file at the new place is replaced, a folder there must be gone before. */
  move(from: string, to: string): Promise<void>;
  /** Removes a file or a folder with all in it; no error where there is none. */
  remove(path: string): Promise<void>;
}

/** Files on disk. `allow` names further folders that a contained service may touch (the runner's scratch). */
export function createFiles(options: { root: string; contained: boolean; allow?: readonly string[] }): Files {
  const root = path.resolve(options.root);
  const allowed = [root, ...(options.allow ?? [])].map((each) => path.resolve(each));

  const resolve = async (name: string): Promise<string> => {
    const target = path.resolve(root, name);
    if (options.contained) await refuseOutside(name, target, allowed);
    return target;
  };
  const readBytes = async (name: string): Promise<Uint8Array> => {
    const target = await resolve(name);
    return fs.readFile(target).catch((cause) => {
      throw fileError("read", name, cause);
    });
  };
  return {
    root,
    readBytes,
    async read(name) {
      return decodeText(await readBytes(name), name);
    },
    async *stream(name, { isReused = false } = {}) {
      const target = await resolve(name);
      try {
        yield* readChunks(target, isReused);
      } catch (cause) {
        throw fileError("read", name, cause);
      }
    },
    async readRange(name, start, end) {
      const target = await resolve(name);
      try {
        const file = await fs.open(target);
        try {
          const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
          return buffer.subarray(0, bytesRead);
        } finally {
          await file.close();
        }
      } catch (cause) {
        throw fileError("read", name, cause);
      }
    },
    locate: resolve,
    async exists(name) {
      return (await statOf(await resolve(name))) !== undefined;
    },
    async size(name) {
      const stat = await statOf(await resolve(name));
      return stat?.isFile() ? stat.size : undefined;
    },
    async modified(name) {
      return (await statOf(await resolve(name)))?.mtimeMs;
    },
    async list(name) {
      const entries = await fs.readdir(await resolve(name), { withFileTypes: true }).catch((cause) => {
        if (codeOf(cause) === "ENOENT") return [];
        throw fileError("list", name, cause);
      });
      return entries
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async write(name, content) {
      const target = await resolve(name);
      const isWhole = typeof content === "string" || content instanceof Uint8Array;
      for (let triesLeft = isWhole ? 3 : 0; ; triesLeft--) {
        const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
        try {
          await makeFolder(path.dirname(target));
          await fs.writeFile(partial, content);
          await fs.rename(partial, target);
          return;
        } catch (cause) {
          await fs.rm(partial, { force: true }).catch(() => {});
          // Another run in the same place may have removed the folder in between.
          if (codeOf(cause) === "ENOENT" && triesLeft > 0) continue;
          throw cause instanceof UserError ? cause : fileError("write", name, cause);
        }
      }
    },
    async writeFolder(name, contents) {
      const target = await resolve(name);
      const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
      try {
        for (const [file, content] of contents) {
          await makeFolder(path.dirname(path.join(partial, file)));
          await fs.writeFile(path.join(partial, file), content, { flush: true });
        }
        await replaceFolder(partial, target);
      } catch (cause) {
        await fs.rm(partial, { recursive: true, force: true }).catch(() => {});
        throw cause instanceof UserError ? cause : fileError("write", name, cause);
      }
    },
    async move(from, to) {
      const [source, target] = [await resolve(from), await resolve(to)];
      try {
        await makeFolder(path.dirname(target));
        await fs.rename(source, target);
      } catch (cause) {
        throw fileError("write", to, cause);
      }
    },
    async remove(name) {
      // The retries are for another process that writes into the folder at the same time.
      await fs.rm(await resolve(name), { recursive: true, force: true, maxRetries: 5 }).catch((cause) => {
        throw fileError("remove", name, cause);
      });
    },
  };
}

async function refuseOutside(name: string, target: string, allowed: readonly string[]): Promise<void> {
  const real = await realPath(target);
  const roots = await Promise.all(allowed.map(realPath));
  if (roots.some((each) => isInside(each, real))) return;
  throw new UserError(`Cannot use "${name}": it lies outside the workspace`, {
    hint: "Use a path below the checkout; links that lead out of it are refused",
  });
}

/** True when `target` is `folder` or lies below it; both absolute. */
export function isInside(
  folder: string,
  target: string,
  paths: Pick<typeof path, "relative" | "isAbsolute" | "sep"> = path,
): boolean {
  const relative = paths.relative(folder, target);
  return (
    relative === "" ||
    (relative !== ".." && !relative.startsWith(`..${paths.sep}`) && !paths.isAbsolute(relative))
  );
}

/** The real path of what exists of it, with the rest appended: a file that is yet to be written has none. */
async function realPath(target: string): Promise<string> {
  try {
    return await fs.realpath(target);
  } catch {
    const parent = path.dirname(target);
    return parent === target ? target : path.join(await realPath(parent), path.basename(target));
  }
}

/** Quicker than Node's stream, which is long in starting. */
async function* readChunks(path: string, isReused: boolean): AsyncIterable<Uint8Array> {
  const file = await fs.open(path);
  const newBuffer = (): Uint8Array => new Uint8Array(isReused ? 1 << 20 : 1 << 18);
  try {
    let buffer = newBuffer();
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      if (!isReused) buffer = newBuffer();
    }
  } finally {
    await file.close();
  }
}
