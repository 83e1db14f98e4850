import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one request: an answer in place of the real one, or how the real one is lost. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  | "drop before it is carried out"
  | "drop after it was carried out"
  | "cut the answer off"
  | "answer slowly";

/** A small GitHub that keeps comments and fails as it is told. */
export interface FaultyGitHub extends AsyncDisposable {
  url: string;
  comments: { id: number; body: string; user: { login: string; type: string } }[];
  /** `METHOD path?query` of every request, and what identifies the client. */
  requests: { line: string; agent: string; authorization: string }[];
  /** The next requests of this method fail so, one after the other. */
  fail(method: string, ...faults: Fault[]): void;
}

const pull = (number: number, sha: string, state = "open") => ({
  number,
  state,
  head: { sha, repo: number === 3 ? null : { full_name: "acme/houses" } },
  base: { ref: "main", sha: "f".repeat(40) },
});

/** Starts it on a free port of the loopback. */
export async function startFaultyGitHub(
  options: { comments?: number; pageSize?: number } = {},
): Promise<FaultyGitHub> {
  const { pageSize = 100 } = options;
  const user = { login: "github-actions[bot]", type: "Bot" };
  const comments = Array.from({ length: options.comments ?? 0 }, (_, index) => ({
    id: index + 1,
    body: `comment ${index + 1}`,
    user,
  }));
  const faults = new Map<string, Fault[]>();
  const requests: FaultyGitHub["requests"] = [];
  const render = (comment: (typeof comments)[number]) => ({
    ...comment,
    html_url: `https://github.test/${comment.id}`,
    node_id: `IC_${comment.id}`,
  });

  const carryOut = (
    method: string,
    url: URL,
    body: string,
  ): { status: number; value?: unknown; next?: boolean } => {
    const text = body === "" ? "" : (JSON.parse(body) as { body: string }).body;
    const id = Number(/\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
    const found = comments.find((each) => each.id === id);
    if (url.pathname === "/graphql")
      return {
        status: 200,
        value: {
          data: { node: { pullRequest: { headRefOid: "b".repeat(40) }, userContentEdits: null } },
        },
      };
    if (url.pathname === "/user") return { status: 200, value: { login: "ml-team" } };
    if (url.pathname.endsWith("/pulls"))
      return {
        status: 200,
        value: [pull(7, "a".repeat(40)), pull(3, "b".repeat(40)), pull(8, "a".repeat(40), "closed")],
      };
    if (/\/pulls\/\d+$/.test(url.pathname)) return { status: 200, value: pull(3, "b".repeat(40)) };
    if (method === "GET") {
      const page = Number(url.searchParams.get("page") ?? 1);
      const shown = comments.slice((page - 1) * pageSize, page * pageSize);
      return { status: 200, value: shown.map(render), next: page * pageSize < comments.length };
    }
    if (method === "POST") {
      const made = { id: comments.length + 1, body: text, user };
      comments.push(made);
      return { status: 201, value: render(made) };
    }
    if (!found) return { status: 404, value: { message: "Not Found" } };
    if (method === "DELETE") comments.splice(comments.indexOf(found), 1);
    else found.body = text;
    return method === "DELETE" ? { status: 204 } : { status: 200, value: render(found) };
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", url = "/", headers } = request;
    requests.push({
      line: `${method} ${url}`,
      agent: headers["user-agent"] ?? "",
      authorization: headers.authorization ?? "",
    });
    let body = "";
    for await (const chunk of request) body += chunk;
    const fault = faults.get(method)?.shift();
    if (fault === "drop before it is carried out") return void request.socket.destroy();
    if (typeof fault === "object") {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      return void response.end(fault.body ?? JSON.stringify({ message: "it failed" }));
    }
    const answer = carryOut(method, new URL(url, "http://github.test"), body);
    if (fault === "drop after it was carried out") return void request.socket.destroy();
    if (fault === "answer slowly") await new Promise((resolve) => setTimeout(resolve, 150));
    const text = answer.value === undefined ? "" : JSON.stringify(answer.value);
    const link = answer.next ? { link: '<https://elsewhere.test/?page=2>; rel="next"' } : {};
    const length = answer.value === undefined ? {} : { "content-length": Buffer.byteLength(text) };
    response.writeHead(answer.status, {
      "content-type": "application/json; charset=utf-8",
      ...link,
      ...length,
    });
    if (fault !== "cut the answer off") return void response.end(text);
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    fail: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
