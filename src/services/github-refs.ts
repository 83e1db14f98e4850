import { createHash } from "node:crypto";
import * as z from "zod";
import { ServiceError, UserError } from "../errors.ts";
import type { CommitTree } from "./commit-tree.ts";
import { parseDocumented } from "./github-answers.ts";
import type { GitHubClient } from "./github-client.ts";
import { githubTree } from "./github-tree.ts";

/** Branches that are written without a checkout. Every call throws ServiceError after its retries are spent. */
export interface GitRefs {
  /** The commit that a branch is at; undefined where there is no such branch. */
  tip(branch: string): Promise<string | undefined>;
  /** A file at the top of a commit; undefined where there is none. Throws UserError where it is larger, or no file. */
  read(commit: string, name: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** Makes a commit, which nothing points to yet, and returns its id. */
  commit(content: NewCommit): Promise<string>;
  /**
   * Lets a branch that is at `from` (undefined: a branch that is not there) point to `to`. False where others were first:
   * then nothing has changed. After an answer that leaves open whether it did, it is looked.
   */
  move(branch: string, step: { from: string | undefined; to: string }): Promise<boolean>;
}

/** Files that are laid over those of `parent`; without a parent they are all there is. */
export interface NewCommit {
  parent: string | undefined;
  /** Text by name, at the top of the tree. */
  files: Record<string, string>;
  message: string;
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const reference = z.object({ object: z.object({ sha, type: z.string() }) });
const object = z.object({ sha });
const commitObject = z.object({ tree: object });
const readNeeds = { contents: "read" };
const writeNeeds = { contents: "write" };

/** Branches that GitHub has. */
export function githubRefs(client: GitHubClient): GitRefs {
  const trees = new Map<string, CommitTree>();
  return {
    tip: (branch) => findTip(client, branch),
    async read(commit, name, mostBytes) {
      // Its list of files is asked for once.
      const tree = trees.get(commit) ?? githubTree(client, commit);
      trees.set(commit, tree);
      const entry = (await tree.list("")).find((each) => each.name === name);
      if (entry === undefined) return undefined;
      refuse(name, entry, mostBytes);
      return tree.read(entry.id);
    },
    commit: (content) => writeCommit(client, content),
    async move(branch, { from, to }) {
      try {
        await point(client, branch, { isNew: from === undefined, to });
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError) || error.status === 403 || error.status === 401) throw error;
        const now = await findTip(client, branch);
        if (now === to) return true;
        const isConflict = [404, 409, 422].includes(error.status ?? 0);
        if (isConflict && now !== from) return false;
        throw error;
      }
    },
  };
}

async function findTip({ call }: GitHubClient, branch: string): Promise<string | undefined> {
  const act = `read the branch ${branch}`;
  try {
    const answer = await call<unknown>(
      (octokit, where) => octokit.rest.git.getRef({ ...where, ref: `heads/${branch}` }),
      { act, needs: readNeeds },
    );
    return parseDocumented(reference, answer, act).object.sha;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return undefined;
    throw error;
  }
}

async function writeCommit(client: GitHubClient, { parent, files, message }: NewCommit): Promise<string> {
  const { call } = client;
  const act = "write a commit";
  const about = { act, needs: writeNeeds };
  const base = parent === undefined ? {} : { base_tree: await findTree(client, parent) };
  const tree = Object.entries(files).map(([path, content]) => ({
    ...{ path, content, mode: "100644" as const, type: "blob" as const },
  }));
  const made = await call<unknown>(
    (octokit, where) => octokit.rest.git.createTree({ ...where, ...base, tree }),
    about,
  );
  const { sha } = parseDocumented(object, made, act);
  const parents = parent === undefined ? [] : [parent];
  const written = await call<unknown>(
    (octokit, where) => octokit.rest.git.createCommit({ ...where, message, tree: sha, parents }),
    about,
  );
  return parseDocumented(object, written, act).sha;
}

async function findTree({ call }: GitHubClient, commit: string): Promise<string> {
  const act = `read commit ${commit.slice(0, 7)}`;
  const answer = await call<unknown>(
    (octokit, where) => octokit.rest.git.getCommit({ ...where, commit_sha: commit }),
    { act, needs: readNeeds },
  );
  return parseDocumented(commitObject, answer, act).tree.sha;
}

async function point(
  { call }: GitHubClient,
  branch: string,
  { isNew, to }: { isNew: boolean; to: string },
): Promise<void> {
  await call<unknown>(
    (octokit, where) =>
      isNew
        ? octokit.rest.git.createRef({ ...where, ref: `refs/heads/${branch}`, sha: to })
        : octokit.rest.git.updateRef({ ...where, ref: `heads/${branch}`, sha: to, force: false }),
    { act: `write the branch ${branch}`, needs: writeNeeds },
  );
}

/** Branches in memory, for tests: their commits by id, each with its parent and all of its files. */
export function memoryRefs(branches: Map<string, string> = new Map()): GitRefs & {
  branches: Map<string, string>;
  commits: Map<string, NewCommit>;
} {
  const commits = new Map<string, NewCommit>();
  return {
    branches,
    commits,
    tip: async (branch) => branches.get(branch),
    async read(commit, name, mostBytes) {
      const text = commits.get(commit)?.files[name];
      if (text === undefined) return undefined;
      const content = new TextEncoder().encode(text);
      refuse(name, { kind: "file", bytes: content.length }, mostBytes);
      return content;
    },
    async commit({ parent, files, message }) {
      const before = parent === undefined ? {} : commits.get(parent)?.files;
      const made = { parent, files: { ...before, ...files }, message };
      const id = createHash("sha1").update(JSON.stringify(made)).digest("hex");
      commits.set(id, made);
      return id;
    },
    async move(branch, { from, to }) {
      if (branches.get(branch) !== from) return false;
      branches.set(branch, to);
      return true;
    },
  };
}

function refuse(
  name: string,
  { kind, bytes = 0 }: { kind: string; bytes?: number | undefined },
  mostBytes: number,
): void {
  if (kind !== "file") throw new UserError(`Cannot read "${name}" of the branch: it is no file`);
  if (bytes > mostBytes)
    throw new UserError(`Cannot read "${name}" of the branch: it has more than ${mostBytes} bytes`);
}
