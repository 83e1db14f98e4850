import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckAnnotation } from "../../src/check-run.ts";
import { systemClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { describeWith } from "../require-tool.ts";
import { type GitHubStandIn, startGitHub } from "./github.ts";

/** The fields that these tests read of GitHub's answers. */
type Answered = {
  id: number;
  user: object;
  number: number;
  head: { sha: string; repo: { full_name: string } };
} & {
  number: number;
}[];

describeWith("beds", "the stand-in for GitHub's API", () => {
  let github: GitHubStandIn;
  beforeAll(async () => {
    github = await startGitHub();
  });
  afterAll(() => github.close());

  const call = async (method: string, path: string, body?: unknown, token: string = github.tokens.write) => {
    const response = await fetch(`${github.url}/repos/${github.repository}${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        accept: "application/vnd.github+json",
        ...(token !== "" && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answered };
  };

  test("keeps comments and says that the bot wrote them", async () => {
    const number = await github.seedPullRequest();
    const created = await call("POST", `/issues/${number}/comments`, { body: "one" });
    expect(created.status).toBe(201);
    expect(created.body.user).toMatchObject({ login: "github-actions[bot]", type: "Bot" });
    await call("PATCH", `/issues/comments/${created.body.id}`, { body: "two" });
    await github.seedComment(number, "three");
    expect(await github.comments(number)).toEqual([
      { id: created.body.id, body: "two", author: "github-actions[bot]" },
      { id: expect.any(Number), body: "three", author: "acme" },
    ]);
    expect(github.violations()).toEqual([]);
  });

  test("pages lead back through the judge", async () => {
    const number = await github.seedPullRequest();
    for (let i = 0; i < 3; i++) await github.seedComment(number, `comment ${i}`);
    const { headers } = await call("GET", `/issues/${number}/comments?per_page=2`);
    expect(headers.get("link")).toContain(`<${github.url}/repos/acme/repo/issues/${number}/comments?`);
  });

  test("knows heads that are the test's own commits, and no fork's by commit", async () => {
    const headSha = "a".repeat(40);
    const number = await github.seedPullRequest({ headSha });
    const fork = await github.seedPullRequest({ headSha, fork: true });
    expect((await call("GET", `/pulls/${number}`)).body.head.sha).toBe(headSha);
    expect((await call("GET", `/pulls/${fork}`)).body.head.repo.full_name).toBe("stranger/repo");
    const listed = await call("GET", `/commits/${headSha}/pulls`);
    expect(listed.body.map((each) => each.number)).toEqual([number]);
    github.movePullRequest(number, { headSha: "b".repeat(40), state: "closed" });
    expect((await call("GET", `/pulls/${number}`)).body).toMatchObject({
      state: "closed",
      head: { sha: "b".repeat(40) },
    });
    expect(github.violations()).toEqual([]);
  });

  test("reports a request that GitHub would not take", async () => {
    const number = await github.seedPullRequest();
    await call("POST", `/issues/${number}/comments`, { text: "no body" });
    await call("GET", "/no-such-part");
    const found = github.violations();
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^POST .*comments: request\.body: .*required property 'body'/);
    expect(found[1]).toMatch(/GET .*no-such-part.*Selected route not found/);
  });

  test("refuses unknown tokens, and a fork's token where it writes", async () => {
    const number = await github.seedPullRequest({ fork: true });
    const path = `/issues/${number}/comments`;
    expect((await call("POST", path, { body: "x" }, "")).status).toBe(401);
    expect((await call("GET", path, undefined, "ghs_unknown")).status).toBe(401);
    expect((await call("GET", path, undefined, github.tokens.fork)).status).toBe(200);
    const refused = await call("POST", path, { body: "x" }, github.tokens.fork);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-accepted-github-permissions")).toBe("issues=write; pull_requests=write");
    expect(await github.comments(number)).toEqual([]);
    const headers = { authorization: `Bearer ${github.tokens.write}` };
    expect((await fetch(`${github.url}/user`, { headers })).status).toBe(403);
  });

  test("refuses a comment past GitHub's limit", async () => {
    const number = await github.seedPullRequest();
    expect((await call("POST", `/issues/${number}/comments`, { body: "x".repeat(65_537) })).status).toBe(422);
    expect((await call("POST", `/issues/${number}/comments`, { body: "x".repeat(65_536) })).status).toBe(201);
  });

  test("fails on command, as often as told", async () => {
    const number = await github.seedPullRequest();
    github.fail({ method: "GET", path: /\/comments$/, status: 502, times: 2 });
    github.fail({ path: /\/pulls\//, status: "drop" });
    expect((await call("GET", `/issues/${number}/comments`)).status).toBe(502);
    expect((await call("GET", `/issues/${number}/comments`)).status).toBe(502);
    expect((await call("GET", `/issues/${number}/comments`)).status).toBe(200);
    await expect(call("GET", `/pulls/${number}`)).rejects.toThrow();
    expect((await call("GET", `/pulls/${number}`)).status).toBe(200);
    expect(
      github
        .requests()
        .slice(-5)
        .map((each) => each.status),
    ).toEqual([502, 502, 200, 0, 200]);
  });

  test("keeps the bodies that a comment has had, and judges queries", async () => {
    const headSha = "4".repeat(40);
    const number = await github.seedPullRequest({ headSha });
    const client = createGitHub({
      ...{ token: github.tokens.write, repository: github.repository, apiUrl: github.url },
      ...{ version: "1", log: memoryLog(), clock: systemClock },
    });
    const { id, nodeId = "" } = await client.createComment(number, "one");
    expect(await client.commentHistory(nodeId)).toEqual({ head: headSha, edits: [] });
    await client.updateComment(id, "two");
    await client.updateComment(id, "three");
    const { edits } = await client.commentHistory(nodeId);
    expect(edits.map(({ body }) => body)).toEqual(["three", "two", "one"]);
    const missing = client.commentHistory("IC_none");
    await expect(missing).rejects.toMatchObject({ status: 404, service: "GitHub" });
    expect(github.violations()).toEqual([]);
    await fetch(`${github.url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${github.tokens.write}` },
      body: JSON.stringify({ query: "{ viewer { nonsense } }" }),
    });
    expect(github.violations()).toEqual([expect.stringMatching(/^GraphQL: .*nonsense/)]);
  });

  test("keeps check runs, which end with all their annotations and once", async () => {
    const connect = (token: string) =>
      createGitHub({
        ...{ token, repository: github.repository, apiUrl: github.url },
        ...{ version: "1", log: memoryLog(), clock: systemClock },
      });
    const checks = await connect(github.tokens.write).checks();
    const check = {
      sha: "9".repeat(40),
      name: "mlops: houses",
      key: "run/1",
      detailsUrl: "https://github.com/x",
    };
    const annotations = Array.from({ length: 120 }, (_, index) => ({
      ...{ path: "data/a b.csv", line: index + 1, column: 2, level: "failure", title: "rule" },
      message: `wrong\nhint ${index}`,
    })) satisfies CheckAnnotation[] as CheckAnnotation[];
    await checks.start(check, { title: "in progress", summary: "It runs." });
    expect(github.checks).toMatchObject([{ status: "in_progress", conclusion: null, external_id: "run/1" }]);
    const output = { title: "no", summary: "### no", text: "details" };
    for (let times = 0; times < 2; times++)
      await checks.finish(check, { conclusion: "failure", output, annotations });
    await checks.finish(check, { conclusion: "neutral", output, annotations: [] });
    expect(github.checks).toHaveLength(1);
    expect(github.checks[0]).toMatchObject({
      ...{ status: "completed", conclusion: "failure", output, head_sha: check.sha },
      ...{ name: "mlops: houses", details_url: "https://github.com/x" },
    });
    expect(github.checks[0]?.annotations.map(({ start_line }) => start_line)).toEqual(
      annotations.map(({ line }) => line),
    );
    const refused = (await connect(github.tokens.fork).checks()).start(check, output);
    await expect(refused).rejects.toMatchObject({
      status: 403,
      hint: expect.stringContaining("checks: write"),
    });
    expect(github.violations()).toEqual([]);
  });

  test("knows runs and their artifacts, whose content is elsewhere", async () => {
    const [headSha, zip] = ["c".repeat(40), Buffer.from("zip")];
    github.runs.add({ id: 5, headSha, artifacts: [{ name: "bundle", zip }] });
    const client = createGitHub({
      ...{ token: github.tokens.write, repository: github.repository, apiUrl: github.url },
      ...{ version: "1", log: memoryLog(), clock: systemClock },
    });
    const runs = await client.runs();
    for (const found of [await runs.find({ sha: headSha }), await runs.find({ branch: "main" }, "model.yml")])
      expect(found).toMatchObject([{ id: 5, event: "push", headSha, headRepository: github.repository }]);
    expect(await runs.find({ branch: "main" }, "other.yml")).toEqual([]);
    expect(await runs.isOnBranch(headSha, "main")).toBe(true);
    const [artifact] = await runs.artifacts(5);
    expect(artifact).toMatchObject({ name: "bundle", size: 3, isExpired: false });
    const content = await fetch(await runs.locate(artifact?.id ?? 0));
    expect(await content.text()).toBe("zip");
    expect(github.runs.downloads).toMatchObject([{ authorization: undefined }]);
    expect(github.violations()).toEqual([]);
    await call("GET", "/actions/runs?status=nonsense");
    expect(github.violations()).toEqual([expect.stringMatching(/request\.query\.status/)]);
  });
});
