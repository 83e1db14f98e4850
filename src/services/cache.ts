import * as fs from "node:fs/promises";
import path from "node:path";
import { digestBuild } from "./build-digest.ts";
import type { Environment } from "./environment.ts";
import type { Files } from "./files.ts";
import type { Log } from "./log.ts";
import { within } from "./within.ts";

/** Files that later runs find again by a key. What fails here costs time alone, so it is said and never thrown. */
export interface Cache {
  /** Brings the file of a key back to where it was saved from; false where there is none. */
  restore(file: string, key: string): Promise<boolean>;
  /** Keeps a file under a key, unless one is there. */
  save(file: string, key: string): Promise<void>;
}

/**
 * GitHub's cache in a step, or where there is none the folder `trained` of the environment's cache. `code` is the folder
 * of the code that runs: another build finds nothing of this one's, as it may come to other results.
 */
export function createCache(
  environment: Pick<Environment, "kind" | "cache">,
  { files, log, code }: { files: Files; log: Pick<Log, "warn">; code: URL },
): Cache {
  const cache =
    environment.kind === "github"
      ? actionsCache(log)
      : folderCache(path.join(environment.cache, "trained"), files, log);
  let build: Promise<string> | undefined;
  const keyOfBuild = async (key: string): Promise<string> => {
    build ??= digestBuild(code);
    return `${key}-${(await build).slice(0, 12)}`;
  };
  return {
    restore: async (file, key) => cache.restore(file, await keyOfBuild(key)),
    save: async (file, key) => cache.save(file, await keyOfBuild(key)),
  };
}

/** Milliseconds for a file; the toolkit's client waits for ever for a proxy that keeps silent. */
const patience = 30 * 60_000;

function late(): Error {
  return new Error(`it did not answer within ${patience / 60_000} minutes`);
}

/** The largest key that GitHub takes has 512 characters, without commas. */
function actionsCache(log: Pick<Log, "warn">): Cache {
  const client = async () => {
    const cache = await import("@actions/cache");
    return cache.isFeatureAvailable() ? cache : undefined;
  };
  return {
    async restore(file, key) {
      try {
        const found = (await client())?.restoreCache([file], key);
        return (await within(patience, Promise.resolve(found), late)) === key;
      } catch (cause) {
        log.warn(`The cache cannot be read: ${messageOf(cause)}; trained anew`);
        return false;
      }
    },
    async save(file, key) {
      try {
        await within(patience, Promise.resolve((await client())?.saveCache([file], key)), late);
      } catch (cause) {
        // A job that ran at the same time may have been first, and some events may only read.
        const isTaken = cause instanceof Error && cause.name === "ReserveCacheError";
        if (!isTaken) log.warn(`The model cannot be kept in the cache: ${messageOf(cause)}`);
      }
    },
  };
}

/** Files kept in a folder; the oldest go when there are more than that. */
const mostKept = 20;

function folderCache(folder: string, files: Files, log: Pick<Log, "warn">): Cache {
  const placeOf = (key: string): string => path.join(folder, `${key}.tar.gz`);
  return {
    async restore(file, key) {
      const place = placeOf(key);
      const stat = await fs.stat(place).catch(() => undefined);
      if (stat === undefined) return false;
      const { createReadStream } = await import("node:fs");
      await files.write(file, createReadStream(place));
      return true;
    },
    async save(file, key) {
      const partial = `${placeOf(key)}.${process.pid}.partial`;
      try {
        await fs.mkdir(folder, { recursive: true });
        await fs.writeFile(partial, files.stream(file));
        await fs.rename(partial, placeOf(key));
        await removeOldest(folder);
      } catch (cause) {
        await fs.rm(partial, { force: true }).catch(() => {});
        log.warn(`The model cannot be kept in the cache: ${messageOf(cause)}`);
      }
    },
  };
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith(".tar.gz"));
  const aged = await Promise.all(
    names.map(async (name) => ({ name, time: (await fs.stat(path.join(folder, name))).mtimeMs })),
  );
  for (const { name } of aged.sort((a, b) => b.time - a.time).slice(mostKept))
    await fs.rm(path.join(folder, name), { force: true });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** A cache in memory, for tests. */
export function memoryCache(files: Files): Cache & { keys(): string[] } {
  const kept = new Map<string, Uint8Array>();
  return {
    keys: () => [...kept.keys()],
    async restore(file, key) {
      const found = kept.get(key);
      if (found) await files.write(file, found);
      return found !== undefined;
    },
    async save(file, key) {
      if (!kept.has(key)) kept.set(key, await files.readBytes(file));
    },
  };
}
