import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createDataCache } from "../../src/services/data-cache.ts";
import { createNodeFetch } from "../../src/services/node-fetch.ts";
import { createRemote, type FetchOptions, type RemoteOptions } from "../../src/services/remote.ts";
import { sendFile, startFileServer } from "./file-server.ts";

const content = Buffer.from(Array.from({ length: 30_000 }, (_, row) => `${row},${row * 7}\n`).join(""));
const digest = digestOf(content);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-remote-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function fetchFile(
  address: string,
  options: Partial<FetchOptions> = {},
  changes: Partial<RemoteOptions> = {},
) {
  const clock = fakeClock(Date.now());
  const remote = createRemote({
    fetch: createNodeFetch(),
    cache: createDataCache(folder, clock),
    clock,
    settings: { credentials: undefined, region: undefined, endpoint: undefined },
    userAgent: "mlops-actions/test",
    ...changes,
  });
  return remote.fetch(address, { signal: new AbortController().signal, onProgress: breakOpen, ...options });
}

async function contentOf(file: { stream(): AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function errorOf(fetching: Promise<unknown>): Promise<UserError | ServiceError> {
  const error = await fetching.then(
    () => "it was fetched",
    (cause: unknown) => cause,
  );
  if (error instanceof UserError || error instanceof ServiceError) return error;
  throw new Error(`expected an error, got ${String(error)}`);
}

/** What the cache holds but notes of addresses. */
function cached(): string[] {
  return readdirSync(folder).filter((name) => name !== "addresses");
}

const open: ServerResponse[] = [];

/** Sends the beginning, and breaks the connection once that has come. */
function cut(response: ServerResponse, bytes: Uint8Array, headers: Record<string, string | number>): void {
  response.writeHead(200, headers).write(bytes);
  open.push(response);
}

function breakOpen(): void {
  for (const response of open.splice(0)) response.destroy();
}

describe("fetching", () => {
  test("gives the bytes, their digest, and how far it is", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    const seen: [number, number | undefined][] = [];
    const file = await fetchFile(`${server.url}/a.csv`, { onProgress: (...args) => seen.push(args) });
    expect(file).toMatchObject({ bytes: content.length, digest });
    expect(await contentOf(file)).toEqual(content);
    expect(Buffer.from(await file.readRange(6, 10))).toEqual(content.subarray(6, 10));
    expect(seen.at(-1)).toEqual([content.length, content.length]);
    expect(server.requests[0]?.headers).toMatchObject({
      "accept-encoding": "identity",
      "user-agent": "mlops-actions/test",
    });
    expect(cached()).toEqual([digest]);
  });

  test("no one else may look into the cache", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    const own = path.join(folder, "deeper", "data");
    const clock = fakeClock();
    await fetchFile(`${server.url}/a.csv`, {}, { cache: createDataCache(own, clock) });
    if (process.platform !== "win32") expect(statSync(own).mode & 0o077).toBe(0);
  });

  test("with a digest that the cache has, nothing is asked", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    await fetchFile(`${server.url}/a.csv`);
    const file = await fetchFile("https://nobody.invalid/b.csv", { sha256: digest });
    expect(file.digest).toBe(digest);
    expect(server.requests).toHaveLength(1);
  });

  test("a wrong digest is an error that has both, and nothing enters the cache", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    const sha256 = "0".repeat(64);
    const place = (key: readonly PropertyKey[]) => ({
      file: "mlops.yml",
      line: key.includes("sha256") ? 4 : 3,
    });
    const error = await errorOf(fetchFile(`${server.url}/a.csv?sig=hidden`, { sha256, place }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      `Cannot use "${server.url}/a.csv": its SHA-256 is ${digest}, and data.sha256 says ${sha256}`,
    );
    expect((error as UserError).place).toMatchObject({ file: "mlops.yml", line: 4 });
    expect(error.hint).toContain("set data.sha256 to its digest");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a file that has not changed is not sent again; one that has is", async () => {
    let etag = '"one"';
    let current = content;
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content: current, etag }),
    );
    await fetchFile(`${server.url}/a.csv`);
    const again = await fetchFile(`${server.url}/a.csv`);
    expect(server.requests[1]?.headers["if-none-match"]).toBe('"one"');
    expect(await contentOf(again)).toEqual(content);
    [etag, current] = ['"two"', Buffer.from("new\n")];
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(current);
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(current);
    expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      '"one"',
      '"one"',
      '"two"',
    ]);
  });

  test("a file of the cache that was changed is noticed, and fetched anew", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content, etag: '"one"' }),
    );
    const poison = () => writeFileSync(path.join(folder, digest), "poison\n");
    await fetchFile(`${server.url}/a.csv`);
    poison();
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(content);
    poison();
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`, { sha256: digest }))).toEqual(content);
    expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("a note of the cache that makes no sense is no note", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content, etag: '"one"' }),
    );
    for (const note of ["", "{", '{"etag":"x\\r\\ny: z","digest":"../../etc/passwd"}', "[]", "null"]) {
      await fetchFile(`${server.url}/a.csv`);
      const [name = ""] = readdirSync(path.join(folder, "addresses"));
      writeFileSync(path.join(folder, "addresses", name), note);
      expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
    }
  });

  test("a cache that cannot be written is said", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    writeFileSync(path.join(folder, "file"), "");
    const cache = createDataCache(path.join(folder, "file", "data"), fakeClock());
    const error = await errorOf(fetchFile(`${server.url}/a.csv`, {}, { cache }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^Cannot write ".*data": a part of the path is a file, not a folder$/);
  });

  test("what killed runs left is cleared after a day", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content }),
    );
    for (const name of ["old.fetched", "old.fetched.1.partial", "new.fetched"])
      writeFileSync(path.join(folder, name), "");
    const old = Date.now() / 1000 - 100_000;
    for (const name of ["old.fetched", "old.fetched.1.partial"])
      utimesSync(path.join(folder, name), old, old);
    await fetchFile(`${server.url}/a.csv`);
    expect(cached().sort()).toEqual([digest, "new.fetched"].sort());
  });
});

describe("answers that break off", () => {
  test("the rest is asked for, of the same content", async () => {
    await using server = await startFileServer((request, response, count) => {
      if (count === 1)
        cut(response, content.subarray(0, 1000), { "content-length": content.length, etag: '"one"' });
      else sendFile(request, response, { content, etag: '"one"' });
    });
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(content);
    expect(server.requests[1]?.headers).toMatchObject({ range: "bytes=1000-", "if-match": '"one"' });
  });

  test("content that has changed by then is read from its start", async () => {
    const other = Buffer.from(content.toString().replaceAll("7", "8"));
    await using server = await startFileServer((request, response, count) => {
      if (count === 1)
        cut(response, content.subarray(0, 1000), { "content-length": content.length, etag: '"one"' });
      else sendFile(request, response, { content: other, etag: '"two"' });
    });
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(other);
    expect(server.requests.map(({ headers }) => headers.range)).toEqual([
      undefined,
      "bytes=1000-",
      undefined,
    ]);
  });

  test.each([
    ["gives another tag", { etag: '"two"', "content-range": "bytes 1000-9999/10000" }, 206],
    ["begins elsewhere", { etag: '"one"', "content-range": "bytes 900-9999/10000" }, 206],
    ["gives no tag", { "content-range": "bytes 1000-9999/10000" }, 206],
    ["does not say where it begins", { etag: '"one"' }, 206],
    ["sends all of it", { etag: '"one"' }, 200],
    ["has no such part", {}, 416],
  ])("a server that %s is asked from the start", async (_, headers, status) => {
    await using server = await startFileServer((request, response, count) => {
      if (count === 1)
        cut(response, content.subarray(0, 1000), { "content-length": content.length, etag: '"one"' });
      else if (count === 2) response.writeHead(status, headers).end("other");
      else sendFile(request, response, { content, etag: '"one"' });
    });
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(content);
    expect(server.requests[2]?.headers.range).toBeUndefined();
  });

  test.each([undefined, 'W/"one"'])("a server with the tag %s is asked from the start", async (etag) => {
    await using server = await startFileServer((request, response, count) => {
      if (count === 1)
        cut(response, content.subarray(0, 1000), { "content-length": content.length, ...(etag && { etag }) });
      else sendFile(request, response, { content });
    });
    expect(await contentOf(await fetchFile(`${server.url}/a.csv`))).toEqual(content);
    expect(server.requests[1]?.headers.range).toBeUndefined();
  });

  test("in chunks without a length, too", async () => {
    await using server = await startFileServer((request, response, count) => {
      if (count === 1) cut(response, content.subarray(0, 1000), {});
      else sendFile(request, response, { content });
    });
    expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
  });

  test("one that always does is a ServiceError, and nothing is kept", async () => {
    await using server = await startFileServer((_, response) =>
      cut(response, content.subarray(0, 1000), { "content-length": content.length, etag: '"one"' }),
    );
    const error = await errorOf(fetchFile(`${server.url}/a.csv?sig=hidden`));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toMatch(/^Cannot fetch "http:\/\/127.0.0.1:\d+\/a.csv": /);
    expect(server.requests.length).toBeLessThan(14);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("one that ends before its length, without an error of the connection, is not taken", async () => {
    const fetch = async () => new Response("short", { headers: { "content-length": "100" } });
    const error = await errorOf(fetchFile("https://data.example/a.csv", {}, { fetch }));
    expect(error.message).toBe('Cannot fetch "https://data.example/a.csv": it ended after 5 B of 100 B');
    expect(readdirSync(folder)).toEqual([]);
  });

  test("one that goes on after its length is not taken", async () => {
    const fetch = async () => new Response("too long", { headers: { "content-length": "3" } });
    expect((await errorOf(fetchFile("https://data.example/a.csv", {}, { fetch }))).message).toContain(
      "it ended after 8 B of 3 B",
    );
  });
});

test("whatever a server breaks off, changes or leaves out, what is taken is one content as a whole", async () => {
  const behaviour = fc.record({
    version: fc.nat(2),
    cutAt: fc.option(fc.nat(20), { nil: undefined }),
    tag: fc.constantFrom("strong", "strong", "weak", "none"),
    heedsMatch: fc.boolean(),
    heedsRange: fc.boolean(),
    hasLength: fc.boolean(),
  });
  const versions = fc.array(fc.uint8Array({ minLength: 20, maxLength: 20 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(versions, fc.array(behaviour, { minLength: 1, maxLength: 10 }), async (files, steps) => {
      let count = 0;
      const fetch = async (_: string, { headers = {} }: RequestInit = {}): Promise<Response> => {
        const step = steps[Math.min(count++, steps.length - 1)]!;
        const file = files[step.version]!;
        const sent = headers as Record<string, string>;
        const etag = { strong: `"${step.version}"`, weak: `W/"${step.version}"`, none: undefined }[step.tag];
        if (step.heedsMatch && sent["if-match"] && sent["if-match"] !== etag)
          return new Response(null, { status: 412 });
        const start = step.heedsRange ? Number(/\d+/.exec(sent.range ?? "")?.[0] ?? 0) : 0;
        if (start > file.length) return new Response(null, { status: 416 });
        const rest = file.slice(start);
        async function* send(): AsyncGenerator<Uint8Array> {
          for (const byte of rest.subarray(0, step.cutAt)) yield Uint8Array.of(byte);
          if (step.cutAt !== undefined && step.cutAt < rest.length) throw new Error("cut");
        }
        const body = ReadableStream.from(send()) as ReadableStream<Uint8Array>;
        return new Response(body, {
          status: sent.range && step.heedsRange ? 206 : 200,
          headers: {
            ...(etag && { etag }),
            ...(step.hasLength && { "content-length": String(rest.length) }),
            ...(sent.range && { "content-range": `bytes ${start}-${file.length - 1}/${file.length}` }),
          },
        });
      };
      const fetched = await fetchFile("https://data.example/a.csv", {}, { fetch }).catch(
        (cause: unknown) => cause,
      );
      if (fetched instanceof ServiceError || fetched instanceof UserError) return;
      expect(files.map(digestOf)).toContain((fetched as { digest: string }).digest);
      rmSync(folder, { recursive: true, force: true });
    }),
    { numRuns: 200 },
  );
});

describe("servers that fail", () => {
  test.each([429, 500, 502, 503])("status %i is asked again, when the server says", async (status) => {
    await using server = await startFileServer((request, response, count) => {
      if (count < 3) response.writeHead(status, { "retry-after": "7" }).end();
      else sendFile(request, response, { content });
    });
    const clock = fakeClock(0);
    expect((await fetchFile(`${server.url}/a.csv`, {}, { clock })).digest).toBe(digest);
    expect(clock.now()).toBe(14_000);
  });

  test("a server that fails on is a ServiceError", async () => {
    await using server = await startFileServer((_, response) => response.writeHead(503).end());
    const error = await errorOf(fetchFile(`${server.url}/a.csv`));
    expect(error).toMatchObject({ name: "ServiceError", status: 503, rerun: true });
    expect(error.message).toBe(
      `Cannot fetch "${server.url}/a.csv": the server is asked too often (status 503)`,
    );
  });

  test.each([
    [404, "there is no such file"],
    [403, "access denied"],
    [401, "access denied"],
    [400, "the server refuses"],
    [204, "the server refuses"],
    [300, "the server refuses"],
  ])("status %i is the user's matter at once", async (status, reason) => {
    await using server = await startFileServer((_, response) => response.writeHead(status).end());
    const error = await errorOf(fetchFile(`${server.url}/a.csv?X-Amz-Signature=hidden`));
    expect(error).toBeInstanceOf(UserError);
    const who = status === 401 || status === 403 ? ", asked anonymously" : "";
    expect(error.message).toBe(`Cannot fetch "${server.url}/a.csv": ${reason} (status ${status}${who})`);
    expect(server.requests).toHaveLength(1);
  });

  test("a server that says nothing, or trickles, is given up", async () => {
    await using server = await startFileServer((_, response) => {
      response.writeHead(200, { "content-length": 1000 });
      const timer = setInterval(() => response.write("."), 40);
      response.once("close", () => clearInterval(timer));
    });
    await using silent = await startFileServer(() => {});
    const patience = { milliseconds: 60, bytes: 100 };
    expect((await errorOf(fetchFile(`${server.url}/a.csv`, {}, { patience }))).message).toMatch(
      /: (only \d B came in|nothing came for) 0.06 s$/,
    );
    const error = await errorOf(fetchFile(`${silent.url}/a.csv`, {}, { patience }));
    expect(error.message).toMatch(/: nothing came for 0.06 s$/);
    expect(error).toBeInstanceOf(ServiceError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a run that is stopped stops it, and leaves nothing", async () => {
    const stop = new AbortController();
    await using server = await startFileServer((_, response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write("begin");
    });
    const onProgress = () => stop.abort(new Error("SIGTERM"));
    const fetching = fetchFile(`${server.url}/a.csv`, { signal: stop.signal, onProgress });
    await expect(fetching).rejects.toThrow("SIGTERM");
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(["ENOTFOUND", "DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED"])(
    "%s does not pass by waiting: there is one try",
    async (code) => {
      const clock = fakeClock(0);
      const fetch = () => Promise.reject(Object.assign(new Error("it failed"), { code }));
      const error = await errorOf(fetchFile("https://data.example/a.csv", {}, { clock, fetch }));
      expect(error).toMatchObject({ name: "ServiceError", rerun: false });
      expect(clock.now()).toBe(0);
    },
  );

  test("nobody there", async () => {
    const error = await errorOf(fetchFile("http://127.0.0.1:1/a.csv"));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toMatch(/^Cannot reach "127\.0\.0\.1:1": .*ECONNREFUSED/);
  });
});

describe("what must not be let in", () => {
  test.each([
    "http://data.example/a.csv",
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1.example/a.csv",
    "http://localhost.example/a.csv",
  ])("%s is not encrypted", async (address) => {
    const fetch = () => Promise.reject(new Error("it was asked"));
    const error = await errorOf(fetchFile(address, {}, { fetch }));
    expect(error.message).toBe(`Cannot use "${address}": it is not encrypted`);
  });

  test.each(["ftp://data.example/a.csv", "file:///etc/passwd", "gs://bucket/a", "https://", "s3://a"])(
    "%s is no address of data",
    async (address) => {
      expect((await errorOf(fetchFile(address))).message).toMatch(/^Cannot use "/);
    },
  );

  test("a redirect to a server without encryption", async () => {
    await using server = await startFileServer((_, response) =>
      response.writeHead(302, { location: "http://data.example/a.csv?sig=hidden" }).end(),
    );
    expect((await errorOf(fetchFile(`${server.url}/a.csv`))).message).toBe(
      'Cannot use "http://data.example/a.csv": it is not encrypted',
    );
  });

  test("the password of an address goes to its host alone, and into no message", async () => {
    await using other = await startFileServer((_, response) => response.writeHead(403).end());
    await using server = await startFileServer((_, response) =>
      response.writeHead(302, { location: `${other.url}/b.csv` }).end(),
    );
    const address = `${server.url.replace("//", "//me:pass%20word@")}/a.csv?sig=hidden`;
    const error = await errorOf(fetchFile(address));
    expect(server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from("me:pass word").toString("base64")}`,
    );
    expect(Object.keys(other.requests[0]?.headers ?? {})).not.toContain("authorization");
    expect(`${error.message} ${error.hint}`).not.toMatch(/hidden|pass ?word@|pass%20|me:/);
    expect(error.message).toContain("asked with the address's password");
  });

  test("a file over the bound, by its length and without one", async () => {
    let requests = 0;
    await using server = await startFileServer((_, response) => {
      if (++requests === 1) response.writeHead(200, { "content-length": 10_000_000_000 }).write("x");
      else {
        const send = (): void => {
          while (!response.closed && response.write(Buffer.alloc(65_536)));
          if (!response.closed) response.once("drain", send);
        };
        send();
      }
    });
    for (let time = 0; time < 2; time++)
      expect((await errorOf(fetchFile(`${server.url}/a.csv`, {}, { mostBytes: 1_000_000 }))).message).toBe(
        `Cannot fetch "${server.url}/a.csv": it is larger than 1 MB`,
      );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a gzip bomb that unpacks on the way", async () => {
    const packed = gzipSync(Buffer.alloc(100_000_000));
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content: packed, extra: { "content-encoding": "gzip" } }),
    );
    const fetching = fetchFile(`${server.url}/a.csv`, {}, { mostBytes: 50_000_000 });
    expect((await errorOf(fetching)).message).toContain("it is larger than");
    expect((await errorOf(fetchFile(`${server.url}/a.csv`))).message).toContain(
      "it unpacks to more than 250 times its size",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a web page in place of the data", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, {
        content: Buffer.from("\n<!doctype html><title>Sign in</title>"),
        extra: { "content-type": "text/html; charset=utf-8" },
      }),
    );
    const error = await errorOf(fetchFile(`${server.url}/a.csv`));
    expect(error.message).toBe(`Cannot use "${server.url}/a.csv": the server sends a web page, not the data`);
    expect(error.hint).toContain("Raw");
  });

  test("statuses and headers that no answer may have", async () => {
    await using server = await startFileServer((_, response) => response.writeHead(999).end("x"));
    const error = await errorOf(fetchFile(`${server.url}/a.csv`));
    expect(error).toBeInstanceOf(ServiceError);
  });
});

