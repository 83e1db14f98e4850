import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub, type GitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { describeWith } from "../require-tool.ts";
import { type GitHubStandIn, startGitHub } from "./github.ts";

describeWith("beds", "issues and comments on commits, judged by GitHub's OpenAPI", () => {
  let bed: GitHubStandIn;
  beforeAll(async () => {
    bed = await startGitHub();
  });
  afterAll(() => bed.close());
  afterEach(() => {
    expect(bed.violations()).toEqual([]);
  });

  const connect = (token = bed.tokens.write): GitHub =>
    createGitHub({
      ...{ token, repository: bed.repository, apiUrl: bed.url, version: "1" },
      ...{ log: memoryLog(), clock: fakeClock() },
    });

  test("an issue is opened, found, changed, commented on and closed", async () => {
    const issues = await connect().issues();
    const labels = ["ml a", "ops"];
    const made = await issues.open({ title: "t", body: "<!-- one --> body", labels }, "<!-- one -->");
    expect(made).toMatchObject({ title: "t", labels, isByBot: true, author: "github-actions[bot]" });
    expect(await issues.find("ml a", "<!-- one -->")).toEqual([made]);
    expect(await issues.find("ops", "<!-- two -->")).toEqual([]);
    expect(await issues.find("other", "<!-- one -->")).toEqual([]);
    await issues.update(made.number, { title: "u", body: "<!-- one --> new" });
    expect(await issues.find("ml a", "<!-- one -->")).toMatchObject([
      { title: "u", body: "<!-- one --> new" },
    ]);
    const comment = await issues.comment(made.number, "<!-- key --> done", "<!-- key -->");
    expect((await issues.comment(made.number, "<!-- key --> again", "<!-- key -->")).id).toBe(comment.id);
    await issues.close(made.number, "completed");
    expect(await issues.find("ml a", "<!-- one -->")).toEqual([]);
  });

  test("a comment on a commit is made, and changed", async () => {
    const comments = await connect().commitComments();
    const headers = { authorization: `Bearer ${bed.tokens.write}` };
    const listed = await fetch(`${bed.url}/repos/${bed.repository}/commits`, { headers });
    const [{ sha }] = (await listed.json()) as [{ sha: string }];
    const made = await comments.create(sha, "<!-- c --> one");
    expect(await comments.find(sha, "<!-- c -->")).toMatchObject([{ id: made.id, isByBot: true }]);
    await comments.update(made.id, "<!-- c --> two");
    expect(await comments.find(sha, "<!-- c -->")).toMatchObject([{ body: "<!-- c --> two" }]);
  });

  test("an attempt of a run is read", async () => {
    bed.runs.add({ id: 500, headSha: "b".repeat(40), conclusion: "failure" });
    const runs = await connect().runs();
    expect((await runs.get(500, 1)).conclusion).toBe("failure");
    expect(await runs.ended("main", "model.yml")).toMatchObject([{ id: 500, conclusion: "failure" }]);
  });
});
