import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadProject, within } from "../../src/actions/project.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { train } from "../../src/actions/train.ts";
import { validateData } from "../../src/actions/validate-data.ts";
import type { CommandContext } from "../../src/commands/command.ts";
import { doctor } from "../../src/commands/doctor.ts";
import { init } from "../../src/commands/init.ts";
import { suggest } from "../../src/commands/suggest.ts";
import { ServiceError, UserError } from "../../src/errors.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { annotate } from "../../src/report-annotations.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { parseInputs } from "../../src/runner/prepare.ts";
import { systemClock } from "../../src/services/clock.ts";
import { createDataCache } from "../../src/services/data-cache.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { createNodeFetch } from "../../src/services/node-fetch.ts";
import { createRemote, type Remote } from "../../src/services/remote.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { showAddress } from "../../src/tables/address.ts";
import { houses } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";
import { sendFile, startFileServer } from "../services/file-server.ts";

const content = Buffer.from(houses(300));
const digest = createHash("sha256").update(content).digest("hex");
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openRemote(): Remote {
  return createRemote({
    fetch: createNodeFetch(),
    cache: createDataCache(folder, systemClock),
    clock: systemClock,
    settings: { credentials: undefined, region: undefined, endpoint: undefined },
    userAgent: "test",
  });
}

const serve = (bytes: Uint8Array = content) =>
  startFileServer((request, response) => sendFile(request, response, { content: bytes, etag: '"one"' }));

async function errorOf(running: Promise<unknown>): Promise<UserError> {
  const error = await running.catch((cause: unknown) => cause);
  if (error instanceof UserError) return error;
  throw new Error(`expected a UserError, got ${String(error)}`);
}

