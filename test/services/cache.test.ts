import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Cache, createCache } from "../../src/services/cache.ts";
import { createFiles, type Files } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";

// The client of Actions waits five seconds before it asks again.
vi.setConfig({ testTimeout: 60_000 });

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => boolean;

/** The cache service of GitHub in its first version, with one fault: `answer` may take a request over. */
async function startCacheServer(answer: Answer) {
  const kept = new Map<string, Buffer>();
  let pending = { key: "", bytes: Buffer.alloc(0) };
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    if (answer(request, response, body)) return;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    const json = (value: object): unknown =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    const key = searchParams.get("keys") ?? "";
    if (pathname.startsWith("/files/")) {
      const bytes = kept.get(pathname.slice("/files/".length))!;
      return response.setHeader("content-length", bytes.length).end(bytes);
    }
    if (request.method === "GET")
      return kept.has(key)
        ? json({
            cacheKey: key,
            archiveLocation: `http://${request.headers.host}/files/${key}`,
            scope: "main",
          })
        : response.writeHead(204).end();
    if (request.method === "PATCH") pending.bytes = Buffer.concat([pending.bytes, body]);
    else if (pathname.endsWith("/caches"))
      pending = { key: JSON.parse(String(body)).key, bytes: Buffer.alloc(0) };
    else kept.set(pending.key, pending.bytes);
    return json({ cacheId: 1 });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    kept,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let folder: string;
let files: Files;
let log: ReturnType<typeof memoryLog>;
let cache: Cache;
const cacheOf = (kind: "github" | "terminal"): Cache =>
  createCache(
    { kind, cache: path.join(folder, "cache") },
    { files, log, code: pathToFileURL(path.join(folder, "code/")) },
  );
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-cache-"));
  files = createFiles({ root: folder, contained: true });
  log = memoryLog();
  mkdirSync(path.join(folder, "code/shared"), { recursive: true });
  writeFileSync(path.join(folder, "code/shared/core.js"), "1");
  cache = cacheOf("github");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function useServer(url: string): void {
  for (const [name, value] of Object.entries({
    ACTIONS_CACHE_URL: url,
    ACTIONS_RUNTIME_TOKEN: "token",
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_SERVER_URL: "https://github.com",
  }))
    vi.stubEnv(name, value);
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
}

describe("the cache of Actions", () => {
  test("gives back what was saved, by its very key", async () => {
    await using server = await startCacheServer(() => false);
    useServer(server.url);
    expect(await cache.restore("a/model", "key")).toBe(false);
    await files.write("a/model", "weights");
    await cache.save("a/model", "key");
    await files.remove("a/model");
    expect(await cache.restore("a/model", "key")).toBe(true);
    expect(await files.read("a/model")).toBe("weights");
    expect(await cache.restore("a/model", "ke")).toBe(false);
    expect(log.lines).toEqual([]);
  });

  const cut: Answer = (_, response) => {
    response.writeHead(200, { "content-length": 1000 }).write("x");
    response.destroy();
    return true;
  };
  const fail: Answer = (_, response) => {
    response.writeHead(500).end("no");
    return true;
  };
  const of =
    (method: string, part: string, answer: Answer): Answer =>
    (request, ...rest) =>
      request.method === method && request.url!.includes(part) && answer(request, ...rest);

  test.each<[string, Answer]>([
    ["answers 500 to all", fail],
    ["fails to say what there is", of("GET", "/cache?", fail)],
    ["cuts what it gives", of("GET", "/files/", cut)],
    [
      "gives another file",
      of("GET", "/files/", (_, response) => {
        response.end("no archive");
        return true;
      }),
    ],
    ["takes no key", of("POST", "/caches", fail)],
    ["takes no bytes", of("PATCH", "", fail)],
  ])("is none where its server %s", async (_, answer) => {
    await using server = await startCacheServer(answer);
    useServer(server.url);
    await files.write("model", "weights");
    await cache.save("model", "key");
    await files.remove("model");
    await expect(cache.restore("model", "key")).resolves.toBe(false);
  });
});

test("another build of ours finds nothing of an earlier one's", async () => {
  await files.write("model", "weights");
  await cacheOf("terminal").save("model", "key");
  expect(await cacheOf("terminal").restore("model", "key")).toBe(true);
  for (const [name, text] of [
    ["shared/core.js", "2"],
    ["shared/vendor-zod.js", "more"],
    ["train.js", ""],
  ] as const) {
    writeFileSync(path.join(folder, "code", name), text);
    expect(await cacheOf("terminal").restore("model", "key"), name).toBe(false);
    await cacheOf("terminal").save("model", "key");
    expect(await cacheOf("terminal").restore("model", "key")).toBe(true);
  }
});
