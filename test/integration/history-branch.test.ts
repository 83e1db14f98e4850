import { afterAll, beforeAll, expect, test } from "vitest";
import { appendToBranch, readBranch } from "../../src/actions/history-branch.ts";
import { systemClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { testEnvironment } from "../fakes.ts";
import { entryOf } from "../history/arbitrary-entry.ts";
import { describeWith } from "../require-tool.ts";

describeWith("beds", "the branch of histories, on GitHub's documented API", () => {
  let standIn: GitHubStandIn;
  beforeAll(async () => {
    standIn = await startGitHub();
  });
  afterAll(() => standIn.close());

  function writer(token = standIn.tokens.write) {
    const log = memoryLog();
    const connection = { token, repository: standIn.repository, apiUrl: standIn.url, version: "1" };
    return {
      ...{ log, clock: systemClock, environment: testEnvironment({ repository: standIn.repository }) },
      github: createGitHub({ ...connection, log, clock: systemClock }),
      signal: new AbortController().signal,
    };
  }

  const read = async (from: ReturnType<typeof writer>, name: string) =>
    (await readBranch(from, [name])).get(name) ?? [];

  test("models that write at once and again are all there, and no request breaks the API", async () => {
    expect(await read(writer(), "houses")).toEqual([]);
    const churn = { name: "churn" };
    await Promise.all([
      appendToBranch(writer(), [entryOf(1, 0.7)]),
      appendToBranch(writer(), [entryOf(2, 0.8, churn)]),
      appendToBranch(writer(), [entryOf(3, 0.9)]),
    ]);
    await appendToBranch(writer(), [entryOf(3, 0.9)]);
    expect(await read(writer(), "houses")).toEqual([entryOf(1, 0.7), entryOf(3, 0.9)]);
    expect(await read(writer(), "churn")).toEqual([entryOf(2, 0.8, churn)]);
    expect(standIn.violations()).toEqual([]);
  });

  test("a run whose token may not write is told what it takes", async () => {
    const fork = writer(standIn.tokens.fork);
    await expect(appendToBranch(fork, [entryOf(4, 0.7)])).rejects.toMatchObject({
      status: 403,
      hint: expect.stringContaining("contents: write"),
    });
    expect((await read(fork, "houses")).map(({ run }) => run)).toEqual(["1", "3"]);
    expect(standIn.violations()).toEqual([]);
  });
});