describe("data at an address", () => {
  test("are checked like a file of the checkout, and named without their secrets", async () => {
    const rows = content.toString().replace(/\n/, "\nx,-5,1,North,1\n");
    await using server = await serve(Buffer.from(rows));
    const address = `${server.url}/data/houses.csv?X-Amz-Signature=hidden`;
    const { verdict, outputs, report, log } = await runAction(validateData, {
      remote: openRemote(),
      inputs: { data: address },
      files: { "mlops.yml": "version: 1\nchecks: [{ column: rooms, min: 0 }]" },
    });
    expect(verdict).toBe("fail");
    expect(outputs).toMatchObject({ rows: 301, errors: 1 });
    expect(report.sections.flatMap(({ findings = [] }) => findings)[0]).toMatchObject({
      file: `${server.url}/data/houses.csv`,
      line: 2,
    });
    expect(log).toContain(`step: Fetching ${server.url}/data/houses.csv`);
    const shown = [log, report, renderMarkdown(report, { budget: 60_000 }), annotate(report)];
    expect(JSON.stringify(shown)).not.toContain("hidden");
  });

  test("name the project, and are trained on", async () => {
    await using server = await serve();
    const data = `${server.url}/houses.v2.csv?sig=hidden`;
    const result = await runAction(train, {
      remote: openRemote(),
      inputs: { data, target: "price", params: "n_estimators: 2" },
    });
    expect(result.verdict).toBe("pass");
    expect(result.report.title).toBe("houses");
    const evidence = [...result.files.all()].filter(([name]) => name.startsWith(".mlops/houses/"));
    const texts = evidence.map(([, bytes]) => Buffer.from(bytes).toString("latin1")).join("\n");
    expect(texts).toContain(digest);
    expect(texts).not.toContain("hidden");
  });

  test("with a digest: the right one, and the wrong one at its line", async () => {
    await using server = await serve();
    const run = (sha256: string) =>
      runAction(validateData, {
        remote: openRemote(),
        files: { "mlops.yml": `version: 1\ndata:\n  path: ${server.url}/houses.csv\n  sha256: ${sha256}` },
      });
    expect((await run(digest)).outputs["data-digest"]).toBe(digest);
    expect((await run(digest)).verdict).toBe("pass");
    expect(server.requests).toHaveLength(1);
    const error = await errorOf(run("a".repeat(64)));
    expect(error.message).toContain(`its SHA-256 is ${digest}, and data.sha256 says aaaa`);
    expect(error.place).toMatchObject({ file: "mlops.yml", line: 4 });
  });

  test("may be several sets", async () => {
    await using server = await serve();
    const { verdict, report, log } = await runAction(train, {
      remote: openRemote(),
      inputs: { params: "n_estimators: 2" },
      files: {
        "mlops.yml": `version: 1\nname: houses\ndata:\n  target: price\n  sets: { train: "${server.url}/train.csv?sig=hidden", test: "${server.url}/test.csv" }`,
      },
    });
    expect(verdict).toBe("pass");
    expect(new Set(server.requests.map(({ url }) => url))).toEqual(
      new Set(["/train.csv?sig=hidden", "/test.csv"]),
    );
    expect(JSON.stringify([report, log])).not.toContain("hidden");
  });

  test("that are large are read part by part, from the cache", async () => {
    await using server = await serve();
    const data = `${server.url}/houses.csv?sig=hidden`;
    const files = memoryFiles({ "mlops.yml": "version: 1\nchecks: [{ column: rooms, min: 3 }]" });
    const project = await loadProject(files, { config: "mlops.yml", "working-directory": ".", data });
    const log = memoryLog();
    const { signal } = new AbortController();
    const workers = inlineWorkers(openKernel);
    const scratch = createScratch(folder);
    const context = { files, remote: openRemote(), project, log, signal, workers, scratch };
    const streamed = await streamData(context, data, { partBytes: 4096, leastBytes: 0 });
    expect(streamed?.table).toMatchObject({ source: `${server.url}/houses.csv`, rows: 300, digest });
    expect(JSON.stringify([streamed, log.lines])).not.toContain("hidden");
  });

  test("that are a Git LFS pointer are refused with what to name instead", async () => {
    const pointer =
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    await using server = await serve(Buffer.from(pointer));
    const running = runAction(validateData, {
      remote: openRemote(),
      inputs: { data: `${server.url}/houses.csv` },
    });
    const error = await errorOf(running);
    expect(error.message).toContain("it is a Git LFS pointer, not the data");
    expect(error.hint).toContain("media.githubusercontent.com");
    expect(error.hint).not.toContain("git lfs pull");
  });

  test("may say their format behind #", async () => {
    await using server = await serve(Buffer.from('[{"a":1},{"a":2}]'));
    const { outputs } = await runAction(validateData, {
      remote: openRemote(),
      inputs: { data: `${server.url}/export?id=7#rows.json` },
    });
    expect(outputs.rows).toBe(2);
    expect(server.requests[0]?.url).toBe("/export?id=7");
  });
});

describe("files of the checkout with a digest", () => {
  const run = (sha256: string, changes: Record<string, string> = {}, inputs: Record<string, string> = {}) =>
    runAction(validateData, {
      inputs,
      files: {
        "houses.csv": content,
        "mlops.yml": `version: 1\ndata: { path: houses.csv, sha256: ${sha256} }`,
        ...changes,
      },
    });

  test("are checked before they are read", async () => {
    expect((await run(digest)).verdict).toBe("pass");
    const error = await errorOf(run(digest, { "houses.csv": '"broken' }));
    expect(error.message).toMatch(
      /^Cannot use "houses.csv": its SHA-256 is [0-9a-f]{64}, and data.sha256 says/,
    );
    expect(error.place.file).toBe("mlops.yml");
  });

  test("several files have that of all", async () => {
    const files = { "parts/a.csv": "x\n1\n", "parts/b.csv": "x\n2\n" };
    const config = (sha256: string) => ({
      ...files,
      "mlops.yml": `version: 1\ndata: { path: parts, sha256: ${sha256} }`,
    });
    const error = await errorOf(run("", config(digest)));
    const found = /its SHA-256 is ([0-9a-f]{64})/.exec(error.message)?.[1] ?? "";
    expect((await run("", config(found))).outputs).toMatchObject({ rows: 2, "data-digest": found });
  });

  test("not where the input names other data", async () => {
    const other = { "other.csv": "a\n1\n" };
    expect((await run("a".repeat(64), other, { data: "other.csv" })).outputs.rows).toBe(1);
    expect((await errorOf(run("a".repeat(64), {}, { data: "houses.csv" }))).message).toContain("SHA-256");
  });

  test.each(["5D8F", "xyz", `${"a".repeat(63)}G`])("%s is no digest", async (sha256) => {
    expect((await errorOf(run(sha256))).message).toContain("expected 64 hexadecimal digits");
  });
});

