import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createChecks } from "../beds/checks.ts";
import { startRuns } from "../beds/runs.ts";
import { type Answer, forward, type Received } from "../beds/serve.ts";
import { startGitData } from "./git-data.ts";

/** What goes wrong with one request; `carriedOut` says whether GitHub did what it asks for. */
export interface Mishap {
  name: string;
  /** How often the request is carried out; default: once. */
  deliveries?: 0 | 1 | 2;
  /** Answers instead of what came of it. */
  answer?: { status: number; headers: Record<string, string>; body: string };
  /** What becomes of the answer; default: it arrives. */
  loss?: "drop" | "cut" | "late" | "never";
  /** Says that the repository has another address now, under which it can be reached. */
  hasMoved?: boolean;
}

/** All of GitHub's API that our actions call, with its state, in front of which one thing after the other goes wrong. */
export interface WholeGitHub extends AsyncDisposable {
  url: string;
  /** `METHOD path` of every request. */
  requests: string[];
  /** What there is, without times and ids that come from counting. */
  state(): string;
  /** What happens to a request, by its number from 0. */
  mishap: (request: number) => Mishap | undefined;
}

interface Post {
  id: number;
  on: string;
  body: string;
}

interface StandInIssue {
  number: number;
  title: string;
  body: string;
  state: string;
  labels: string[];
}

export const houses = "acme/houses";
export const head = "a".repeat(40);
/** Where GitHub has a repository whatever its name. */
const movedTo = "/repositories/1";
const bot = { login: "github-actions[bot]", type: "Bot" };
const pull = {
  ...{ number: 7, state: "open", base: { ref: "main", sha: "f".repeat(40) } },
  head: { sha: head, repo: { full_name: houses } },
};

