import { createHash } from "node:crypto";
import { type Answer, type Received, serve } from "../beds/serve.ts";

/** What goes wrong with one request: an answer in place of the real one, or the real one that never arrives. */
export type GitFault = { status: number; message?: string } | "drop before" | "drop after" | "cut";

interface StoredCommit {
  tree: string;
  parents: string[];
  message: string;
}

/** The part of GitHub's API that keeps branches, with a delay of its own for each request and faults. */
export interface GitData extends AsyncDisposable {
  url: string;
  requests: string[];
  /** The file at the tip of a branch, as text. */
  file(branch: string, name: string): string | undefined;
  /** Messages of a branch's commits, newest first; each has one parent, the first none. */
  log(branch: string): string[];
  /** Names of the files at the tip. */
  names(branch: string): string[];
  /** Puts files on a branch in place of what is there, as somebody else would. */
  push(branch: string, files: Record<string, string | { link: string }>): void;
  /** What happens to the next requests, in their order; undefined for nothing. */
  script(...faults: (GitFault | undefined)[]): void;
}

/** Starts it for `acme/houses`. `delay` gives the milliseconds that a request waits before it is carried out. */
export async function startGitData(delay: () => number = () => 0): Promise<GitData> {
  const blobs = new Map<string, string>();
  const trees = new Map<string, { path: string; mode: string; sha: string }[]>();
  const commits = new Map<string, StoredCommit>();
  const refs = new Map<string, string>();
  const faults: (GitFault | undefined)[] = [];
  const requests: string[] = [];
  const idOf = (kind: string, text: string): string =>
    createHash("sha1").update(`${kind} ${text}`).digest("hex");
  const addBlob = (text: string): string => {
    const sha = createHash("sha1")
      .update(`blob ${Buffer.byteLength(text)}\0`)
      .update(text)
      .digest("hex");
    blobs.set(sha, text);
    return sha;
  };
  const add = <T>(kind: string, all: Map<string, T>, value: T): string => {
    const sha = idOf(kind, JSON.stringify(value));
    all.set(sha, value);
    return sha;
  };
  const isBefore = (older: string, newer: string | undefined): boolean =>
    newer !== undefined && (older === newer || isBefore(older, commits.get(newer)?.parents[0]));
  const refOf = (ref: string, status = 200): Answer =>
    json(status, { ref, object: { type: "commit", sha: refs.get(ref) } });

  const carryOut = (method: string, path: string, accept: string, body: Record<string, unknown>): Answer => {
    const [kind = "", ...rest] = path.replace(/^\/repos\/acme\/houses\/git\//, "").split("/");
    const name = decodeURIComponent(rest.join("/"));
    if (method === "GET" && kind === "ref") return refs.has(`refs/${name}`) ? refOf(`refs/${name}`) : missing;
    if (method === "GET" && kind === "commits") {
      const found = commits.get(name);
      return found ? json(200, { sha: name, tree: { sha: found.tree } }) : missing;
    }
    if (method === "GET" && kind === "trees") {
      const entries = trees.get(commits.get(name)?.tree ?? name);
      const shown = entries?.map((each) => ({
        ...each,
        type: "blob",
        size: blobs.get(each.sha)?.length ?? 0,
      }));
      return shown ? json(200, { sha: name, tree: shown, truncated: false }) : missing;
    }
    if (method === "GET" && kind === "blobs") {
      const text = blobs.get(name);
      if (text === undefined || !accept.includes("raw")) return missing;
      return { status: 200, headers: { "content-type": "application/vnd.github.raw+json" }, body: text };
    }
    if (method === "POST" && kind === "trees") {
      const given = body.tree as { path: string; mode: string; content: string }[];
      const added = given.map(({ path: each, mode, content }) => ({
        path: each,
        mode,
        sha: addBlob(content),
      }));
      const base = body.base_tree === undefined ? [] : trees.get(String(body.base_tree));
      if (base === undefined) return invalid("base_tree is not a tree");
      const kept = base.filter((each) => !added.some(({ path: own }) => own === each.path));
      return json(201, { sha: add("tree", trees, [...kept, ...added]) });
    }
    if (method === "POST" && kind === "commits") {
      const { tree, parents, message } = body as unknown as StoredCommit;
      return json(201, { sha: add("commit", commits, { tree, parents, message }) });
    }
    if (method === "POST" && kind === "refs") {
      const { ref, sha } = body as { ref: string; sha: string };
      if (refs.has(ref)) return invalid("Reference already exists");
      refs.set(ref, sha);
      return refOf(ref, 201);
    }
    if (method === "PATCH" && kind === "refs") {
      const ref = `refs/${name}`;
      const known = refs.get(ref);
      if (known === undefined) return invalid("Reference does not exist");
      if (body.force !== false || !isBefore(known, String(body.sha)))
        return invalid("Update is not a fast forward");
      refs.set(ref, String(body.sha));
      return refOf(ref);
    }
    return missing;
  };

  const server = await serve(async ({ method, path, headers, body }: Received) => {
    requests.push(`${method} ${path.replace("/repos/acme/houses/git/", "").replace(/[0-9a-f]{40}/, "*")}`);
    const fault = faults.shift();
    const wait = delay();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (fault === "drop before") return "drop";
    if (typeof fault === "object") return json(fault.status, { message: fault.message ?? "it failed" });
    const given = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
    const answer = carryOut(method, path, String(headers.accept), given);
    if (fault === "drop after" || answer === "drop") return "drop";
    if (fault !== "cut") return answer;
    const half = String(answer.body ?? "");
    return { ...answer, body: half.slice(0, half.length / 2) };
  });

  const tipOf = (branch: string): StoredCommit | undefined =>
    commits.get(refs.get(`refs/heads/${branch}`) ?? "");
  const entries = (branch: string) => trees.get(tipOf(branch)?.tree ?? "") ?? [];
  return {
    url: server.url,
    requests,
    names: (branch) => entries(branch).map(({ path }) => path),
    file: (branch, name) => blobs.get(entries(branch).find(({ path }) => path === name)?.sha ?? ""),
    log(branch) {
      const messages: string[] = [];
      for (let at = tipOf(branch); at !== undefined; at = commits.get(at.parents[0] ?? ""))
        messages.push(at.message);
      return messages;
    },
    push(branch, files) {
      const tree = Object.entries(files).map(([path, content]) =>
        typeof content === "string"
          ? { path, mode: "100644", sha: addBlob(content) }
          : { path, mode: "120000", sha: addBlob(content.link) },
      );
      const parent = refs.get(`refs/heads/${branch}`);
      const parents = parent === undefined ? [] : [parent];
      const commit = { tree: add("tree", trees, tree), parents, message: "by hand" };
      refs.set(`refs/heads/${branch}`, add("commit", commits, commit));
    },
    script: (...all) => void faults.push(...all),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function json(status: number, value: object): { status: number; body: string } {
  return { status, body: JSON.stringify(value) };
}

const missing = json(404, { message: "Not Found" });

function invalid(message: string): { status: number; body: string } {
  return json(422, { message });
}
