import { lstatSync, mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import path from "node:path";
import { cacheFolder } from "../services/cache-folder.ts";

/**
 * Has Node keep the code that it compiles for the next run: of the job's next steps on GitHub, of the user elsewhere.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off; before Node 22.8 there is no such cache. Code is only taken from a folder
 * of the user's own that nobody else may write into.
 */
export function cacheCode(env: Readonly<Record<string, string | undefined>>): void {
  if (enableCompileCache === undefined) return;
  const folder = path.join(cacheFolder(env), "code");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ([path.dirname(folder), folder].every(isOwn)) enableCompileCache(folder);
  } catch {
    // Without a cache all works, a little later.
  }
}

function isOwn(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
