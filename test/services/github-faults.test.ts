import { describe, expect, test } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub, type GitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { type GitHubCall, gitHubCalls, methodsOf } from "./github-calls.ts";
import { houses, type Mishap, startWholeGitHub } from "./whole-github.ts";

const token = "ghs_secret0123456789";
/** More than any call sends when everything fails. */
const mostRequests = 60;
const secondary = JSON.stringify({ message: "You have exceeded a secondary rate limit." });
const failing = (status: number, headers: Record<string, string> = {}, body = '{ "message": "no" }') => ({
  ...{ status, headers, body },
});

/** What passes: happens once, and the call goes on. */
const passing: readonly Mishap[] = [
  { name: "a late answer", loss: "late" },
  { name: "429 with Retry-After", deliveries: 0, answer: failing(429, { "retry-after": "1" }) },
  { name: "a secondary limit", deliveries: 0, answer: failing(403, { "retry-after": "1" }, secondary) },
  { name: "502", deliveries: 0, answer: failing(502, {}, "<html>") },
  { name: "502 after it was carried out", answer: failing(502, {}, "<html>") },
  { name: "a drop before", deliveries: 0, loss: "drop" },
  { name: "a drop after", loss: "drop" },
  { name: "an answer that is cut off", loss: "cut" },
  { name: "an answer that never comes", loss: "never" },
  { name: "a double delivery", deliveries: 2 },
  { name: "a repository of another name", hasMoved: true },
  { name: "429 that does not say when", deliveries: 0, answer: failing(429) },
];

/** What stays: happens to every request, and the call ends. */
const lasting: readonly (Mishap & { expected: Partial<ServiceError>; words?: RegExp })[] = [
  { name: "502", deliveries: 0, answer: failing(502), expected: { status: 502, rerun: true } },
  { name: "drops before", deliveries: 0, loss: "drop", expected: { status: undefined, rerun: true } },
  { name: "drops after", loss: "drop", expected: { status: undefined, rerun: true } },
  { name: "answers that never come", loss: "never", expected: { status: undefined, rerun: true } },
  {
    ...{ name: "429", deliveries: 0, answer: failing(429, { "retry-after": "1" }) },
    ...{ expected: { status: 429, rerun: true }, words: /Rerun the job in/ },
  },
  {
    ...{ name: "an hour's limit", deliveries: 0, answer: failing(403, { "retry-after": "3600" }) },
    ...{ expected: { status: 403, rerun: true }, words: /Rerun the job in 60 minutes/ },
  },
  {
    ...{ name: "401", deliveries: 0, answer: failing(401) },
    ...{ expected: { status: 401, rerun: false }, words: /github-token.* until the job ends/ },
  },
  {
    ...{ name: "a web page", deliveries: 0, answer: failing(200, { "content-type": "text/html" }, "<html>") },
    ...{ expected: { status: undefined, rerun: false }, words: /a web page came .* a page to log in/s },
  },
  {
    ...{ name: "a load balancer's page", deliveries: 0, answer: failing(502, {}, "<html><p>down") },
    ...{ expected: { status: 502, rerun: true }, words: /answered 502 "an error page"/ },
  },
  { name: "304", deliveries: 0, answer: failing(304), expected: { status: 304, rerun: false } },
  {
    ...{ name: "403 of single sign-on", deliveries: 0 },
    answer: failing(403, { "x-github-sso": "required; url=https://github.com/orgs/acme/sso?secret" }),
    ...{ expected: { status: 403, rerun: false }, words: /Configure SSO/ },
  },
  {
    ...{ name: "403 of an integration", deliveries: 0 },
    answer: failing(403, {}, '{ "message": "Resource not accessible by integration" }'),
    ...{ expected: { status: 403, rerun: false }, words: /by integration".*permissions:\n/s },
  },
  {
    ...{ name: "403 of a person's token", deliveries: 0 },
    answer: failing(403, {}, '{ "message": "Resource not accessible by personal access token" }'),
    ...{ expected: { status: 403, rerun: false }, words: /a person's, .* give it [a-z-]+: (read|write)/ },
  },
  {
    ...{
      name: "410",
      deliveries: 0,
      answer: failing(410, {}, '{ "message": "Issues are disabled for this repo" }'),
    },
    ...{ expected: { status: 410, rerun: false }, words: /Turn issues on/ },
  },
  {
    ...{ name: "422", deliveries: 0 },
    answer: failing(
      422,
      {},
      '{ "message": "Validation Failed", "errors": [{ "field": "title", "code": "missing" }] }',
    ),
    ...{ expected: { status: 422, rerun: false }, words: /Validation Failed: .*"field":"title"/ },
  },
  {
    ...{ name: "429 that does not say when", deliveries: 0, answer: failing(429) },
    ...{ expected: { status: 429, rerun: true }, words: /Rerun the job in 60 s/ },
  },
  {
    ...{
      name: "a secondary limit that does not say when",
      deliveries: 0,
      answer: failing(403, {}, secondary),
    },
    ...{ expected: { status: 403, rerun: true }, words: /Rerun the job in 60 s/ },
  },
  {
    ...{ name: "the hour's requests used up", deliveries: 0 },
    get answer() {
      const reset = String(Math.floor(Date.now() / 1000) + 2400);
      return failing(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    },
    ...{ expected: { status: 403, rerun: true }, words: /Rerun the job in (40|41) minutes/ },
  },
  {
    ...{ name: "451", deliveries: 0, answer: failing(451, {}, '{ "message": "Repository access blocked" }') },
    ...{ expected: { status: 451, rerun: false }, words: /access blocked.*legal/s },
  },
  {
    ...{ name: "403", deliveries: 0, answer: failing(403) },
    ...{ expected: { status: 403, rerun: false }, words: /permissions:\n {2}[a-z-]+: (read|write)/ },
  },
  {
    ...{ name: "404", deliveries: 0, answer: failing(404) },
    ...{ expected: { status: 404, rerun: false }, words: /finds no such thing/ },
  },
];

async function attempt(
  { call }: GitHubCall,
  mishap: (request: number) => Mishap | undefined = () => undefined,
  base = "",
) {
  await using server = await startWholeGitHub();
  const states: string[] = [];
  server.mishap = (request) => {
    states.push(server.state());
    return mishap(request);
  };
  const log = memoryLog();
  const github = createGitHub({
    ...{ token, repository: houses, apiUrl: server.url + base, version: "1.2.3", log, clock: fakeClock() },
    ...{ patience: { request: 3000, call: 120_000 } },
  });
  const result = await call(github).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  expect(log.lines.join("\n")).not.toContain(token);
  return { ...result, requests: server.requests, state: server.state(), states };
}

function expectFailure(error: unknown): ServiceError {
  if (!(error instanceof ServiceError)) throw error ?? new Error("it did not fail");
  expect(error.service).toBe("GitHub");
  expect(error.message).toMatch(/^Cannot /);
  expect(`${error.message}${error.hint}`).not.toContain(token);
  return error;
}

/** What is there, each thing once; a check run that was made twice has ended twice, and one has the annotations. */
function distinct(state: string): unknown {
  const parsed = JSON.parse(state) as { checks: { annotations: unknown[]; conclusion: unknown }[] };
  const unique = (values: unknown[]) => [...new Set(values.map((each) => JSON.stringify(each)))].sort();
  const checks = parsed.checks.map(({ annotations: _, ...check }) => check);
  return {
    ...Object.fromEntries(Object.entries(parsed).map(([name, list]) => [name, unique(list as unknown[])])),
    checks: unique(checks),
    annotations: unique(parsed.checks.flatMap(({ annotations }) => annotations)),
  };
}

/** Runs tasks, so many at a time. */
async function inTurn(tasks: readonly (() => Promise<void>)[], lanes = 3): Promise<void> {
  const left = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = left.shift(); task !== undefined; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: lanes }, work));
}

