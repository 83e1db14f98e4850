import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault } from "./faulty-github.ts";

interface Stored {
  number: number;
  title: string;
  body: string;
  state: string;
  state_reason?: string;
  labels: { name: string }[];
  user: { login: string; type: string };
  html_url: string;
}

/** A small GitHub that keeps issues and comments and fails as it is told. */
export interface FaultyIssues extends AsyncDisposable {
  url: string;
  issues: Stored[];
  /** Comments on issues and on commits, by the path that they were made at. */
  comments: { id: number; at: string; body: string; user: Stored["user"]; html_url: string }[];
  /** `METHOD path` of every request. */
  requests: string[];
  /** The next requests of this method fail so, one after the other. */
  fail(method: string, ...faults: Fault[]): void;
}

const user = { login: "github-actions[bot]", type: "Bot" };

/** Starts it on a free port of the loopback. */
export async function startFaultyIssues(): Promise<FaultyIssues> {
  const issues: Stored[] = [];
  const comments: FaultyIssues["comments"] = [];
  const requests: string[] = [];
  const faults = new Map<string, Fault[]>();

  const carryOut = (method: string, url: URL, given: Record<string, unknown>): [number, unknown] => {
    const at = url.pathname;
    if (/\/comments$/.test(at)) {
      if (method === "GET") return [200, comments.filter((each) => each.at === at)];
      const id = comments.length + 1;
      comments.push({ id, at, body: String(given.body), user, html_url: `https://github.test/${id}` });
      return [201, comments.at(-1)];
    }
    if (/\/comments\/\d+$/.test(at)) {
      const found = comments.find(({ id }) => id === Number(at.split("/").at(-1)));
      return found ? [200, Object.assign(found, { body: String(given.body) })] : [404, {}];
    }
    if (method === "GET") {
      const label = url.searchParams.get("labels");
      const found = issues.filter(
        (each) => each.state === "open" && each.labels.some(({ name }) => name === label),
      );
      const page = Number(url.searchParams.get("page"));
      return [200, found.slice((page - 1) * 100, page * 100)];
    }
    if (method === "POST") {
      const number = issues.length + 1;
      const labels = (given.labels as string[]).map((name) => ({ name }));
      const html_url = `https://github.test/issues/${number}`;
      issues.push({ ...(given as unknown as Stored), number, labels, state: "open", user, html_url });
      return [201, issues.at(-1)];
    }
    const found = issues.find(({ number }) => number === Number(at.split("/").at(-1)));
    return found ? [200, Object.assign(found, given)] : [404, {}];
  };

  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    requests.push(`${method} ${url.split("?")[0]}`);
    let body = "";
    for await (const chunk of request) body += chunk;
    const fault = faults.get(method)?.shift();
    if (fault === "drop before it is carried out") return void request.socket.destroy();
    const headers = { "content-type": "application/json; charset=utf-8" };
    if (typeof fault === "object") {
      response.writeHead(fault.status, { ...headers, ...fault.headers });
      return void response.end(fault.body ?? JSON.stringify({ message: "it failed" }));
    }
    const given = body === "" ? {} : (JSON.parse(body) as Record<string, unknown>);
    const [status, value] = carryOut(method, new URL(url, "http://github.test"), given);
    if (fault === "drop after it was carried out") return void request.socket.destroy();
    const text = JSON.stringify(value);
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
    if (fault !== "cut the answer off") return void response.end(text);
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issues,
    comments,
    requests,
    fail: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
