/** One entry of a folder. */
export interface FileEntry {
  name: string;
  isFolder: boolean;
}

/**
 * Files below the workspace. Paths are absolute or relative to the working directory; where `contained` was
 * asked for (always on GitHub), a path or link that leaves the workspace is a UserError. A missing file, a
 * folder where a file is wanted, a full disk: UserErrors that name the path.
 */
export interface Files {
  /** Folder that relative paths start from. */
  readonly root: string;
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** The file's bytes in chunks; opened when first read from. */
  stream(path: string): AsyncIterable<Uint8Array>;
  exists(path: string): Promise<boolean>;
  /** Bytes of a file, or undefined where there is none. */
  size(path: string): Promise<number | undefined>;
  /** Entries of a folder in name order; empty where there is none. */
  list(path: string): Promise<FileEntry[]>;
  /** Writes the whole file under a temporary name, then renames it; makes the folders it needs. */
  write(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** Removes a file or a folder with all in it; no error where there is none. */
  remove(path: string): Promise<void>;
}
