import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendToBranch, readBranch } from "../../src/actions/history-branch.ts";
import { type HistoryEntry, parseHistory, renderHistory } from "../../src/history/entry.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import type { GitRefs } from "../../src/services/github-refs.ts";
import { memoryRefs } from "../../src/services/github-refs.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { testEnvironment } from "../fakes.ts";
import { entryOf } from "../history/arbitrary-entry.ts";
import { type GitData, type GitFault, startGitData } from "../services/git-data.ts";

const branch = "mlops-history";

function contextOf(github: ReturnType<typeof memoryGitHub> | ReturnType<typeof createGitHub>) {
  return {
    ...{ github, clock: fakeClock(), log: memoryLog(), environment: testEnvironment() },
    signal: new AbortController().signal,
  };
}

/** A writer that reaches the stand-in over real connections. */
function writerOf({ url }: GitData) {
  const connection = { token: "ghs_secret", repository: "acme/houses", apiUrl: url, version: "1" };
  return contextOf(createGitHub({ ...connection, log: memoryLog(), clock: fakeClock() }));
}

type Writer = Parameters<typeof appendToBranch>[0];
const append = async (writer: Writer, entry: HistoryEntry) =>
  (await appendToBranch(writer, [entry])).get(entry.name) ?? [];
const read = async (writer: Writer, name = "houses") => (await readBranch(writer, [name])).get(name) ?? [];

const runsOf = (text: string | undefined): string[] =>
  parseHistory(text ?? "", "houses").entries.map(({ run }) => run);

test("the first run makes the branch, which shares nothing with others, and the next one adds to it", async () => {
  await using git = await startGitData();
  const writer = writerOf(git);
  expect(await read(writer)).toEqual([]);
  expect(await append(writer, entryOf(1, 0.7))).toEqual([entryOf(1, 0.7)]);
  expect(git.requests.slice(1)).toEqual([
    "GET ref/heads%2Fmlops-history",
    "POST trees",
    "POST commits",
    "POST refs",
  ]);
  expect(git.names(branch).sort()).toEqual(["README.md", "houses.jsonl"]);
  const before = git.requests.length;
  await append(writer, entryOf(2, 0.8));
  expect(git.requests.slice(before)).toEqual([
    "GET ref/heads%2Fmlops-history",
    "GET trees/*",
    "GET blobs/*",
    "GET commits/*",
    "POST trees",
    "POST commits",
    "PATCH refs/heads%2Fmlops-history",
  ]);
  expect(git.file(branch, "houses.jsonl")).toBe(renderHistory([entryOf(1, 0.7), entryOf(2, 0.8)]));
  expect(git.log(branch)).toHaveLength(2);
  expect(git.log(branch)[0]).toMatch(
    /^Append run 2 to the history of houses\n\nhouses at 0000002: pass\nhttps/,
  );
});

test("a run that is there already is not written again, and a later attempt takes its place", async () => {
  await using git = await startGitData();
  const writer = writerOf(git);
  await append(writer, entryOf(1, 0.7));
  const before = git.requests.length;
  await append(writer, entryOf(1, 0.7));
  expect(git.requests.slice(before).every((each) => each.startsWith("GET"))).toBe(true);
  await append(writer, entryOf(1, 0.9, { attempt: 2 }));
  expect(await append(writer, entryOf(1, 0.7))).toEqual([entryOf(1, 0.9, { attempt: 2 })]);
  expect(git.log(branch)).toHaveLength(2);
});

test("six runs of three models write at once, and nothing is lost", async () => {
  let draw = 7;
  await using git = await startGitData(() => {
    draw = (draw * 48_271) % 2_147_483_647;
    return draw % 5;
  });
  const names = ["houses", "churn", "cars"];
  const writes = Array.from({ length: 6 }, (_, index) => {
    const name = names[index % 3] ?? "";
    return append(writerOf(git), entryOf(index + 1, 0.5, { name }));
  });
  await Promise.all(writes);
  expect(git.log(branch)).toHaveLength(6);
  for (const [index, name] of names.entries())
    expect(
      parseHistory(git.file(branch, `${name}.jsonl`) ?? "", name).entries.map(({ run }) => Number(run)),
    ).toEqual([1, 4].map((run) => run + index));
});

/** Refs whose every call waits for the scheduler, and may be lost on its way there or back. */
function scheduled(refs: GitRefs, scheduler: fc.Scheduler): GitRefs {
  const late =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>, name: string) =>
    async (...args: A): Promise<T> => {
      await scheduler.schedule(Promise.resolve(), name);
      return call(...args);
    };
  return {
    tip: late(refs.tip, "tip"),
    read: late(refs.read, "read"),
    commit: late(refs.commit, "commit"),
    move: late(refs.move, "move"),
  };
}

test("in whatever order their calls arrive, each run is there once and no commit is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, count) => {
      const refs = memoryRefs();
      const github = memoryGitHub({ refs: scheduled(refs, scheduler) });
      const writes = Array.from({ length: count }, (_, index) =>
        append(contextOf(github), entryOf(index + 1, 0.5)),
      );
      await scheduler.waitFor(Promise.all(writes));
      const tip = refs.branches.get(branch);
      expect(runsOf(refs.commits.get(tip ?? "")?.files["houses.jsonl"])).toEqual(
        Array.from({ length: count }, (_, index) => String(index + 1)),
      );
      let commits = 0;
      for (let at = tip; at !== undefined; at = refs.commits.get(at)?.parent) commits += 1;
      expect(commits).toBe(count);
    }),
    { numRuns: 150 },
  );
});