describe("what servers do to files on the way", () => {
  const pack = { gzip: gzipSync(content), zstd: zstdCompressSync(content) };

  test.each(["gzip", "zstd"] as const)("%s is undone", async (encoding) => {
    const packed = pack[encoding];
    const extra = { "content-encoding": encoding };
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content: packed, extra }),
    );
    expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
  });

  test("and its rest is asked for as it is sent", async () => {
    const extra = { "content-encoding": "gzip" };
    await using server = await startFileServer((request, response, count) => {
      if (count === 1)
        cut(response, pack.gzip.subarray(0, 500), {
          ...extra,
          etag: '"one"',
          "content-length": pack.gzip.length,
        });
      else sendFile(request, response, { content: pack.gzip, etag: '"one"', extra });
    });
    expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
    expect(server.requests[1]?.headers.range).toBe("bytes=500-");
  });

  test.each(["gzip", "x-gzip", "aws-chunked", "identity", "gzip, aws-chunked"])(
    "a .csv.gz stays packed, whatever the server calls that: %s",
    async (encoding) => {
      await using server = await startFileServer((request, response) =>
        sendFile(request, response, { content: pack.gzip, extra: { "content-encoding": encoding } }),
      );
      expect((await fetchFile(`${server.url}/a.csv.gz`)).digest).toBe(digestOf(pack.gzip));
    },
  );

  test("what is not known is said", async () => {
    await using server = await startFileServer((request, response) =>
      sendFile(request, response, { content, extra: { "content-encoding": "br" } }),
    );
    const error = await errorOf(fetchFile(`${server.url}/a.csv`));
    expect(error.message).toBe(
      `Cannot fetch "${server.url}/a.csv": the server packs it in a way that is not known here`,
    );
    expect(error.hint).toContain('"br"');
  });

  test("a redirect leads on", async () => {
    await using server = await startFileServer((request, response) => {
      if (request.url === "/a.csv") response.writeHead(302, { location: "/b?sig=x" }).end();
      else sendFile(request, response, { content, etag: '"one"' });
    });
    expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
    expect((await fetchFile(`${server.url}/a.csv`)).digest).toBe(digest);
    expect(server.requests.at(-1)).toMatchObject({ url: "/b?sig=x", headers: { "if-none-match": '"one"' } });
  });
});

test("many at once share the cache", async () => {
  await using server = await startFileServer((request, response) =>
    setTimeout(() => sendFile(request, response, { content, etag: '"one"' }), 10),
  );
  const files = await Promise.all(Array.from({ length: 8 }, () => fetchFile(`${server.url}/a.csv`)));
  expect(new Set(files.map((file) => file.digest))).toEqual(new Set([digest]));
  expect(cached()).toEqual([digest]);
});
