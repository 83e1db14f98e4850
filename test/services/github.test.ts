import { describe, expect, test } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub, type GitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { type Fault, type FaultyGitHub, startFaultyGitHub } from "./faulty-github.ts";

const token = "ghs_secret0123456789";

function connect(
  server: Pick<FaultyGitHub, "url">,
  changes: Partial<Parameters<typeof createGitHub>[0]> = {},
) {
  const log = memoryLog();
  const options = {
    token,
    repository: "acme/houses",
    apiUrl: server.url,
    version: "1.2.3",
    log,
    clock: fakeClock(),
  };
  return { ...createGitHub({ ...options, ...changes }), log };
}

async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  const error = await call.then(
    () => new Error("it did not fail"),
    (cause: unknown) => cause,
  );
  if (!(error instanceof ServiceError)) throw error;
  expect(error.service).toBe("GitHub");
  expect(`${error.message}${error.hint}`).not.toContain(token);
  return error;
}

describe.concurrent("GitHub's API", () => {
  test("is asked as mlops-actions, with the token in a header alone", async () => {
    await using server = await startFaultyGitHub();
    const github = connect(server);
    await github.pullRequest(3);
    expect(server.requests).toMatchObject([
      { line: "GET /repos/acme/houses/pulls/3", authorization: `token ${token}` },
    ]);
    expect(server.requests[0]?.agent).toMatch(/^mlops-actions\/1\.2\.3 /);
    expect(github.log.lines.join("\n")).not.toContain(token);
  });

  test("gives comments of all pages, and follows no link to another host", async () => {
    await using server = await startFaultyGitHub({ comments: 250 });
    const found = await connect(server).findComments(7, "comment 2");
    expect(found.map((each) => each.id)).toEqual([2, ...range(20, 29), ...range(200, 250)]);
    expect(found[0]).toEqual({
      id: 2,
      body: "comment 2",
      url: "https://github.test/2",
      author: "github-actions[bot]",
      isByBot: true,
      nodeId: "IC_2",
    });
    expect(server.requests.map((each) => each.line)).toEqual(
      [1, 2, 3].map((page) => `GET /repos/acme/houses/issues/7/comments?page=${page}&per_page=100`),
    );
  });

  test("finds one comment among a thousand with ten requests", async () => {
    await using server = await startFaultyGitHub({ comments: 1000 });
    expect(await connect(server).findComments(7, "comment 1000")).toHaveLength(1);
    expect(server.requests).toHaveLength(10);
  });

  test("reads pull requests, by number, by commit and by branch", async () => {
    await using server = await startFaultyGitHub();
    const github = connect(server);
    expect(await github.pullRequest(3)).toEqual({
      number: 3,
      headSha: "b".repeat(40),
      headRepository: undefined,
      baseRef: "main",
      baseSha: "f".repeat(40),
      state: "open",
    });
    expect((await github.pullRequestsOfCommit("a".repeat(40))).map((each) => each.number)).toEqual([7]);
    expect((await github.pullRequestsOfCommit("b".repeat(40), "eve:fix")).map((each) => each.number)).toEqual(
      [3],
    );
    expect(server.requests.map((each) => each.line).slice(1)).toEqual([
      `GET /repos/acme/houses/commits/${"a".repeat(40)}/pulls?page=1&per_page=100`,
      "GET /repos/acme/houses/pulls?page=1&per_page=100&state=open&head=eve%3Afix",
    ]);
  });

  test("writes, changes and deletes comments; what is gone is no error", async () => {
    await using server = await startFaultyGitHub();
    const github = connect(server);
    const made = await github.createComment(7, "one");
    expect((await github.updateComment(made.id, "two")).body).toBe("two");
    expect(server.comments).toMatchObject([{ id: 1, body: "two" }]);
    await github.deleteComment(1);
    await github.deleteComment(1);
    expect(server.comments).toEqual([]);
    expect(await github.login()).toBe("ml-team");
  });

  test("is asked again after what passes", async () => {
    const faults: Fault[] = [
      { status: 502, body: "<html>" },
      "drop before it is carried out",
      "cut the answer off",
      "answer slowly",
    ];
    for (const fault of faults) {
      await using server = await startFaultyGitHub({ comments: 1 });
      const github = connect(server);
      server.fail("GET", fault);
      expect(await github.findComments(7, "comment")).toHaveLength(1);
      expect(server.requests).toHaveLength(fault === "answer slowly" ? 1 : 2);
    }
  });

  test("is given up after four answers", async () => {
    await using server = await startFaultyGitHub();
    server.fail("GET", ...Array(4).fill({ status: 503, body: "<html>Unicorn!</html>" }));
    const error = await failureOf(connect(server).findComments(7, "x"));
    expect(error).toMatchObject({ status: 503, rerun: true });
    expect(error.message).toBe(
      'Cannot read the comments of #7 in "acme/houses": GitHub answered 503 "an error page"',
    );
    expect(server.requests).toHaveLength(4);
  });

  test("that cannot be reached says so", async () => {
    const error = await failureOf(connect({ url: "http://127.0.0.1:1" }).pullRequest(3));
    expect(error).toMatchObject({ status: undefined, rerun: true });
    expect(error.message).toMatch(/^Cannot read pull request #3 in "acme\/houses": GitHub did not answer: /);
  });

  test("is not asked without token or repository", async () => {
    const github = connect({ url: "http://127.0.0.1:1" }, { token: undefined });
    expect(github.isAvailable).toBe(false);
    await expect(github.pullRequest(3)).rejects.toThrow(UserError);
    await expect(github.pullRequest(3)).rejects.toThrow("Cannot read pull request #3: no token is set");
    const nowhere = connect({ url: "http://127.0.0.1:1" }, { repository: undefined });
    await expect(nowhere.pullRequest(3)).rejects.toThrow("no repository is set");
  });

  test("is left when the run is stopped", async () => {
    await using server = await startFaultyGitHub();
    server.fail("GET", "answer slowly");
    const stop = new AbortController();
    const call = connect(server, { signal: stop.signal }).pullRequest(3);
    setTimeout(() => stop.abort(new Error("SIGTERM")), 30);
    await expect(call).rejects.toThrow("SIGTERM");
  });
});

describe.concurrent("a comment is made once,", () => {
  const body = "report <!-- run=1 -->";
  const create = async (github: GitHub) => (await github.issues()).comment(7, body, "<!-- run=1 -->");

  test.each<[string, Fault[], number]>([
    ["when nothing fails", [], 1],
    ["when the connection drops before the write", ["drop before it is carried out"], 2],
    ["when the connection drops after the write", ["drop after it was carried out"], 1],
    ["when the answer is cut off", ["cut the answer off"], 1],
    ["when GitHub answers 502", [{ status: 502 }], 2],
    ["when it answers slowly", ["answer slowly"], 1],
  ])("%s", async (_, faults, writes) => {
    await using server = await startFaultyGitHub({ comments: 120 });
    server.fail("POST", ...faults);
    const made = await create(connect(server));
    expect(made).toMatchObject({ id: 121, body });
    expect(server.comments.filter((each) => each.body === body)).toHaveLength(1);
    expect(server.requests.filter((each) => each.line.startsWith("POST"))).toHaveLength(writes);
  });

  test("or not at all, with a clear end", async () => {
    await using server = await startFaultyGitHub();
    server.fail("POST", { status: 502 }, "drop before it is carried out", { status: 500 });
    expect(await failureOf(create(connect(server)))).toMatchObject({ status: 500, rerun: true });
    expect(server.comments).toEqual([]);
  });

  test("and not tried again when GitHub refuses it", async () => {
    await using server = await startFaultyGitHub();
    const message = "Validation Failed: body is too long (maximum is 65536 characters)";
    server.fail("POST", { status: 422, body: JSON.stringify({ message }) });
    const error = await failureOf(create(connect(server)));
    expect(error).toMatchObject({ status: 422, rerun: false });
    expect(error.message).toContain(message);
    expect(server.requests.filter((each) => each.line.startsWith("POST"))).toHaveLength(1);
  });
});

describe.concurrent("a limit", () => {
  const secondary = JSON.stringify({ message: "You have exceeded a secondary rate limit." });

  test.each<[string, Fault]>([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "2" } }],
    ["403 with Retry-After", { status: 403, headers: { "retry-after": "2" } }],
    ["a secondary limit", { status: 403, headers: { "retry-after": "1" }, body: secondary }],
    ["a primary limit about to lift", limitFor(3)],
  ])("%s is waited for", async (_, fault) => {
    await using server = await startFaultyGitHub();
    server.fail("GET", fault, fault);
    const github = connect(server);
    await github.pullRequest(3);
    expect(server.requests).toHaveLength(3);
    expect(
      github.log.lines.filter((each) => /rate limit is reached; going on in \d+ s/.test(each)),
    ).toHaveLength(2);
  });

  test.each<[string, Fault, string]>([
    ["429 with a long Retry-After", { status: 429, headers: { "retry-after": "90" } }, "it lifts in 90 s"],
    [
      "a long secondary limit",
      { status: 403, headers: { "retry-after": "600" }, body: secondary },
      "it lifts in 10 minutes",
    ],
    ["a primary limit", limitFor(1500), "it lifts in 25 minutes"],
  ])("%s ends with when to rerun", async (_, fault, words) => {
    await using server = await startFaultyGitHub();
    server.fail("GET", fault);
    const error = await failureOf(connect(server).pullRequest(3));
    expect(error.rerun).toBe(true);
    expect(error.message).toContain(`GitHub's rate limit is reached, ${words}`);
    expect(error.hint).toMatch(/^Rerun the job in /);
    expect(server.requests).toHaveLength(1);
  });

  test("that does not lift ends too", async () => {
    await using server = await startFaultyGitHub();
    server.fail("GET", ...Array(9).fill({ status: 429, headers: { "retry-after": "1" } }));
    expect(await failureOf(connect(server).pullRequest(3))).toMatchObject({ status: 429, rerun: true });
    expect(server.requests).toHaveLength(3);
  });
});

