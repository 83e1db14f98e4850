import type { CommitEntry, CommitTree } from "./commit-tree.ts";
import type { Processes } from "./process.ts";

/** What is not here stays away: git would ask the network for it, file by file. */
const env = { GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };
const timeout = 60_000;
const kinds = { "100644": "file", "100755": "file", "100664": "file", "040000": "folder" } as const;

/** The files of a commit that git has, asked from a folder of the checkout. No filter or driver runs. */
export function gitTree(processes: Processes, cwd: string, commit: string): CommitTree {
  const ask = async (...args: string[]): Promise<Buffer | undefined> => {
    const chunks: Uint8Array[] = [];
    const onOutput = (chunk: Uint8Array): unknown => chunks.push(chunk);
    const { exitCode } = await processes.run("git", args, { cwd, env, timeout, onOutput });
    return exitCode === 0 ? Buffer.concat(chunks) : undefined;
  };
  return {
    async list(folder) {
      const list = (...args: string[]) => ask("ls-tree", ...args, "-z", "--full-tree", `${commit}:${folder}`);
      // Sizes cannot be had of what is not here.
      const listing = (await list("-l")) ?? (await list());
      return listing === undefined ? [] : listing.toString().split("\0").flatMap(parseEntry);
    },
    async read(id) {
      const content = await ask("cat-file", "blob", id);
      if (content === undefined) throw new Error("git has it not");
      return content;
    },
  };
}

/** `100644 blob 257cc5642cb1a054f08cc83f2d943e56fd3ebe99       4<tab>name`. */
function parseEntry(line: string): CommitEntry[] {
  const [, mode = "", id = "", size = "", name] =
    /^(\d+) \w+ ([0-9a-f]+)(?: +(\d+|-|BAD))?\t(.*)$/s.exec(line) ?? [];
  if (name === undefined) return [];
  const kind = kinds[mode as keyof typeof kinds] ?? "other";
  return [{ name, kind, id, bytes: /^\d+$/.test(size) ? Number(size) : undefined }];
}
