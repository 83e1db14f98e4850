import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { UserError } from "../../src/errors.ts";
import { createServices } from "../../src/runner/create-services.ts";
import { readEnvironment } from "../../src/services/environment.ts";
import { memoryLog } from "../../src/services/log.ts";
import type { Remote } from "../../src/services/remote.ts";
import { type S3StandIn, startBreakingProxy, startS3 } from "../beds/s3.ts";
import { runAction } from "../fakes.ts";
import { describeWith } from "../require-tool.ts";

const signal = new AbortController().signal;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-objects-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The remote data of a run in a terminal with these variables, as the runner makes them. */
function remoteOf(env: Record<string, string>): Remote {
  const all = { ...env, XDG_CACHE_HOME: folder };
  const environment = readEnvironment(all, { workingDirectory: folder, version: "1" });
  return createServices({ environment, env: all, token: undefined, log: memoryLog(), signal }).remote;
}

async function contentOf(remote: Remote, address: string, endpoint?: string): Promise<string> {
  const file = await remote.fetch(address, { signal, s3: { endpoint } });
  const chunks = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function errorOf(fetching: Promise<unknown>): Promise<UserError> {
  const error = await fetching.catch((cause: unknown) => cause);
  if (error instanceof UserError) return error;
  throw new Error(`expected a UserError, got ${String(error)}`);
}

const names = ["a.csv", "deep/er/my data+more.csv", "deep/größe 日本.csv", "a!b'c(d)e&f=g;h@i,j$k#l?.csv"];
const large = "x,y\n".repeat(200_000);

describeWith("moto_server", "objects of moto", () => {
  let server: S3StandIn;
  // S3 lists keys by their bytes, with what is in a folder between the files beside it.
  const keys = ["a.csv", "a/b.csv", "a-b.csv", "a0.csv", "Z.csv", "é.csv", "\uff61.csv", "\u{10000}.csv"];
  const many = Array.from({ length: 1100 }, (_, index) => `many/part-${index} +&<ü>.csv`);
  beforeAll(async () => {
    server = await startS3();
    for (const name of names) await server.put(name, `content of ${name}`);
    await server.put("large.csv", large);
    await server.put("hive/_SUCCESS", "");
    await server.put("hive/year=2025/part-0.csv", "x\n1\n2\n");
    await server.put("hive/year=2026/part-0.csv", "x\n3\n");
    await server.put("public.csv", "for all", { "x-amz-acl": "public-read" });
    for (const key of ["many/", "many/year=2026/a.csv", ...many]) await server.put(key, key);
    for (const key of keys) await server.put(`order/${key}`, `x,name\n1,${key}\n`);
    await server.checkSignatures(true);
  });
  afterAll(() => server?.close());

  test.each(names)("%s", async (name) => {
    const remote = remoteOf({ ...server.keys, AWS_ENDPOINT_URL: server.url });
    expect(await contentOf(remote, `s3://houses/${name}`)).toBe(`content of ${name}`);
  });

  test("with the credentials of a session", async () => {
    expect(await contentOf(remoteOf(server.session), "s3://houses/large.csv", server.url)).toBe(large);
    const env = { ...server.session, AWS_SESSION_TOKEN: "hidden-token" };
    const error = await errorOf(contentOf(remoteOf(env), "s3://houses/a.csv", server.url));
    expect(error.message).toContain("(InvalidToken, status 400, asked with AWS_ACCESS_KEY_ID)");
    expect(error.hint).toBe("Check AWS_SESSION_TOKEN");
  });

  test("an object that has not changed is not sent again", async () => {
    const remote = remoteOf(server.keys);
    await contentOf(remote, "s3://houses/large.csv", server.url);
    const progress: number[] = [];
    const file = await remote.fetch("s3://houses/large.csv", {
      signal,
      s3: { endpoint: server.url },
      onProgress: (done) => progress.push(done),
    });
    expect([file.bytes, progress]).toEqual([large.length, []]);
  });

  test("an answer that is cut in the middle is asked for its rest", async () => {
    const proxy = await startBreakingProxy(server.url, 300_000);
    try {
      expect(await contentOf(remoteOf(server.keys), "s3://houses/large.csv", proxy.url)).toBe(large);
    } finally {
      await proxy.close();
    }
  });

  test("a wrong secret is refused, and named by its variable alone", async () => {
    const env = { ...server.keys, AWS_SECRET_ACCESS_KEY: "wrong-secret" };
    const error = await errorOf(contentOf(remoteOf(env), "s3://houses/a.csv", server.url));
    expect(error.message).toBe(
      'Cannot fetch "s3://houses/a.csv": access denied (SignatureDoesNotMatch, status 403, asked with AWS_ACCESS_KEY_ID)',
    );
    expect(error.hint).toBe("Check AWS_SECRET_ACCESS_KEY");
    expect(JSON.stringify([error.message, error.hint, error.stack])).not.toContain("wrong-secret");
    expect(readdirSync(folder)).toEqual([]);
    const listing = remoteOf(env).list("s3://houses/deep", { signal, s3: { endpoint: server.url } });
    expect((await errorOf(listing)).message).toContain("SignatureDoesNotMatch");
  });

  test("an unknown key is refused", async () => {
    const env = { ...server.keys, AWS_ACCESS_KEY_ID: "AKIANOBODY" };
    const error = await errorOf(contentOf(remoteOf(env), "s3://houses/a.csv", server.url));
    expect(error.message).toContain("(InvalidAccessKeyId, status 403, asked with AWS_ACCESS_KEY_ID)");
  });

  test("what is not there", async () => {
    const error = await errorOf(contentOf(remoteOf(server.keys), "s3://houses/nothing.csv", server.url));
    expect(error.message).toContain("there is no such file (NoSuchKey, status 404");
  });

  test("a folder is listed, by signed requests", async () => {
    const entries = await remoteOf(server.keys).list("s3://houses/deep", {
      signal,
      s3: { endpoint: server.url },
    });
    expect(entries).toMatchObject([
      { name: "er", isFolder: true },
      { name: "größe 日本.csv", isFolder: false, bytes: 34 },
    ]);
  });

  test("a folder of more than one page is listed whole, each name as it is", async () => {
    const remote = remoteOf(server.keys);
    const entries = await remote.list("s3://houses/many/", { signal, s3: { endpoint: server.url } });
    expect(entries.filter(({ isFolder }) => isFolder)).toMatchObject([{ name: "year=2026" }]);
    expect(entries.filter(({ isFolder }) => !isFolder).map(({ name }) => `many/${name}`)).toEqual(
      many.toSorted(),
    );
    const first = `many/${entries[0]?.name}`;
    expect(await contentOf(remote, `s3://houses/${first}`, server.url)).toBe(first);
  });

  test.each(["s3://houses/hive/**/*.csv", "s3://houses/hive/", "s3://houses/hive/year=*/part-?.csv"])(
    "%s is one table",
    async (data) => {
      const validate = () =>
        runAction(validateData, {
          remote: remoteOf(server.keys),
          inputs: { data },
          files: {
            "mlops.yml": `version: 1\ndata: { s3: { endpoint: "${server.url}" } }\nchecks: [{ column: x, max: 2 }]`,
          },
        });
      const { outputs, report } = await validate();
      expect(outputs).toMatchObject({ rows: 3, errors: 1 });
      const findings = report.sections.flatMap((section) => section.findings ?? []);
      expect(findings[0]).toMatchObject({ file: "s3://houses/hive/year=2026/part-0.csv", line: 2 });
      expect((await validate()).outputs["data-digest"]).toBe(outputs["data-digest"]);
    },
  );

  test.each(["", "*.csv", "**/*.csv"])(
    "rows of s3://houses/order/%s come in the order that they have on disk",
    async (pattern) => {
      const config = (s3: string): string =>
        `version: 1\ndata: { ${s3} }\nchecks: [{ column: x, max: 0 }]\nreport: { failed_rows: true }\n`;
      const onDisk = Object.fromEntries(keys.map((key) => [`order/${key}`, `x,name\n1,${key}\n`]));
      const inBucket = await runAction(validateData, {
        remote: remoteOf(server.keys),
        inputs: { data: `s3://houses/order/${pattern}` },
        files: { "mlops.yml": config(`s3: { endpoint: "${server.url}" }`) },
      });
      const here = await runAction(validateData, {
        inputs: { data: `order/${pattern}` },
        files: { ...onDisk, "mlops.yml": config("split: { seed: 1 }") },
      });
      const rowsOf = ({ files, outputs }: typeof here) => files.read(String(outputs["failed-rows"]));
      const rows = await rowsOf(inBucket);
      expect(rows).toBe(await rowsOf(here));
      expect(rows.split("\n").length).toBe(pattern === "*.csv" ? 9 : 10);
      expect(inBucket.outputs.rows).toBe(here.outputs.rows);
    },
  );

  test("without credentials requests are anonymous", async () => {
    await server.checkSignatures(false);
    try {
      expect(await contentOf(remoteOf({}), "s3://houses/public.csv", server.url)).toBe("for all");
      const error = await errorOf(contentOf(remoteOf({}), "s3://houses/a.csv", server.url));
      expect(error.message).toContain("asked anonymously)");
      expect(error.hint).toContain("Set AWS_ACCESS_KEY_ID");
      const list = (address: string) => remoteOf({}).list(address, { signal, s3: { endpoint: server.url } });
      expect(await list("s3://houses/nothing/")).toEqual([]);
      expect((await list("s3://houses")).map(({ name }) => name)).toContain("deep");
      expect((await errorOf(list("s3://nowhere/"))).message).toContain("NoSuchBucket");
    } finally {
      await server.checkSignatures(true);
    }
  });
});