test("every method of the service has its calls here", async () => {
  await using server = await startWholeGitHub();
  const options = { token, repository: houses, apiUrl: server.url, version: "1", clock: fakeClock() };
  const methods = await methodsOf(createGitHub({ ...options, log: memoryLog() }));
  expect([...new Set(gitHubCalls.map(({ method }) => method))].sort()).toEqual(methods.sort());
  const memory: GitHub = memoryGitHub();
  expect(Object.keys(memory)).toEqual(
    expect.arrayContaining(methods.map((method) => method.split(".")[0] ?? "")),
  );
});

describe.concurrent.each(
  gitHubCalls.map((each) => [[each.method, each.how ?? ""].join(" ").trim(), each] as const),
)("%s", (_, row) => {
  test("goes on after what passes, with nothing done twice or lost", async () => {
    const clean = await attempt(row);
    expect(clean.error).toBeUndefined();
    const cells = clean.requests.flatMap((request, at) => passing.map((mishap) => ({ request, at, mishap })));
    await inTurn(
      cells.map(({ request, at, mishap }) => async () => {
        const where = `${mishap.name} of request ${at + 1}, ${request}`;
        const done = await attempt(row, (each) => (each === at ? mishap : undefined));
        expect(done.requests.length, where).toBeLessThanOrEqual(mostRequests);
        if (row.isSentOnce && done.error !== undefined) {
          expectFailure(done.error);
          expect([...clean.states, clean.state], where).toContain(done.state);
          return;
        }
        expect(done.error, where).toBeUndefined();
        if (mishap.deliveries === 2) {
          expect(distinct(done.state), where).toEqual(distinct(clean.state));
          return;
        }
        expect(done.value, where).toEqual(clean.value);
        expect(done.state, where).toBe(clean.state);
      }),
    );
  });

  test("ends clearly after what stays, with nothing done twice", async () => {
    const clean = await attempt(row);
    await inTurn(
      lasting.map((mishap) => async () => {
        const done = await attempt(row, () => mishap);
        expect(done.requests.length, mishap.name).toBeLessThanOrEqual(mostRequests);
        expect([...clean.states, clean.state], mishap.name).toContain(done.state);
        if (done.error === undefined) {
          expect(row.answers, mishap.name).toContain(mishap.expected.status);
          return;
        }
        const error = expectFailure(done.error);
        expect(error, mishap.name).toMatchObject(mishap.expected);
        if (mishap.words) expect(`${error.message}\n${error.hint}`, mishap.name).toMatch(mishap.words);
      }),
    );
  });

  test("goes to GHES below its own paths", async () => {
    const done = await attempt(row, undefined, "/api/v3");
    expect(done.error).toBeUndefined();
    for (const request of done.requests) expect(request).toMatch(/^[A-Z]+ \/api\/(v3\/|graphql$)/);
  });
});