describe("commands", () => {
  async function runCommand(
    command: { run(context: CommandContext): Promise<number>; name: string; inputs: object },
    words: string[],
    files: ReturnType<typeof memoryFiles>,
    remote = openRemote(),
  ): Promise<{ code: number; text: string }> {
    let text = "";
    const code = await command.run({
      words,
      files,
      json: false,
      inputs: parseInputs({ name: command.name, inputs: command.inputs as never }, {}),
      write: (each: string) => {
        text += each;
      },
      remote,
      log: memoryLog(),
      signal: new AbortController().signal,
      git: memoryGit({ head: "0".repeat(40) }),
    } as unknown as CommandContext);
    return { code, text };
  }

  test("init, suggest and doctor take an address", async () => {
    await using server = await serve();
    const address = `${server.url}/houses.csv?version=2`;
    const files = memoryFiles();
    const written = await runCommand(init, [address], files);
    expect(written.text).toContain(`${server.url}/houses.csv: 300 rows`);
    const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
    expect(project).toMatchObject({ name: "houses", dataPath: address });
    expect((await runCommand(suggest, [], files)).text).toContain("checks:");
    const checked = await runCommand(doctor, [], files);
    expect(checked.text).toContain(`✓ "${server.url}/houses.csv" has 300 rows`);
    await files.write(
      "mlops.yml",
      `${await files.read("mlops.yml")}`.replace("data:", `data:\n  sha256: ${"a".repeat(64)}`),
    );
    const wrong = await runCommand(doctor, [], files);
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain(`✗ Cannot use "${server.url}/houses.csv": its SHA-256 is ${digest}`);
  });

  test("doctor goes on where the data's server does not answer", async () => {
    const down = async () => {
      throw new ServiceError('Cannot reach "data.example": it is down', { service: "data.example" });
    };
    const files = memoryFiles({ "mlops.yml": "version: 1\ndata: { path: https://data.example/a.csv }" });
    const { code, text } = await runCommand(doctor, [], files, { fetch: down, list: down });
    expect(code).toBe(1);
    expect(text).toContain('✗ Cannot reach "data.example": it is down');
    expect(text).toContain("✓ git is at");
  });

  test("init writes no secret into a file that is committed", async () => {
    for (const address of [
      "https://data.example/a.csv?X-Amz-Signature=hidden",
      "https://data.example/a.csv?sig=hidden",
      "https://me:hidden@data.example/a.csv",
    ]) {
      const files = memoryFiles();
      const error = await errorOf(runCommand(init, [address], files));
      expect(error.message).toBe(
        'Cannot write "https://data.example/a.csv" into mlops.yml: it holds a password or a signature',
      );
      expect(files.all().size).toBe(0);
    }
  });
});

test("an address stays as it is on every system, and a drive is none", () => {
  expect(within("a", "C://data/x.csv", path.win32)).toBe("C://data/x.csv");
  expect(showAddress("C://data/x.csv?a=b")).toBe("C://data/x.csv?a=b");
  for (const paths of [path.win32, path.posix])
    expect(within("models/a", "https://data.example/a//b.csv?x=../y", paths)).toBe(
      "https://data.example/a//b.csv?x=../y",
    );
});

test.each([
  ["https://me:pass@data.example:8443/a%20b.csv?sig=x#y.csv", "https://data.example:8443/a%20b.csv#y.csv"],
  ["https://me:pass@[bad/a.csv?sig=x#y", "https://[bad/a.csv#y"],
  ["s3://bucket/a?b#c", "s3://bucket/a?b#c"],
  ["data/a?b.csv", "data/a?b.csv"],
])("%s is shown as %s", (address, shown) => expect(showAddress(address)).toBe(shown));