describe("faults", () => {
  const faults: fc.Arbitrary<GitFault | undefined> = fc.constantFrom<GitFault | undefined>(
    undefined,
    undefined,
    undefined,
    { status: 502 },
    { status: 500 },
    "drop before",
    "drop after",
    "cut",
  );

  test("whatever goes wrong with single requests, a run is there once, or it is said that it is not", async () => {
    const cases = fc.sample(fc.tuple(fc.array(faults, { maxLength: 14 }), fc.boolean()), {
      numRuns: 40,
      seed: 8,
    });
    // All at once, as most of their time is spent waiting.
    await Promise.all(
      cases.map(async ([script, isFirst]) => {
        await using git = await startGitData();
        if (!isFirst) git.push(branch, { "houses.jsonl": renderHistory([entryOf(1, 0.7)]) });
        git.script(...script);
        const outcome = await append(writerOf(git), entryOf(2, 0.8)).catch((error: Error) => error.message);
        const kept = runsOf(git.file(branch, "houses.jsonl"));
        const expected = isFirst ? ["2"] : ["1", "2"];
        const isKept = kept.length === expected.length;
        expect(kept).toEqual(isKept ? expected : expected.slice(0, -1));
        expect(git.log(branch)).toHaveLength(kept.length);
        if (typeof outcome === "string") expect(outcome).toMatch(/^Cannot .+: /);
        else expect(isKept).toBe(true);
      }),
    );
  });

  test("a write whose answer is lost is looked for before it is made again", async () => {
    await using git = await startGitData();
    const writer = writerOf(git);
    await append(writer, entryOf(1, 0.7));
    const all = Array.from({ length: 6 }, () => undefined);
    git.script(...all, "drop after", "drop after", "drop after", "drop after");
    await append(writer, entryOf(2, 0.8));
    expect(git.log(branch)).toHaveLength(2);
  });

  test("a token that may not write is told which permission it takes", async () => {
    await using git = await startGitData();
    git.push(branch, { "houses.jsonl": renderHistory([entryOf(1, 0.7)]) });
    git.script(...Array.from({ length: 4 }, () => undefined), {
      status: 403,
      message: "Resource not accessible by integration",
    });
    const failing = append(writerOf(git), entryOf(2, 0.8));
    await expect(failing).rejects.toMatchObject({
      message: expect.stringContaining("Resource not accessible by integration"),
      hint: expect.stringContaining("contents: write"),
    });
    expect(git.log(branch)).toHaveLength(1);
  });

  test("a rule of the repository that refuses the write ends it at once", async () => {
    await using git = await startGitData();
    git.push(branch, {});
    const refusal = { status: 422, message: "Repository rule violations found" };
    git.script(...Array.from({ length: 5 }, () => undefined), refusal);
    await expect(append(writerOf(git), entryOf(2, 0.8))).rejects.toThrow("Repository rule violations");
    expect(git.requests.filter((each) => each.startsWith("PATCH"))).toHaveLength(1);
  });

  test("a branch that was deleted meanwhile is made again", async () => {
    const refs = memoryRefs();
    const github = memoryGitHub({ refs });
    await append(contextOf(github), entryOf(1, 0.7));
    refs.branches.delete(branch);
    await append(contextOf(github), entryOf(2, 0.8));
    expect(runsOf(refs.commits.get(refs.branches.get(branch) ?? "")?.files["houses.jsonl"])).toEqual(["2"]);
  });
});

describe("what others pushed to the branch", () => {
  test("stays, but for lines that are no entries", async () => {
    await using git = await startGitData();
    const foreign = entryOf(3, 0.5, { name: "churn" });
    git.push(branch, {
      "index.html": "<script>",
      "houses.jsonl": `not json\n${renderHistory([entryOf(1, 0.7), foreign])}`,
    });
    const writer = writerOf(git);
    await append(writer, entryOf(2, 0.8));
    expect(git.names(branch).sort()).toEqual(["houses.jsonl", "index.html"]);
    expect(git.file(branch, "houses.jsonl")).toBe(renderHistory([entryOf(1, 0.7), entryOf(2, 0.8)]));
    expect(writer.log.lines.join("\n")).toContain('2 lines of "houses.jsonl" on the branch mlops-history');
  });

  test.each<[string, Record<string, string | { link: string }>, string]>([
    ["a link", { "houses.jsonl": { link: "/etc/passwd" } }, "it is no file"],
    ["too much", { "houses.jsonl": "x".repeat(8_000_001) }, "more than 8000000 bytes"],
  ])("%s in place of the file is neither read nor written", async (_, files, reason) => {
    await using git = await startGitData();
    git.push(branch, files);
    await expect(append(writerOf(git), entryOf(2, 0.8))).rejects.toThrow(reason);
    expect(git.log(branch)).toHaveLength(1);
  });

  test("a thousand runs are kept, and the file has no more", async () => {
    await using git = await startGitData();
    const many: HistoryEntry[] = Array.from({ length: 1_000 }, (_, index) => entryOf(index + 1, 0.5));
    git.push(branch, { "houses.jsonl": renderHistory(many) });
    const kept = await append(writerOf(git), entryOf(1_001, 0.5));
    expect([kept.length, kept[0]?.run]).toEqual([1_000, "2"]);
  });
});
