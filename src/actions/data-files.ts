import type { Context } from "../action.ts";
import type { Config } from "../config/config.ts";
import type { Place } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import type { CachedFile } from "../services/data-cache.ts";
import type { Files } from "../services/files.ts";
import { refuseOther } from "../services/refuse-content.ts";
import { isAddress, showAddress } from "../tables/address.ts";

/** What the configuration says of where data are, and where it says so. */
export interface DataSource {
  s3?: Config["data"]["s3"];
  place?: (path: readonly PropertyKey[]) => Place;
}

/**
 * The files that data are read from: a path may also be an `https://` or `s3://` address, whose file is fetched when it
 * is first asked for. What is at an address cannot be written.
 */
export function dataFiles(
  { files, remote, log, signal }: Pick<Context, "files" | "remote" | "log" | "signal">,
  { s3, place }: DataSource = {},
): Files & { fetch(address: string, sha256?: string): Promise<CachedFile> } {
  const fetched = new Map<string, Promise<CachedFile>>();
  const start = async (address: string, sha256: string | undefined): Promise<CachedFile> => {
    const progress = log.progress(`Fetching ${showAddress(address)}`);
    let came = 0;
    const onProgress = (done: number, total = done): void => {
      came = done;
      progress.update(done, total);
    };
    const file = await remote.fetch(address, { s3, place, sha256, signal, onProgress });
    progress.end(came === 0 ? `${formatBytes(file.bytes)}, from the cache` : formatBytes(file.bytes));
    return file;
  };
  const fetch = (address: string, sha256?: string): Promise<CachedFile> => {
    const found = fetched.get(address) ?? start(address, sha256);
    fetched.set(address, found);
    return found;
  };
  return {
    ...files,
    fetch,
    exists: async (path) => isAddress(path) || files.exists(path),
    size: async (path) => (isAddress(path) ? (await fetch(path)).bytes : files.size(path)),
    async *stream(path) {
      yield* isAddress(path) ? (await fetch(path)).stream() : files.stream(path);
    },
    readRange: async (path, start, end) =>
      isAddress(path) ? (await fetch(path)).readRange(start, end) : files.readRange(path, start, end),
  };
}