describe.concurrent("a refusal", () => {
  const refuse = async (method: string, fault: Fault, call: (github: GitHub) => Promise<unknown>) => {
    await using server = await startFaultyGitHub({ comments: 1 });
    server.fail(method, fault);
    const error = await failureOf(call(connect(server)));
    expect(error.rerun).toBe(false);
    expect(server.requests).toHaveLength(1);
    return error;
  };
  const message = JSON.stringify({ message: "Resource not accessible by integration" });

  test("for lack of permission quotes GitHub and prints the YAML", async () => {
    const headers = { "x-accepted-github-permissions": "issues=write; pull_requests=write" };
    const error = await refuse("POST", { status: 403, headers, body: message }, (github) =>
      github.createComment(7, "a"),
    );
    expect(error.status).toBe(403);
    expect(error.message).toBe(
      'Cannot comment on #7 in "acme/houses": GitHub answered 403 "Resource not accessible by integration"; ' +
        'x-accepted-github-permissions: "issues=write; pull_requests=write"',
    );
    expect(error.hint).toBe(
      "Give the job these permissions (what is not listed is none):\npermissions:\n  contents: read\n  pull-requests: write",
    );
  });

  test("takes GitHub's word where it asks for something else", async () => {
    const headers = { "x-accepted-github-permissions": "contents=write,workflows=write" };
    const error = await refuse("PATCH", { status: 403, headers, body: message }, (github) =>
      github.updateComment(1, "a"),
    );
    expect(error.hint).toContain("permissions:\n  contents: write\n  workflows: write");
  });

  test.each([
    [401, "GitHub does not accept the token"],
    [404, "GitHub finds no such thing, or the token may not see it"],
    [410, 'GitHub answered 410 "it failed"'],
  ])("with %i says what it is", async (status, words) => {
    const error = await refuse("GET", { status }, (github) => github.pullRequest(3));
    expect(error.status).toBe(status);
    expect(error.message).toContain(words);
  });

  test("to say who a workflow's token is means nobody", async () => {
    await using server = await startFaultyGitHub();
    server.fail("GET", { status: 403, body: message });
    expect(await connect(server).login()).toBeUndefined();
  });

  test("never quotes the token", async () => {
    await refuse("GET", { status: 410, body: JSON.stringify({ message: `bad ${token}` }) }, (github) =>
      github.pullRequest(3),
    );
  });

  test("is what an answer of another server is", async () => {
    await using server = await startFaultyGitHub();
    server.fail("GET", { status: 200, body: '{"hello": "captive portal"}' });
    const error = await failureOf(connect(server).pullRequest(3));
    expect(error.message).toContain(
      'Cannot read GitHub\'s answer: a pull request was expected, "number" is not as documented',
    );
  });
});

function limitFor(seconds: number): Fault {
  const reset = Math.floor(Date.now() / 1000) + seconds;
  return { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) } };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
