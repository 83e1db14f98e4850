import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A user's repository with a pull request, checked out as GitHub does: at the merge of head into base. */
export interface FixtureRepository {
  folder: string;
  headSha: string;
  baseSha: string;
  /** The merge commit, which GitHub gives as GITHUB_SHA. */
  mergeSha: string;
  /** The payload of GitHub's `pull_request` event. */
  event(number: number, options?: { fork?: boolean }): object;
  /** Checks the base out, and gives the payload of the `push` that made it. */
  pushBase(): object;
  /** Checks the merge commit out again. */
  checkOutMerge(): void;
  remove(): Promise<void>;
}

/**
 * Makes a repository of an example and a workflow template. `change` is what the pull request changes: text of
 * files by path, given what is there now.
 */
export async function makeFixtureRepository(options: {
  example: string;
  /** A workflow, which becomes `model.yml`, or a folder of several that keep their names. */
  template: string;
  /** Folders that each get the example; default: the repository's own. */
  folders?: readonly string[];
  change: Record<string, (text: string) => string>;
}): Promise<FixtureRepository> {
  const root = path.resolve(import.meta.dirname, "../..");
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "mlops-fixture-")));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  const commitAll = (message: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };

  for (const each of options.folders ?? ["."])
    await cp(path.join(root, "examples", options.example), path.join(folder, each), {
      recursive: true,
      filter: (source) => path.basename(source) !== ".mlops",
    });
  await mkdir(path.join(folder, ".github/workflows"), { recursive: true });
  const template = path.join(root, "workflows-templates", options.template);
  const isOne = template.endsWith(".yml");
  await cp(template, path.join(folder, ".github/workflows", isOne ? "model.yml" : ""), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  const baseSha = commitAll("Start");
  git("checkout", "--quiet", "-b", "topic");
  for (const [name, change] of Object.entries(options.change)) {
    const file = path.join(folder, name);
    await writeFile(file, change(await readFile(file, "utf8")));
  }
  const headSha = commitAll("Change the model");
  git("checkout", "--quiet", "--detach", baseSha);
  git("merge", "--quiet", "--no-ff", "--message", "Merge the pull request", headSha);
  const mergeSha = git("rev-parse", "HEAD");

  const owned = (fullName: string): object => ({
    full_name: fullName,
    owner: { login: fullName.split("/")[0] },
    fork: fullName !== "acme/repo",
  });
  return {
    folder,
    headSha,
    baseSha,
    mergeSha,
    event: (number, { fork = false } = {}) => ({
      action: "synchronize",
      number,
      pull_request: {
        number,
        state: "open",
        title: "Change the model",
        head: { ref: "topic", sha: headSha, repo: owned(fork ? "stranger/repo" : "acme/repo") },
        base: { ref: "main", sha: baseSha, repo: owned("acme/repo") },
      },
      repository: { ...owned("acme/repo"), default_branch: "main" },
      sender: { login: fork ? "stranger" : "acme" },
    }),
    pushBase: () => {
      git("checkout", "--quiet", "--detach", baseSha);
      const before = "0".repeat(40);
      const pushed = { ref: "refs/heads/main", before, after: baseSha, head_commit: { id: baseSha } };
      return { ...pushed, repository: { ...owned("acme/repo"), default_branch: "main" } };
    },
    checkOutMerge: () => void git("checkout", "--quiet", "--detach", mergeSha),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
