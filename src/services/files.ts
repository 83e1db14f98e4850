import { randomUUID } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";
import { UserError } from "../errors.ts";

/** One entry of a folder. */
export interface FileEntry {
  name: string;
  isFolder: boolean;
}

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
  /** The file's bytes in chunks; opened when first read from. */
  stream(path: string): AsyncIterable<Uint8Array>;
  exists(path: string): Promise<boolean>;
  /** Bytes of a file, or undefined where there is none. */
  size(path: string): Promise<number | undefined>;
  /** Entries of a folder in name order; empty where there is none. */
  list(path: string): Promise<FileEntry[]>;
  write(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
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
    async *stream(name) {
      const target = await resolve(name);
      try {
        yield* createReadStream(target, { highWaterMark: 1 << 18 });
      } catch (cause) {
        throw fileError("read", name, cause);
      }
    },
    async exists(name) {
      return (await statOf(await resolve(name))) !== undefined;
    },
    async size(name) {
      const stat = await statOf(await resolve(name));
      return stat?.isFile() ? stat.size : undefined;
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

/** Files in memory, keyed by path relative to `root`, for tests. */
export function memoryFiles(
  initial: Record<string, string | Uint8Array> = {},
  root = "/workspace",
): Files & { all(): Map<string, Uint8Array> } {
  const encoder = new TextEncoder();
  const contents = new Map<string, Uint8Array>();
  const keyOf = (name: string): string => path.posix.relative(root, path.posix.resolve(root, name));
  const bytesOf = (content: string | Uint8Array): Uint8Array =>
    typeof content === "string" ? encoder.encode(content) : content;
  for (const [name, content] of Object.entries(initial)) contents.set(keyOf(name), bytesOf(content));
  const isFolder = (key: string): boolean =>
    [...contents.keys()].some((each) => each.startsWith(key === "" ? "" : `${key}/`));
  const readBytes = async (name: string): Promise<Uint8Array> => {
    const found = contents.get(keyOf(name));
    if (found) return found;
    throw fileError("read", name, { code: isFolder(keyOf(name)) ? "EISDIR" : "ENOENT" });
  };
  return {
    root,
    readBytes,
    read: async (name) => decodeText(await readBytes(name), name),
    async *stream(name) {
      yield await readBytes(name);
    },
    exists: async (name) => contents.has(keyOf(name)) || isFolder(keyOf(name)),
    size: async (name) => contents.get(keyOf(name))?.byteLength,
    async list(name) {
      const prefix = keyOf(name) === "" ? "" : `${keyOf(name)}/`;
      const entries = new Map<string, FileEntry>();
      for (const key of contents.keys()) {
        if (!key.startsWith(prefix)) continue;
        const [first = "", ...rest] = key.slice(prefix.length).split("/");
        entries.set(first, { name: first, isFolder: rest.length > 0 });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async write(name, content) {
      if (typeof content === "string" || content instanceof Uint8Array) {
        contents.set(keyOf(name), bytesOf(content));
        return;
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      contents.set(keyOf(name), Buffer.concat(chunks));
    },
    async move(from, to) {
      const [source, target] = [keyOf(from), keyOf(to)];
      const moved = [...contents].filter(([each]) => each === source || each.startsWith(`${source}/`));
      if (moved.length === 0) throw fileError("write", to, { code: "ENOENT" });
      for (const [each, bytes] of moved) {
        contents.delete(each);
        contents.set(target + each.slice(source.length), bytes);
      }
    },
    async remove(name) {
      const key = keyOf(name);
      for (const each of [...contents.keys()])
        if (each === key || each.startsWith(`${key}/`)) contents.delete(each);
    },
    all: () => contents,
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

/**
 * Makes a folder with its parents. Where the system forbids it, Node's own mkdir says that a folder above is
 * missing, not why; asking the nearest one that is there gives the reason.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true });
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") await fs.access(await nearestFolder(folder), fs.constants.W_OK);
    throw cause;
  }
}

async function nearestFolder(folder: string): Promise<string> {
  const parent = path.dirname(folder);
  return parent === folder || (await statOf(folder)) !== undefined ? folder : nearestFolder(parent);
}

async function statOf(target: string): Promise<Stats | undefined> {
  return fs.stat(target).catch(() => undefined);
}

function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = lineOfReplacement(bytes);
    throw new UserError(`Cannot read "${name}": it is not UTF-8 text at line ${line}`, {
      file: name,
      line,
      hint: "Save the file as UTF-8",
      cause,
    });
  }
}

/** The first line whose bytes are not UTF-8; a replacement character of the text's own may mislead it. */
function lineOfReplacement(bytes: Uint8Array): number {
  const [before = ""] = new TextDecoder().decode(bytes).split("\ufffd", 1);
  return before.split("\n").length;
}

function codeOf(cause: unknown): string | undefined {
  return (cause as { code?: string } | undefined)?.code;
}

const reasons: Record<string, [reason: string, hint?: string]> = {
  ENOENT: ["there is no such file", "Check the path; it is relative to the working directory"],
  EISDIR: ["it is a folder, a file is wanted"],
  ENOTDIR: ["a part of the path is a file, not a folder"],
  EEXIST: ["a part of the path is a file, not a folder"],
  ENOTEMPTY: ["another process writes into it", "Run one check at a time in a folder"],
  ERR_INVALID_ARG_VALUE: ["a path cannot hold a NUL character"],
  ELOOP: ["its links lead in a circle"],
  EACCES: ["permission denied"],
  EPERM: ["permission denied"],
  EROFS: ["the file system is read-only"],
  ENOSPC: ["the disk is full", "Free some space and run it again; nothing half-written was kept"],
  EDQUOT: ["the disk quota is used up", "Free some space and run it again; nothing half-written was kept"],
  EFBIG: ["the file would be larger than the system allows"],
  ENAMETOOLONG: ["the path is too long"],
};

function fileError(act: "read" | "write" | "list" | "remove", name: string, cause: unknown): UserError {
  const [reason, hint] = reasons[codeOf(cause) ?? ""] ?? [
    cause instanceof Error ? cause.message : String(cause),
  ];
  return new UserError(`Cannot ${act} "${name}": ${reason}`, { file: name, hint, cause });
}
