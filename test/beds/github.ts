import type { StandInCheck } from "./checks.ts";
import { repository, type SeededPullRequest, startEmulator, tokens } from "./emulator.ts";
import { startGraphql } from "./graphql.ts";
import { requestViolations, startPrism } from "./prism.ts";
import { type RunsStandIn, startRuns } from "./runs.ts";
import { type Answer, forward, type Received, serve } from "./serve.ts";

/** A request that reached the stand-in, with the status that it was answered with (0 when it was dropped). */
export interface RecordedRequest {
  method: string;
  /** Path with its query. */
  url: string;
  body: unknown;
  status: number;
}

/** GitHub's API on loopback. Its repository is `acme/repo`, its tokens `ghs_test` (may write) and `ghs_fork`. */
export interface GitHubStandIn {
  url: string;
  repository: string;
  /** `write` is github-actions[bot] with write permissions, `fork` the read-only token of a fork's pull request. */
  tokens: { write: string; fork: string };
  /** Opens a pull request whose head is the given commit; returns its number. */
  seedPullRequest(options?: {
    headSha?: string;
    baseSha?: string;
    fork?: boolean;
    state?: "open" | "closed";
  }): Promise<number>;
  /** Changes what the API says of a seeded pull request, for example a newer head. */
  movePullRequest(number: number, to: Partial<Omit<SeededPullRequest, "number">>): void;
  /** Runs and their artifacts. */
  runs: RunsStandIn;
  /** Adds a comment of another user, as the repository's owner. */
  seedComment(number: number, body: string): Promise<void>;
  /** All comments of a pull request, oldest first. */
  comments(number: number): Promise<{ id: number; body: string; author: string }[]>;
  /** All check runs, in the order in which they were made. */
  checks: readonly StandInCheck[];
  requests(): readonly RecordedRequest[];
  /** Faults the next `times` requests that match: a status with GitHub's error body, or a dropped connection. */
  fail(options: {
    method?: string;
    path?: RegExp;
    status: number | "drop";
    headers?: Record<string, string>;
    times?: number;
  }): void;
  /** What Prism held against our requests since the last call; a test expects none. */
  violations(): string[];
  /** Stops all servers. Throws when a violation was never looked at. */
  close(): Promise<void>;
}

const forkToken = "ghs_fork";

