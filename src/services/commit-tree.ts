import { createHash } from "node:crypto";

/** One entry of a folder of a commit. */
export interface CommitEntry {
  name: string;
  /** `other` is a link, or a submodule. */
  kind: "file" | "folder" | "other";
  /** Git's id of the content, 40 hex digits (64 in repositories of SHA-256). */
  id: string;
  /** Undefined for what is no file, or is not at hand. */
  bytes: number | undefined;
}

/** The files of one commit. */
export interface CommitTree {
  /** Entries of a folder by its path from the repository's top (empty for the top); none where there is no such folder. */
  list(folder: string): Promise<CommitEntry[]>;
  /** A file's content by its id. Throws where it cannot be had. */
  read(id: string): Promise<Uint8Array>;
}

/** Git's id of content as it is on disk, in the length of `like`. */
export async function contentId(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { bytes, like }: { bytes: number; like: string },
): Promise<string> {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1").update(`blob ${bytes}\0`);
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** A commit of these files, for tests. */
export function memoryTree(files: Record<string, string | Uint8Array>): CommitTree {
  const contents = new Map<string, Uint8Array>();
  const ids = Object.entries(files).map(([path, content]) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const id = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    contents.set(id, bytes);
    return { path, id, bytes: bytes.length };
  });
  return {
    async list(folder) {
      const entries = new Map<string, CommitEntry>();
      for (const { path, id, bytes } of ids) {
        if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
        const [name = "", ...rest] = path.slice(folder === "" ? 0 : folder.length + 1).split("/");
        entries.set(name, {
          name,
          ...(rest.length === 0
            ? { kind: "file", id, bytes }
            : { kind: "folder", id: "0".repeat(40), bytes: undefined }),
        });
      }
      return [...entries.values()];
    },
    async read(id) {
      const found = contents.get(id);
      if (found === undefined) throw new Error(`there is no ${id}`);
      return found;
    },
  };
}
