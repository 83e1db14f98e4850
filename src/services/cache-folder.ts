import { homedir, tmpdir } from "node:os";
import path from "node:path";

/** Folder for what may be fetched or made again: of the job on GitHub, of the user elsewhere. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const parent = env.GITHUB_ACTIONS === "true" ? env.RUNNER_TEMP || tmpdir() : userCache(env);
  return path.join(parent, "mlops");
}

/** Where a user's programs keep what they can fetch again, by each system's custom. */
function userCache(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg && path.isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && local) return local;
  return path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
