import type { Context } from "../action.ts";
import type { Config } from "../config/config.ts";
import type { Place } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import type { CachedFile } from "../services/data-cache.ts";
import type { Files } from "../services/files.ts";
import type { RemoteEntry } from "../services/remote.ts";
import { isAddress, isObject, showAddress } from "../tables/address.ts";
import { type Project, requireData } from "./project.ts";

/** What the configuration says of where data are and which they are, and where it says so. */
export interface DataSource extends Pick<Config["data"], "s3" | "sha256"> {
  place: (path: readonly PropertyKey[]) => Place;
}

type DataContext = Pick<Context, "files" | "remote" | "log" | "signal">;

const opened = new WeakMap<Project, Promise<Files>>();

/** The files that the project's own data are read from; fetched and checked once. Throws UserError. */
export function openProjectData(context: DataContext & Pick<Context, "project">): Promise<Files> {
  const { project } = context;
  const found = opened.get(project) ?? openData(context, requireData(project).dataPath, sourceOf(project));
  opened.set(project, found);
  return found;
}

function sourceOf({ config, place }: Project): DataSource {
  const { s3, sha256 } = config.data;
  return { s3, sha256, place };
}

/**
 * The files that the data of a path are read from: those of the checkout, and with an `https://` or `s3://` address those
 * that are fetched. A single file has the declared digest then, or there is a UserError.
 */
export async function openData(
  context: DataContext,
  path: string,
  source: DataSource = { place: () => ({}) },
): Promise<Files> {
  const { sha256 } = source;
  if (isAddress(path)) {
    const fetched = fetchedFiles(context, path, source);
    await fetched.size(path);
    return fetched;
  }
  const { files, signal } = context;
  if (sha256 !== undefined && (await files.size(path)) !== undefined) {
    const { createHash } = await import("node:crypto");
    const hash = createHash("sha256");
    for await (const chunk of files.stream(path)) {
      signal.throwIfAborted();
      hash.update(chunk);
    }
    await refuseOtherDigest(hash.digest("hex"), path, source);
  }
  return files;
}

/** Throws UserError where the project's data have another digest than the declared one; that of a data set is known once it is read. */
export async function refuseDigest(project: Project, digest: string): Promise<void> {
  await refuseOtherDigest(digest, requireData(project).dataPath, sourceOf(project));
}

async function refuseOtherDigest(digest: string, path: string, { sha256, place }: DataSource): Promise<void> {
  if (sha256 === undefined || digest === sha256) return;
  const { refuseOther } = await import("../services/refuse-content.ts");
  refuseOther(digest, { sha256, shown: showAddress(path), place: place(["data", "sha256"]) });
}

/** Files in which an address is a path as well: what it names is fetched when it is first asked for. */
function fetchedFiles({ files, remote, log, signal }: DataContext, data: string, source: DataSource): Files {
  const { s3, place } = source;
  const fetched = new Map<string, Promise<CachedFile>>();
  const folders = new Map<string, Promise<RemoteEntry[]>>();
  const listed = new Map<string, RemoteEntry>();
  const start = async (address: string): Promise<CachedFile> => {
    const etag = listed.get(address)?.etag;
    // Of many files, the step that reads them says how far it is.
    if (listed.has(address)) return remote.fetch(address, { s3, place, etag, signal });
    const progress = log.progress(`Fetching ${showAddress(address)}`);
    let came = 0;
    const onProgress = (done: number, total = done): void => {
      came = done;
      progress.update(done, total);
    };
    const sha256 = address === data ? source.sha256 : undefined;
    const file = await remote.fetch(address, { s3, place, sha256, signal, onProgress });
    progress.end(`${formatBytes(file.bytes)}${came === 0 ? ", from the cache" : ""}`);
    return file;
  };
  const fetch = (address: string): Promise<CachedFile> => {
    const found = fetched.get(address) ?? start(address);
    fetched.set(address, found);
    return found;
  };
  return {
    ...files,
    exists: async (path) => (isAddress(path) ? !isFolder(path) : files.exists(path)),
    async size(path) {
      if (!isAddress(path)) return files.size(path);
      const bytes = listed.get(path)?.bytes;
      return bytes ?? (isFolder(path) ? undefined : (await fetch(path)).bytes);
    },
    async list(path) {
      if (!isObject(path)) return files.list(path);
      const folder = path.replace(/\/$/, "");
      const listing = folders.get(folder) ?? remote.list(folder, { s3, place, signal });
      folders.set(folder, listing);
      const entries = await listing;
      for (const entry of entries) if (!entry.isFolder) listed.set(`${folder}/${entry.name}`, entry);
      return entries;
    },
    locate: async (path) => (isAddress(path) ? (await fetch(path)).path : files.locate(path)),
    async *stream(path) {
      yield* isAddress(path) ? (await fetch(path)).stream() : files.stream(path);
    },
    readRange: async (path, start, end) =>
      isAddress(path) ? (await fetch(path)).readRange(start, end) : files.readRange(path, start, end),
  };
}

/** Whether an address means several objects: a folder, or a pattern. */
function isFolder(address: string): boolean {
  return isObject(address) && /^[^/]*\/\/([^/]*|.*\/|.*[*?[{].*)$/s.test(address);
}
