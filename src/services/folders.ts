import type { Stats } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { codeOf } from "./file-error.ts";

/**
 * Makes a folder with its parents. Where the system forbids it, Node's own mkdir says that a folder above is
 * missing, not why; asking the nearest one that is there gives the reason.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true });
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") await fs.access(await nearestFolder(folder), fs.constants.W_OK);
    throw cause;
  }
}

/** Renames a folder to a place that is cleared first; again where another run took it in between. */
export async function replaceFolder(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await fs.rm(to, { recursive: true, force: true, maxRetries: 5 });
    try {
      return await fs.rename(from, to);
    } catch (cause) {
      const isTaken = ["ENOTEMPTY", "EEXIST", "EPERM"].includes(codeOf(cause) ?? "");
      if (!isTaken || attempt === 20) throw cause;
      await setTimeout(5 * attempt);
    }
  }
}

async function nearestFolder(folder: string): Promise<string> {
  const parent = path.dirname(folder);
  return parent === folder || (await statOf(folder)) !== undefined ? folder : nearestFolder(parent);
}

/** What is known of a path; undefined where there is nothing. */
export async function statOf(target: string): Promise<Stats | undefined> {
  return fs.stat(target).catch(() => undefined);
}
