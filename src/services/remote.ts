import type { Patience } from "./ask.ts";
import type { AwsSettings } from "./aws-settings.ts";
import type { CachedFile, DataCache } from "./data-cache.ts";
import { fetchFile } from "./fetch-file.ts";
import type { FileEntry } from "./files.ts";
import { listFolder } from "./list-folder.ts";
import { openTarget, type Target, type TargetOptions } from "./remote-target.ts";
import { createRetries } from "./retries.ts";
import { type Connection, createSender } from "./sender.ts";

/** How a file is fetched. */
export interface FetchOptions extends Pick<TargetOptions, "s3" | "place"> {
  /** The digest that the content must have, lower-case hex: then the cache is asked first, and alone if it has it. */
  sha256?: string | undefined;
  /** Who says so, in messages; default: data.sha256. */
  sha256From?: string | undefined;
  /** The server's name for the content, where it has just been listed: a file of the cache that has it is taken unasked. */
  etag?: string | undefined;
  /** Bytes that the file may have at most, where that is less than any may have. */
  mostBytes?: number | undefined;
  signal: AbortSignal;
  /** Bytes that have come, of all where the server says so. */
  onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** Data behind addresses. */
export interface Remote {
  /**
   * The file of an `https://` or `s3://` address, fetched into the cache, or from there where it has not changed.
   * Throws UserError for what the user can mend, a wrong digest among it, and ServiceError where retries did not help.
   */
  fetch(address: string, options: FetchOptions): Promise<CachedFile>;
  /** What lies right below `s3://bucket/folder`, in the order of the names. Only S3 has folders that can be listed. */
  list(address: string, options: ListOptions): Promise<RemoteEntry[]>;
}

/** How a folder is listed. */
export type ListOptions = Pick<FetchOptions, "s3" | "place" | "signal">;

/** One entry of a folder; folders have no bytes and no tag. */
export interface RemoteEntry extends FileEntry {
  bytes: number | undefined;
  etag?: string | undefined;
}

/** What remote data are fetched with. */
export interface RemoteOptions extends Omit<Connection, "patience"> {
  cache: DataCache;
  settings: AwsSettings;
  patience?: Patience;
  /** Bytes of the largest file. */
  mostBytes?: number;
}

/** 16 GB: more than a hosted runner's disk is sure to take. */
const largest = 16e9;
const usualPatience: Patience = { milliseconds: 60_000, bytes: 60 << 10 };

/** Fetches with retries, in one stream to the disk. */
export function createRemote(options: RemoteOptions): Remote {
  const { cache, settings, mostBytes = largest, patience = usualPatience } = options;
  const connect = (target: Target, { signal, place = () => ({}) }: ListOptions) => {
    const retry = createRetries(options.clock, signal);
    const of = { retry, signal, place: place(["data", "path"]) };
    return { retry, send: createSender({ ...options, patience }, target, of) };
  };
  return {
    async fetch(address, about) {
      const target = openTarget(address, { settings, ...about });
      const found = about.sha256 === undefined ? undefined : await cache.find(about.sha256);
      return (
        found ??
        fetchFile(
          target,
          { cache, mostBytes: about.mostBytes ?? mostBytes, ...connect(target, about) },
          about,
        )
      );
    },
    list: (address, about) =>
      listFolder(address, { settings, ...about }, (target) => connect(target, about).send),
  };
}