/** Starts it with pull request 7, its comment 1, issue 8, a comment on a commit, a branch `history` and a run. */
export async function startWholeGitHub(): Promise<WholeGitHub> {
  const checks = createChecks();
  const git = await startGitData();
  git.push("history", { "runs.jsonl": "{}\n" });
  const runs = await startRuns(houses);
  runs.add({ id: 5, headSha: head, artifacts: [{ name: "bundle", zip: Buffer.from("zip") }] });
  const posts: Post[] = [
    { id: 1, on: "issues/7", body: "first <!-- key -->" },
    { id: 2, on: `commits/${head}`, body: "first <!-- key -->" },
  ];
  const issues: StandInIssue[] = [
    { number: 8, title: "fails", body: "<!-- key -->", state: "open", labels: ["mlops"] },
  ];
  const edits = new Map([[1, ["none", "first <!-- key -->"]]]);

  const post = (on: string, body: string): Answer => {
    const made = { id: posts.length + 1, on, body };
    posts.push(made);
    return json(201, renderPost(made));
  };
  const answerPost = (method: string, id: number, body: string | undefined): Answer => {
    const index = posts.findIndex((each) => each.id === id);
    const found = posts[index];
    if (found === undefined) return notFound;
    if (method === "DELETE") posts.splice(index, 1);
    if (method === "DELETE") return { status: 204 };
    edits.set(id, [...(edits.get(id) ?? [found.body]), body ?? ""]);
    found.body = body ?? "";
    return json(200, renderPost(found));
  };
  const answerIssue = (number: number, sent: Partial<StandInIssue>): Answer => {
    const found = issues.find((each) => each.number === number);
    return found ? json(200, renderIssue(Object.assign(found, sent))) : notFound;
  };
  const carryOut = async (request: Received): Promise<Answer> => {
    const { method, path } = request;
    const below = path.replace(`/repos/${houses}/`, "");
    const [area = "", id = "", part = ""] = below.split("/");
    const sent = request.body.length === 0 ? {} : JSON.parse(request.body.toString("utf8"));
    if (path === "/user") return json(200, { login: "ml-team" });
    if (/^(\/api)?\/graphql$/.test(path)) {
      const bodies = edits.get(Number(sent.variables.id.replace("IC_", ""))) ?? [];
      const nodes = bodies.map((diff, index) => ({ editedAt: `2026-11-22T02:00:0${index}Z`, diff }));
      return json(200, {
        data: { node: { pullRequest: { headRefOid: head }, userContentEdits: { nodes } } },
      });
    }
    const byChecks = checks.answer(request);
    if (byChecks !== undefined) return byChecks;
    // The runs' stand-in has a main branch of its own.
    if (area === "git" && !/heads(\/|%2F)main$/.test(path)) return forward(request, git.url);
    if (area === "actions" && below.includes("/attempts/")) return json(200, runOf(Number(part)));
    const byRuns = runs.answer(request);
    if (byRuns !== undefined) return byRuns;
    if (area === "pulls" && part === "commits") return json(200, [{ sha: head }]);
    if (area === "pulls") return json(200, id === "" ? [pull] : pull);
    if (area === "commits" && part === "pulls") return json(200, [pull]);
    const on = area === "commits" ? `commits/${id}` : `issues/${id}`;
    if (part === "comments" && method === "POST") return post(on, sent.body);
    if (part === "comments") return json(200, posts.filter((each) => each.on === on).map(renderPost));
    if (area === "comments" || id === "comments")
      return answerPost(method, Number(area === "comments" ? id : part), sent.body);
    if (area === "issues" && method === "GET")
      return json(200, issues.filter(({ state }) => state === "open").map(renderIssue));
    if (area === "issues" && method === "PATCH") return answerIssue(Number(id), sent);
    if (area !== "issues" || method !== "POST") return notFound;
    const issue = { ...sent, number: issues.length + 8, state: "open" };
    issues.push(issue);
    return json(201, renderIssue(issue));
  };

  const requests: string[] = [];
  const whole: WholeGitHub = {
    url: "",
    requests,
    mishap: () => undefined,
    state: () =>
      JSON.stringify({
        posts: posts.map(({ on, body }) => `${on} ${body}`).sort(),
        issues: issues.map(({ number: _, ...issue }) => issue),
        checks: checks.all.map(({ id: _, ...check }) => check),
        branches: ["history", "new"].map((branch) => [
          branch,
          git.log(branch),
          git.file(branch, "runs.jsonl"),
        ]),
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await git[Symbol.asyncDispose]();
      await runs.close();
    },
  };
  const server = createServer(async (incoming, response) => {
    const request = await receive(incoming);
    const mishap = whole.mishap(requests.push(`${request.method} ${incoming.url}`) - 1);
    const moved = incoming.url?.replace(`/repos/${houses}/`, `${movedTo}/`) ?? "";
    if (mishap?.hasMoved && moved !== incoming.url) {
      const location = `http://${incoming.headers.host}${moved}`;
      const body = JSON.stringify({ message: "Moved Permanently", url: location });
      response.writeHead(request.method === "GET" ? 301 : 307, { location });
      return void response.end(body);
    }
    await respond(mishap, () => carryOut(request), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  whole.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return whole;
}

/** GHES serves the same below another path. */
async function receive(incoming: IncomingMessage): Promise<Received> {
  const { method = "GET", headers } = incoming;
  const url = (incoming.url ?? "/").replace(/^\/api\/v3/, "").replace(`${movedTo}/`, `/repos/${houses}/`);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return { method, url, path: url.split("?")[0] ?? "/", headers, body: Buffer.concat(chunks) };
}

async function respond(
  { deliveries = 1, answer: injected, loss }: Mishap = { name: "" },
  carryOut: () => Promise<Answer>,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer | undefined;
  for (let times = 0; times < deliveries; times++) answer = await carryOut();
  const given = injected ?? answer;
  if (loss === "drop" || given === undefined || given === "drop") return void response.socket?.destroy();
  if (loss === "never") return;
  if (loss === "late") await new Promise((resolve) => setTimeout(resolve, 20));
  const { status, headers = {}, body = "" } = given;
  const length = status === 204 ? {} : { "content-length": Buffer.byteLength(body) };
  const type = { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, ...headers, ...length });
  if (loss !== "cut" || status === 204 || body.length === 0) return void response.end(body);
  const half = Buffer.from(body);
  response.write(half.subarray(0, half.length >> 1), () => response.socket?.destroy());
}

function json(status: number, value: unknown): { status: number; body: string } {
  return { status, body: JSON.stringify(value) };
}

const notFound = json(404, { message: "Not Found" });

function renderPost({ id, body }: Post): object {
  return { id, node_id: `IC_${id}`, body, html_url: `https://github.test/${id}`, user: bot };
}

function renderIssue(issue: StandInIssue): object {
  const labels = issue.labels.map((name) => ({ name }));
  return { ...issue, labels, html_url: `https://github.test/issues/${issue.number}`, user: bot };
}

function runOf(id: number): object {
  return { id, event: "push", conclusion: "success", head_branch: "main", head_repository: null };
}