/** Starts the stand-in (3 s): recorder with faults and tokens → Prism as judge → router → stateful emulator. */
export async function startGitHub(): Promise<GitHubStandIn> {
  const pullRequests = new Map<number, SeededPullRequest>();
  const recorded: RecordedRequest[] = [];
  const faults: { matches(request: Received): boolean; answer: Answer; left: number }[] = [];
  let violations: string[] = [];

  const front = await serve(async (request) => {
    const answer = await respond(request);
    recorded.push({
      method: request.method,
      url: request.url,
      body: request.body.length > 0 ? parseBody(request.body) : undefined,
      status: answer === "drop" ? 0 : answer.status,
    });
    return answer;
  });
  const respond = async (request: Received): Promise<Answer> => {
    const fault = faults.find((each) => each.left > 0 && each.matches(request));
    if (fault) {
      fault.left -= 1;
      return fault.answer;
    }
    const refused = authorize(request);
    if (refused) return refused;
    const ofGraphql = graphql.answer(request);
    if (ofGraphql !== undefined) {
      violations.push(...graphql.violations().map((each) => `GraphQL: ${each}`));
      return ofGraphql;
    }
    const headers = { ...request.headers, authorization: `Bearer ${tokens.bot}` };
    const answer = await forward({ ...request, headers }, prism.url).catch((error: Error) => {
      throw new Error(`${error.message}; Prism ${prism.failure() ?? "is running"}`);
    });
    const { "sl-violations": found, ...rest } = answer.headers ?? {};
    violations.push(...requestViolations(found).map((each) => `${request.method} ${request.url}: ${each}`));
    graphql.keep(request, answer);
    const ofRuns = runs.answer(request);
    if (ofRuns !== undefined) return ofRuns;
    if (isRawBlob(request) && answer.status === 200) return rawBlob(answer);
    // The emulator builds its links from the address that the router used.
    const link = rest.link?.replaceAll(/<https?:\/\/[^/]+/g, `<${front.url}`);
    return { ...answer, headers: link === undefined ? rest : { ...rest, link } };
  };

  const runs = await startRuns(repository);
  const graphql = await startGraphql((number) => pullRequests.get(number)?.headSha);
  const emulator = await startEmulator(front.url, pullRequests);
  const prism = await startPrism(emulator.url);
  const direct = (method: string, path: string, body?: unknown): Promise<unknown> =>
    callAsOwner(emulator.url, method, `/repos/${repository}${path}`, body);
  await direct("PUT", "/collaborators/github-actions[bot]", { permission: "push" });

  return {
    url: front.url,
    repository,
    tokens: { write: tokens.bot, fork: forkToken },
    runs,
    async seedPullRequest({
      headSha = "1".repeat(40),
      baseSha = "0".repeat(40),
      fork = false,
      state = "open",
    } = {}) {
      const head = `topic-${pullRequests.size + 1}`;
      const { number } = (await direct("POST", "/pulls", { title: head, head, base: "main" })) as {
        number: number;
      };
      const headRepository = fork ? "stranger/repo" : repository;
      pullRequests.set(number, { number, headSha, baseSha, headRepository, state });
      return number;
    },
    movePullRequest(number, to) {
      const seeded = pullRequests.get(number);
      if (!seeded) throw new Error(`Cannot move pull request ${number}: it was not seeded`);
      pullRequests.set(number, { ...seeded, ...to });
    },
    async seedComment(number, body) {
      await direct("POST", `/issues/${number}/comments`, { body });
    },
    async comments(number) {
      const all: { id: number; body: string; author: string }[] = [];
      for (let page = 1; ; page++) {
        const path = `/issues/${number}/comments?per_page=100&page=${page}`;
        const found = (await direct("GET", path)) as { id: number; body: string; user: { login: string } }[];
        all.push(...found.map(({ id, body, user }) => ({ id, body, author: user.login })));
        if (found.length < 100) return all;
      }
    },
    checks: emulator.checks,
    requests: () => recorded,
    fail({ method, path, status, headers = {}, times = 1 }) {
      faults.push({
        matches: (request) => (!method || method === request.method) && (!path || path.test(request.path)),
        answer:
          status === "drop"
            ? "drop"
            : { status, headers, body: errorBody(`Injected fault ${status}`, status) },
        left: times,
      });
    },
    violations() {
      const found = violations;
      violations = [];
      return found;
    },
    async close() {
      await front.close();
      await prism.close();
      await emulator.close();
      await runs.close();
      if (violations.length > 0) throw new Error(`Requests broke GitHub's API:\n${violations.join("\n")}`);
    },
  };
}

/**
 * GitHub answers an unknown token with 401, a read-only one's writes with 403 and what it would take, and a
 * workflow's token that asks who it is with 403: it belongs to no user.
 */
function authorize(request: Received): Answer | undefined {
  const token = /^(?:Bearer|token) (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const isRead = ["GET", "HEAD"].includes(request.method) || request.path === "/graphql";
  if (token === undefined)
    return isRead ? undefined : { status: 401, body: errorBody("Requires authentication", 401) };
  const refused = errorBody("Resource not accessible by integration", 403);
  if (request.path === "/user" && [tokens.bot, forkToken].includes(token))
    return { status: 403, body: refused };
  if (token === tokens.bot || token === tokens.owner || (token === forkToken && isRead)) return undefined;
  if (token !== forkToken) return { status: 401, body: errorBody("Bad credentials", 401) };
  const permission = /\/(issues|pulls)\//.test(request.path)
    ? "issues=write; pull_requests=write"
    : /\/check-runs/.test(request.path)
      ? "checks=write"
      : "contents=write";
  return {
    status: 403,
    headers: { "x-accepted-github-permissions": permission },
    body: refused,
  };
}

/** Whether a file's content is asked for as it is: the emulator has it in JSON alone. */
function isRawBlob({ method, path, headers }: Received): boolean {
  return method === "GET" && /\/git\/blobs\/[0-9a-f]{40}$/.test(path) && /raw/.test(headers.accept ?? "");
}

function rawBlob({ body = "" }: Exclude<Answer, "drop">): Answer {
  const { content } = JSON.parse(Buffer.from(body).toString("utf8")) as { content: string };
  const headers = { "content-type": "application/vnd.github.raw+json; charset=utf-8" };
  return { status: 200, headers, body: Buffer.from(content, "base64") };
}

function errorBody(message: string, status: number): string {
  return JSON.stringify({
    message,
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  });
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return body.toString("utf8");
  }
}

async function callAsOwner(base: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${tokens.owner}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`Cannot seed ${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}
