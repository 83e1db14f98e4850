import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireTool } from "../require-tool.ts";
import { createChecks, type StandInCheck } from "./checks.ts";
import { type Answer, forward, freePort, type Received, serve } from "./serve.ts";

/** A pull request as a test wants GitHub to know it; the emulator has no git commits of ours. */
export interface SeededPullRequest {
  number: number;
  headSha: string;
  baseSha: string;
  /** `owner/name`; another than the base repository's for a fork. */
  headRepository: string;
  state: "open" | "closed";
}

/** The emulator's repository and the tokens that it knows. */
export const repository = "acme/repo";
export const tokens = { bot: "ghs_test", owner: "ghs_owner" } as const;

const bot = { login: "github-actions[bot]", name: "GitHub Actions", email: "bot@example.com" };

interface Emulate {
  createEmulator(options: object): Promise<{ close(): Promise<void> }>;
}

/**
 * The stateful emulator with a router of ours before it, for what it has no handler for: pull requests of a
 * commit, heads that are the test's own commits, the limit on a comment's length. `baseUrl` is where clients
 * reach it, so that the addresses in its answers lead there.
 */
export async function startEmulator(
  baseUrl: string,
  pullRequests: ReadonlyMap<number, SeededPullRequest>,
): Promise<{ url: string; checks: readonly StandInCheck[]; close(): Promise<void> }> {
  const checks = createChecks();
  const entry = path.join(requireTool("beds"), "node_modules/emulate/dist/api.js");
  const { createEmulator } = (await import(pathToFileURL(entry).href)) as Emulate;
  const port = await freePort();
  const emulator = await createEmulator({
    service: "github",
    port,
    baseUrl,
    seed: {
      tokens: {
        [tokens.bot]: { login: bot.login, scopes: ["repo", "user"] },
        [tokens.owner]: { login: "acme", scopes: ["repo", "user"] },
      },
      github: {
        users: [bot, { login: "acme", name: "Acme", email: "acme@example.com" }],
        repos: [{ owner: "acme", name: "repo", auto_init: true, default_branch: "main" }],
      },
    },
  });
  const router = await serve(
    async (request) =>
      checks.answer(request) ?? (await route(request, `http://127.0.0.1:${port}`, pullRequests)),
  );
  return {
    url: router.url,
    checks: checks.all,
    async close() {
      await router.close();
      await emulator.close();
    },
  };
}

async function route(
  request: Received,
  emulator: string,
  pullRequests: ReadonlyMap<number, SeededPullRequest>,
): Promise<Answer> {
  const [, , , , area = "", id = "", part = ""] = request.path.split("/");
  // Asked here for the judge alone, who is no match for the schema of a run: its answer is the stand-in's own.
  if (area === "actions") return { status: 404, body: JSON.stringify({ message: "Not Found" }) };
  if (request.method === "GET" && area === "commits" && part === "pulls") {
    const all = { ...request, url: `/repos/${repository}/pulls?state=all` };
    const pulls = patched(await forward(all, emulator), pullRequests);
    // GitHub lists no pull requests from forks here.
    const own = (JSON.parse(pulls.body) as Pull[]).filter(
      (each) => each.head.sha === id && each.head.repo.full_name === repository,
    );
    return { status: 200, body: JSON.stringify(own) };
  }
  if (request.method === "GET" && area === "pulls" && part === "") {
    const head = new URL(request.url, emulator).searchParams.get("head");
    if (head === null) return patched(await forward(request, emulator), pullRequests);
    // The emulator knows no forks: it is asked for all, and the heads are the test's.
    const all = { ...request, url: `/repos/${repository}/pulls?state=all&per_page=100` };
    const pulls = patched(await forward(all, emulator), pullRequests);
    const found = (JSON.parse(pulls.body) as Pull[]).filter(
      (each) => head === `${each.head.repo.full_name.split("/")[0]}:${each.head.ref}`,
    );
    return { status: 200, body: JSON.stringify(found) };
  }
  if (["POST", "PATCH"].includes(request.method) && area === "issues" && isTooLong(request))
    return {
      status: 422,
      body: JSON.stringify({
        message: "Validation Failed",
        errors: ["body is too long (maximum is 65536 characters)"],
        documentation_url: "https://docs.github.com/rest",
      }),
    };
  return markBots(await forward(request, emulator));
}

/** The emulator knows users only; GitHub says of an app's account that it is a bot. */
function markBots(answer: Exclude<Answer, "drop">): Answer {
  const body = Buffer.from(answer.body ?? "").toString("utf8");
  if (!body.includes(bot.login)) return answer;
  const marked = JSON.stringify(JSON.parse(body), (_, value) =>
    value !== null && typeof value === "object" && value.login === bot.login
      ? { ...value, type: "Bot" }
      : value,
  );
  return { ...answer, body: marked };
}

function isTooLong({ body }: Received): boolean {
  if (body.length <= 65_536) return false;
  const text = (JSON.parse(body.toString("utf8")) as { body?: unknown }).body;
  return typeof text === "string" && [...text].length > 65_536;
}

interface Pull {
  number: number;
  state: string;
  head: { sha: string; ref: string; repo: { full_name: string } };
  base: { sha: string };
}

function patched(
  answer: Exclude<Answer, "drop">,
  pullRequests: ReadonlyMap<number, SeededPullRequest>,
): { status: number; headers: Record<string, string>; body: string } {
  const { status, headers = {} } = answer;
  const body = Buffer.from(answer.body ?? "").toString("utf8");
  if (status !== 200) return { status, headers, body };
  const parsed = JSON.parse(body) as Pull | Pull[];
  for (const pull of [parsed].flat()) {
    const seeded = pullRequests.get(pull.number);
    if (!seeded) continue;
    pull.state = seeded.state;
    pull.head.sha = seeded.headSha;
    pull.head.repo.full_name = seeded.headRepository;
    pull.base.sha = seeded.baseSha;
  }
  return { status, headers, body: JSON.stringify(parsed) };
}
