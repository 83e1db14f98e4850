import * as z from "zod";
import { ServiceError } from "../errors.ts";
import { type CommitEntry, type CommitTree, contentId } from "./commit-tree.ts";
import type { GitHubClient } from "./github-client.ts";

const listing = z.object({
  truncated: z.boolean().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string().regex(/^[0-9a-f]{40,64}$/),
      size: z.int().min(0).optional(),
    }),
  ),
});

const needs = { contents: "read" };
/** How often a file is asked for whose content is not what its id says: the connection broke on the way. */
const attempts = 3;
/** GitHub answers with no larger files. */
const mostBytes = 100_000_000;

/** The files of a commit that GitHub has: a request for each folder on the way, and one for each file. */
export function githubTree({ call }: GitHubClient, commit: string): CommitTree {
  const act = `read the files of ${commit.slice(0, 7)}`;
  const folders = new Map<string, Promise<CommitEntry[]>>();

  async function ask(id: string): Promise<CommitEntry[]> {
    const answer = await call((octokit, where) => octokit.rest.git.getTree({ ...where, tree_sha: id }), {
      act,
      needs,
    });
    const parsed = listing.safeParse(answer);
    if (!parsed.success || parsed.data.truncated)
      throw new ServiceError(`Cannot ${act}: GitHub's list of them is not whole`, { service: "GitHub" });
    return parsed.data.tree.map(({ path, mode, type, sha, size }) => ({
      name: path,
      kind: type === "tree" ? "folder" : type === "blob" && mode !== "120000" ? "file" : "other",
      id: sha,
      bytes: size,
    }));
  }

  async function find(folder: string): Promise<CommitEntry[]> {
    if (folder === "") return ask(commit);
    const cut = folder.lastIndexOf("/");
    const above = await list(cut < 0 ? "" : folder.slice(0, cut));
    const entry = above.find(({ name, kind }) => kind === "folder" && name === folder.slice(cut + 1));
    return entry === undefined ? [] : ask(entry.id);
  }

  function list(folder: string): Promise<CommitEntry[]> {
    const found = folders.get(folder) ?? find(folder);
    folders.set(folder, found);
    return found;
  }

  return {
    list,
    async read(id) {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const content: unknown = await call(
          (octokit, where) =>
            octokit.rest.git.getBlob({
              ...where,
              file_sha: id,
              mediaType: { format: "raw" },
              request: { parseSuccessResponseBody: false },
            }),
          { act, needs },
        );
        const read = await readBody(content as AsyncIterable<Uint8Array>).catch(() => undefined);
        if (read && (await contentId([read], { bytes: read.length, like: id })) === id) return read;
      }
      throw new ServiceError(`Cannot ${act}: GitHub's answer is not whole`, { service: "GitHub" });
    },
  };
}

async function readBody(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error("it is larger than a file can be");
    all.push(chunk);
  }
  return Buffer.concat(all);
}
