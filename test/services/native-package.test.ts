import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createHttp } from "../../src/services/http.ts";
import { memoryLog } from "../../src/services/log.ts";
import {
  createNativePackages,
  type NativePackage,
  type NativePackages,
  nativePackages,
  platformOf,
} from "../../src/services/native-package.ts";
import { describeWith, requireTool } from "../require-tool.ts";

/** A tarball as npm makes it. */
async function tarballOf(entries: (Partial<Header> & { name: string; text?: string })[]): Promise<Buffer> {
  const archive = pack();
  for (const { text = "", ...header } of entries) archive.entry(header as Header, text);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}

const plain = [
  { name: "package/package.json", text: '{"name":"@acme/engine-linux-x64"}' },
  { name: "package/lib/engine.node", text: "code" },
];

let good: Buffer;
let server: Server;
let answer: RequestListener;
let requests: string[];
let mirror: string;
let cache: string;

beforeAll(async () => {
  good = await tarballOf(plain);
  server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/npm`;
});
afterAll(() => void server.close());
beforeEach(() => {
  requests = [];
  answer = (_, response) => response.end(good);
  cache = path.join(mkdtempSync(path.join(tmpdir(), "mlops-natives-")), "tools");
});

function engine(integrity = integrityOf(good)): NativePackage {
  const tarball = { package: "@acme/engine-linux-x64", integrity };
  return { title: "Engine", version: "1.2.3", platforms: { "linux-x64": tarball, "darwin-arm64": tarball } };
}

function natives(
  options: { platform?: string; registry?: string; signal?: AbortSignal } = {},
): NativePackages {
  return createNativePackages({
    http: createHttp(),
    clock: fakeClock(),
    log: memoryLog(),
    signal: new AbortController().signal,
    cache,
    platform: "linux-x64",
    ...options,
  });
}

async function failureOf(run: Promise<unknown>): Promise<Error & { hint?: string | undefined }> {
  return run.then(
    () => {
      throw new Error("it did not fail");
    },
    (error) => error,
  );
}

/** Nothing half-written stays behind. */
function expectEmptyCache(): void {
  const left = existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: "utf8" }) : [];
  expect(left.filter((each) => /partial|tgz|package\.json|engine\.node/.test(each))).toEqual([]);
}

test("a package is fetched once, checked, and used from the tool cache afterwards", async () => {
  const folder = await natives().locate(engine(), mirror);
  expect(folder).toBe(path.join(cache, "acme-engine-linux-x64", "1.2.3"));
  expect(readFileSync(path.join(folder, "lib", "engine.node"), "utf8")).toBe("code");
  expect(requests).toEqual(["/npm/@acme/engine-linux-x64/-/engine-linux-x64-1.2.3.tgz"]);
  expect(readdirSync(path.dirname(folder))).toEqual(["1.2.3"]);
  for (const from of [mirror, "http://127.0.0.1:1", "never", undefined])
    expect(await natives().locate(engine(), from)).toBe(folder);
  expect(requests).toHaveLength(1);
});

test("a slash at the mirror's end changes nothing, and npm's registry is the default", async () => {
  await natives().locate(engine(), `${mirror}/`);
  cache += "-other";
  await natives({ registry: mirror }).locate(engine());
  expect(new Set(requests).size).toBe(1);
});

test("two at a time both have it", async () => {
  answer = (_, response) => void setTimeout(() => response.end(good), 50);
  const both = await Promise.all([natives().locate(engine(), mirror), natives().locate(engine(), mirror)]);
  expect(both[0]).toBe(both[1]);
  expect(readFileSync(path.join(both[0], "lib", "engine.node"), "utf8")).toBe("code");
  expect(readdirSync(path.dirname(both[0]))).toEqual(["1.2.3"]);
});

test("a folder in the tool cache that is not complete is replaced", async () => {
  const folder = await natives().locate(engine(), mirror);
  rmSync(path.join(folder, "package.json"));
  expect(await natives().locate(engine(), mirror)).toBe(folder);
  expect(readdirSync(folder).sort()).toEqual(["lib", "package.json"]);
  expect(requests).toHaveLength(2);
});

test("a redirect is followed", async () => {
  answer = (request, response) => {
    if (request.url?.startsWith("/files")) return void response.end(good);
    response.writeHead(302, { location: "/files/engine.tgz" }).end();
  };
  await natives().locate(engine(), mirror);
  expect(requests).toHaveLength(2);
});

describe("failures", () => {
  test("never", async () => {
    const error = await failureOf(natives().locate(engine(), "never"));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      'Cannot use Engine: input "native-packages" is "never", and it is not in the tool cache',
    );
    expect(error.hint).toContain("@acme/engine-linux-x64 1.2.3");
    expect(requests).toEqual([]);
  });

  test("a platform that it is not made for", async () => {
    const error = await failureOf(natives({ platform: "freebsd-x64" }).locate(engine(), mirror));
    expect(error.message).toBe("Cannot use Engine here: it is not made for freebsd-x64");
    expect(error.hint).toBe("It runs on linux-x64, darwin-arm64");
  });

  test("a wrong digest: nothing is unpacked, and it is not asked for again", async () => {
    const error = await failureOf(natives().locate(engine(integrityOf(randomBytes(9))), mirror));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toMatch(
      /is not the file that is pinned \(its SHA-512 differs\); it was not unpacked$/,
    );
    expect(error).toMatchObject({ rerun: false });
    expect(requests).toHaveLength(1);
    expectEmptyCache();
  });

  test("404 names what the mirror lacks", async () => {
    answer = (_, response) => response.writeHead(404).end();
    const error = await failureOf(natives().locate(engine(), mirror));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      `Cannot fetch Engine 1.2.3: "${mirror}/@acme/engine-linux-x64/-/engine-linux-x64-1.2.3.tgz" is not there`,
    );
    expect(error.hint).toContain("@acme/engine-linux-x64 1.2.3");
    expectEmptyCache();
  });

  test.each([401, 403])("%i is not tried again", async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    const error = await failureOf(natives().locate(engine(), mirror));
    expect(error).toMatchObject({ rerun: false, message: expect.stringContaining(`answers ${status}`) });
    expect(requests).toHaveLength(1);
  });

  test("what may pass is tried three times", async () => {
    answer = (_, response) => response.writeHead(503).end();
    const error = await failureOf(natives().locate(engine(), mirror));
    expect(error).toMatchObject({ rerun: true, message: expect.stringContaining("answers 503") });
    expect(requests).toHaveLength(3);
    expectEmptyCache();
  });

  test("an answer that is cut in the middle is asked for again", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": good.length });
      if (requests.length === 2) return void response.end(good);
      response.write(good.subarray(0, 40));
      setTimeout(() => response.destroy(), 20);
    };
    await natives().locate(engine(), mirror);
    expect(requests).toHaveLength(2);
  });

  test("no network", async () => {
    const error = await failureOf(natives().locate(engine(), "http://127.0.0.1:1"));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toMatch(/^Cannot fetch Engine 1\.2\.3: /);
    expect(error.hint).toContain('"native-packages"');
    expectEmptyCache();
  });

  test.each([
    "npm.example.com",
    "ftp://mirror",
    "https://user:secret@mirror",
    "https://mirror?token=1",
    "Never",
  ])("%s is no mirror", async (from) => {
    const error = await failureOf(natives().locate(engine(), from));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^Cannot use input "native-packages"/);
    expect(error.message).not.toContain("secret");
  });

  test("what npm is configured with is named where it is wrong", async () => {
    const error = await failureOf(natives({ registry: "https://user:secret@mirror" }).locate(engine()));
    expect(error.message).toBe("Cannot use npm_config_registry: expected the address of an npm registry");
  });

  test("a signal ends it and leaves nothing", async () => {
    const stop = new AbortController();
    answer = (_, response) =>
      void response.write(good.subarray(0, 40), () => stop.abort(new Error("stopped")));
    await expect(natives({ signal: stop.signal }).locate(engine(), mirror)).rejects.toThrow("stopped");
    expectEmptyCache();
  });

  test("a tool cache that is a file", async () => {
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(cache, "");
    const error = await failureOf(natives().locate(engine(), mirror));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^Cannot write to the tool cache /);
  });
});

describe("tarballs that are refused although their digest is right", () => {
  const bomb = Array.from({ length: 5001 }, (_, index) => ({ name: `package/f${index}` }));
  test.each<[string, Parameters<typeof tarballOf>[0], RegExp]>([
    ["a path that leads out", [{ name: "package/../../out" }], /has a file "package\/\.\.\/\.\.\/out"/],
    ["an absolute path", [{ name: "/etc/out" }], /has a file "\/etc\/out"/],
    ["a backslash", [{ name: "package/..\\out" }], /has a file/],
    ["a drive", [{ name: "package/C:/out" }], /has a file/],
    ["an empty part", [{ name: "package//out" }], /has a file/],
    ["no folder", [{ name: "package.json" }], /has a file/],
    ["a link", [{ name: "package/a", type: "symlink", linkname: "/etc" }], /is a symlink, only files/],
    ["a hard link", [{ name: "package/a", type: "link", linkname: "package/b" }], /is a link, only files/],
    ["a device", [{ name: "package/a", type: "character-device" }], /is a character-device, only files/],
    ["a file twice", [...plain, { name: "package/package.json", text: "other" }], /has a file twice/],
    ["too many files", bomb, /more than 5000 entries/],
  ])("%s", async (_, entries, message) => {
    const bytes = await tarballOf(entries);
    answer = (_, response) => response.end(bytes);
    const error = await failureOf(natives().locate(engine(integrityOf(bytes)), mirror));
    expect(error.message).toMatch(message);
    expect(error).toBeInstanceOf(UserError);
    expect(existsSync(path.join(cache, "..", "out"))).toBe(false);
    expectEmptyCache();
  });

  test("one that is cut off, and one that is no archive", async () => {
    for (const bytes of [good.subarray(0, good.length - 20), Buffer.from("hello"), gzipSync("hello")]) {
      answer = (_, response) => response.end(bytes);
      const error = await failureOf(natives().locate(engine(integrityOf(bytes)), mirror));
      expect(error.message).toMatch(/^Cannot unpack "@acme\/engine-linux-x64": it is damaged/);
      expectEmptyCache();
    }
  });
});

test("the platform says which C library it has", () => {
  const machine = (platform: string, header?: object) => ({
    platform,
    arch: "x64",
    ...(header && { report: { getReport: () => ({ header }) } as unknown as NodeJS.ProcessReport }),
  });
  expect(platformOf(machine("linux", { glibcVersionRuntime: "2.39" }))).toBe("linux-x64");
  expect(platformOf(machine("linux", {}))).toBe("linux-x64-musl");
  expect(platformOf(machine("darwin", {}))).toBe("darwin-x64");
  expect(platformOf()).toMatch(/^[a-z0-9]+-[a-z0-9]+(-musl)?$/);
});

test("a package for any platform is kept without the files that are not needed", async () => {
  const archive = await tarballOf([...plain, { name: "package/dist/other.map", text: "much" }]);
  answer = (_, response) => response.end(archive);
  const any = { package: "engine", integrity: integrityOf(archive) };
  const wanted = { title: "Engine", version: "1.2.3", platforms: { any }, files: ["lib/engine.node"] };
  const folder = await natives({ platform: "freebsd-x64" }).locate(wanted, mirror);
  expect(requests).toEqual(["/npm/engine/-/engine-1.2.3.tgz"]);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    "lib",
    path.join("lib", "engine.node"),
    "package.json",
  ]);
});

test("every pinned tarball has a SHA-512", () => {
  for (const { version, platforms } of Object.values(nativePackages)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    if (platforms.any === undefined)
      expect(Object.keys(platforms)).toEqual(
        expect.arrayContaining(["linux-x64", "darwin-arm64", "win32-x64"]),
      );
    for (const [platform, tarball] of Object.entries(platforms)) {
      if (platform !== "any") expect(tarball.package.endsWith(platform)).toBe(true);
      expect(tarball.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    }
  }
});

describeWith("duckdb", "the registry that npm is configured with", () => {
  test("DuckDB comes from it as it is pinned", () => {
    const folder = requireTool("duckdb");
    const { name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    expect(name).toBe(nativePackages.duckdb.platforms[platformOf()]?.package);
    expect(existsSync(path.join(folder, "duckdb.node"))).toBe(true);
  });
});
