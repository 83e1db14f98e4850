import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { createHttp, memoryHttp } from "../../src/services/http.ts";

interface Seen {
  line: string;
  headers: Record<string, unknown>;
  body: string;
}

async function startServer(answer: (path: string) => { status: number; headers?: Record<string, string> }) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    const { status, headers } = answer(request.url ?? "");
    response.writeHead(status, headers).end("text");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const secrets = { authorization: "Bearer x", "x-api-key": "k", cookie: "c", accept: "text/csv" };

describe("http", () => {
  test("gives any answer as it is", async () => {
    await using server = await startServer(() => ({ status: 404 }));
    const response = await createHttp().fetch(`${server.url}/a`, {
      method: "POST",
      headers: secrets,
      body: "b",
    });
    expect([response.status, await response.text()]).toEqual([404, "text"]);
    expect(server.seen).toMatchObject([{ line: "POST /a", headers: secrets, body: "b" }]);
  });

  test("keeps headers on a redirect within a host, and drops what is secret to another", async () => {
    await using other = await startServer(() => ({ status: 200 }));
    await using server = await startServer((path) =>
      path === "/a"
        ? { status: 307, headers: { location: "/b" } }
        : { status: 308, headers: { location: `${other.url}/c` } },
    );
    await createHttp().fetch(`${server.url}/a`, { method: "PUT", headers: secrets, body: "b" });
    expect(server.seen[1]).toMatchObject({ line: "PUT /b", headers: secrets, body: "b" });
    expect(other.seen[0]).toMatchObject({ line: "PUT /c", headers: { accept: "text/csv" }, body: "b" });
    expect(Object.keys(other.seen[0]?.headers ?? {})).not.toContain("x-api-key");
    expect(Object.keys(other.seen[0]?.headers ?? {})).not.toContain("authorization");
    expect(Object.keys(other.seen[0]?.headers ?? {})).not.toContain("cookie");
  });

  test.each([301, 302, 303])("goes on with GET after a POST that is answered %i", async (status) => {
    await using server = await startServer((path) =>
      path === "/a" ? { status, headers: { location: "/b" } } : { status: 200 },
    );
    await createHttp().fetch(`${server.url}/a`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: "b",
    });
    expect(server.seen[1]).toMatchObject({ line: "GET /b", body: "" });
    expect(server.seen[1]?.headers).not.toHaveProperty("content-type");
  });

  test("ends a circle of redirects", async () => {
    await using server = await startServer(() => ({ status: 302, headers: { location: "/a" } }));
    await expect(createHttp().fetch(`${server.url}/a`)).rejects.toThrow("more than 10 redirects");
  });

  test.each(["http://example.com/", "file:///etc/passwd", "javascript:alert(1)"])(
    "follows no redirect from https to %s",
    async (location) => {
      const redirect = () => new Response(null, { status: 302, headers: { location } });
      const http = memoryHttp({ "https://example.com/": redirect });
      await expect(http.fetch("https://example.com/")).rejects.toThrow(
        "it redirects to an address that is not https",
      );
    },
  );

  test.each(["ftp://example.com/", "data.csv", "file:///etc/passwd"])("does not take %s", async (url) => {
    await expect(createHttp().fetch(url)).rejects.toThrow(UserError);
  });

  test("says what is wrong when no answer comes", async () => {
    const error = await createHttp()
      .fetch("http://127.0.0.1:1/")
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as Error).message).toMatch(/^Cannot reach "127\.0\.0\.1:1": /);
  });

  test("stops when it is told", async () => {
    await expect(
      createHttp().fetch("http://127.0.0.1:1/", { signal: AbortSignal.abort(new Error("SIGTERM")) }),
    ).rejects.toThrow("SIGTERM");
  });
});
