import { expect, test } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { historyQuery } from "../../src/services/github-graphql.ts";
import { memoryLog } from "../../src/services/log.ts";
import { loadGraphqlSchema } from "../beds/graphql.ts";
import { type Answer, type Received, serve } from "../beds/serve.ts";
import { describeWith } from "../require-tool.ts";

const token = "ghs_secret0123456789";

describeWith("beds", "GitHub's schema", () => {
  test("knows the query of a comment's edits", async () => {
    const { validate } = await loadGraphqlSchema();
    expect(validate(historyQuery)).toEqual([]);
  });
});

async function ask(answers: Answer[], base = "") {
  const asked: Received[] = [];
  const server = await serve(async (request) => {
    asked.push(request);
    return answers[Math.min(asked.length, answers.length) - 1] ?? "drop";
  });
  const github = createGitHub({
    ...{ token, repository: "acme/houses", apiUrl: server.url + base, version: "1.2.3" },
    ...{ log: memoryLog(), clock: fakeClock() },
  });
  const result = await github.commentHistory("IC_1").catch((error: unknown) => error);
  await server.close();
  return { asked, result };
}

function failureOf({ result }: { result: unknown }): ServiceError {
  if (!(result instanceof ServiceError)) throw new Error(`no ServiceError: ${String(result)}`);
  expect(result.service).toBe("GitHub");
  expect(`${result.message}${result.hint}`).not.toContain(token);
  return result;
}

const ok = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });
const nodes = [
  { editedAt: "2026-11-22T02:00:00Z", diff: "first" },
  null,
  { editedAt: "2026-11-22T02:00:09Z", diff: null },
  { editedAt: "2026-11-22T02:00:10Z", diff: "last" },
];
const head = "b".repeat(40);
const node = { pullRequest: { headRefOid: head }, userContentEdits: { nodes } };
const edits = ok({ data: { node } });
const wrong = (type: string | undefined, message = "no", headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers,
  body: JSON.stringify({ data: { node }, errors: [{ type, message }] }),
});

test("the edits of a comment come newest first, with the head, by one bounded request", async () => {
  const { asked, result } = await ask([edits]);
  expect(result).toEqual({
    head,
    edits: [
      { editedAt: "2026-11-22T02:00:10Z", body: "last" },
      { editedAt: "2026-11-22T02:00:09Z", body: undefined },
      { editedAt: "2026-11-22T02:00:00Z", body: "first" },
    ],
  });
  expect(asked.map((each) => `${each.method} ${each.path}`)).toEqual(["POST /graphql"]);
  const variables = { id: "IC_1", most: 30 };
  expect(JSON.parse(String(asked[0]?.body))).toEqual({ query: historyQuery, variables });
});

test("on GHES the API stands beside the REST API", async () => {
  expect((await ask([edits], "/api/v3")).asked.map((each) => each.path)).toEqual(["/api/graphql"]);
});

test("a comment on an issue that was never edited has no edits and no head", async () => {
  const answer = ok({ data: { node: { pullRequest: null, userContentEdits: null } } });
  expect((await ask([answer])).result).toEqual({ edits: [], head: undefined });
});

test.each<[string, Answer, object, RegExp]>([
  ["NOT_FOUND", wrong("NOT_FOUND"), { status: 404, rerun: false }, /finds no such thing/],
  ["FORBIDDEN", wrong("FORBIDDEN"), { status: 403, rerun: false }, /answered FORBIDDEN "no"/],
  ["INSUFFICIENT_SCOPES", wrong("INSUFFICIENT_SCOPES"), { status: 403, rerun: false }, /INSUFFICIENT_SCOPES/],
  ["an error without type", wrong(undefined), { status: 200, rerun: false }, /answered 200 "no"/],
  ["an error that is none", ok({ errors: [7] }), { rerun: true }, /is not as documented|did not answer/],
])("%s beside data is an error, and the data is not trusted", async (_, answer, fields, words) => {
  const done = await ask([answer]);
  const error = failureOf(done);
  expect(error).toMatchObject(fields);
  expect(error.message).toMatch(/^Cannot read the edits of a comment/);
  expect(error.message).toMatch(words);
  expect(done.asked).toHaveLength(1);
});

test("a refusal prints the permissions", async () => {
  expect(failureOf(await ask([wrong("FORBIDDEN", `no ${token}`)])).hint).toContain("pull-requests: read");
});

test("a limit is waited for, and a long one is said", async () => {
  const reset = (seconds: number): Record<string, string> => ({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + seconds),
  });
  const soon = await ask([wrong("RATE_LIMITED", "limit", reset(3)), edits]);
  expect(soon.result).toMatchObject({ head });
  expect(soon.asked).toHaveLength(2);
  const late = await ask([wrong("RATE_LIMITED", "limit", reset(1500))]);
  expect(failureOf(late)).toMatchObject({ status: 429, rerun: true, hint: "Rerun the job in 25 minutes" });
  expect(late.asked).toHaveLength(1);
});

test("what passes is asked again, and given up in the end", async () => {
  const timeout = "Something went wrong while executing your query. This may be the result of a timeout";
  for (const fault of [{ status: 502, body: "<html>" }, "drop", wrong(undefined, timeout)] as Answer[]) {
    const passed = await ask([fault, edits]);
    expect(passed.result).toMatchObject({ head });
    expect(passed.asked).toHaveLength(2);
    const lost = await ask([fault]);
    expect(failureOf(lost).rerun).toBe(true);
    expect(lost.asked.length).toBeLessThanOrEqual(4);
  }
});

test.each<[string, Answer]>([
  ["nothing", ok(null)],
  ["no data", ok({})],
  ["no comment", ok({ data: { node: null } })],
  ["another type", ok({ data: { node: {} } })],
  ["a captive portal", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
])("an answer of %s is an error", async (_, answer) => {
  expect(failureOf(await ask([answer])).message).toMatch(/^Cannot read the edits of a comment/);
});
