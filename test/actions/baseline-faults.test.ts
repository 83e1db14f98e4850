import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { StandInRun } from "../beds/runs.ts";
import type { Answer } from "../beds/serve.ts";
import { zipOf } from "../beds/zip.ts";
import { houses } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";
import { bundleOf, bundleZip, startBase } from "./base-bed.ts";
import { base, baseRun, baseZip, config, judge, mainAt, name, older, olderRun } from "./baseline-bed.ts";

const origin = { commit: base, run: "12" };
const files = await evidenceFiles();

describe("never believed", () => {
  const lies: [string, Partial<StandInRun>][] = [
    ["a fork whose branch is called main", { headRepository: "eve/houses" }],
    ["a pull request's run", { event: "pull_request" }],
    ["a run with the rights of pull_request_target", { event: "pull_request_target" }],
    ["a run after another's end", { event: "workflow_run" }],
    ["a run that failed", { conclusion: "failure" }],
  ];
  test.each(lies)("%s", async (_, changes) => {
    await using bed = await startBase();
    bed.runs.add({ ...baseRun, ...changes });
    bed.runs.add({ ...baseRun, ...changes, id: 13, headSha: "e".repeat(40) });
    expect((await judge(bed)).verdict).toBe("inconclusive");
    expect(bed.runs.downloads).toEqual([]);
  });

  test("a tag that is called main: its commit is not on the branch", async () => {
    await using bed = await startBase();
    bed.runs.add({ ...olderRun, isOnBranch: false });
    const { verdict, said } = await judge(bed);
    expect(verdict).toBe("inconclusive");
    expect(said).toContain("(run 11, 2 days old) is not on main any more");
    expect(bed.runs.downloads).toEqual([]);
  });

  test("another branch's run of another commit", async () => {
    await using bed = await startBase();
    bed.runs.add({ ...olderRun, headBranch: "topic" });
    expect((await judge(bed)).verdict).toBe("inconclusive");
  });

  const zipped = (changed: Record<string, string | Uint8Array>, of: object = origin) =>
    bundleZip({ ...files, ...changed }, of);
  const forged: [string, () => Promise<Buffer>, string][] = [
    ["another run's bundle", () => zipped({}, { ...origin, run: "11" }), "of another run"],
    ["another commit's bundle", () => zipped({}, { ...origin, commit: older }), "of another commit"],
    [
      "metrics that the manifest does not speak of",
      () => zipped({ "evidence/metrics.json": '{ "r2": 0.1 }' }),
      "metrics.json is not the one",
    ],
    [
      "predictions that the manifest does not speak of",
      () => zipped({ "evidence/predictions.csv": "row_id\n" }),
      "predictions.csv is not the one",
    ],
    [
      "a model that the manifest does not speak of",
      () => zipped({ "model/MLmodel": "x" }),
      "its model is not the one",
    ],
    [
      "a manifest of another run",
      () =>
        zipped({
          "evidence/manifest.json": new TextDecoder()
            .decode(files["evidence/manifest.json"] as Uint8Array)
            .replace('"id": "12"', '"id": "99"'),
        }),
      "manifest is of another run",
    ],
    ["a manifest that is none", () => zipped({ "evidence/manifest.json": "{" }), "it is not JSON"],
    ["a truncated archive", async () => (await zipped({})).subarray(0, 2000), "is no zip archive"],
    [
      "an archive of another file",
      async () => zipOf([{ name: "../bundle.tar.gz", content: Buffer.from("x") }]),
      "it is damaged",
    ],
    [
      "an archive without a bundle",
      async () => zipOf([{ name: "x.tar.gz", content: Buffer.from("x") }]),
      'it holds no "bundle.tar.gz"',
    ],
    [
      "a bundle that is none",
      async () => zipOf([{ name: "bundle.tar.gz", content: Buffer.from("x".repeat(99)) }]),
      "it is damaged",
    ],
    [
      "an archive that lies about its length",
      async () =>
        zipOf([
          { name: "bundle.tar.gz", content: Buffer.alloc(1 << 20), isDeflated: true, declaredSize: 10 },
        ]),
      "it is damaged",
    ],
    [
      "a bomb",
      async () => zipOf([{ name: "bundle.tar.gz", content: await bomb(), isDeflated: true }]),
      "it unpacks to more than 200 times its size",
    ],
    [
      "very many files",
      async () =>
        zipOf(Array.from({ length: 101 }, (_, at) => ({ name: `${at}`, content: Buffer.alloc(0) }))),
      "it holds 101 files",
    ],
  ];
  test.each(forged)("%s", async (_, make, why) => {
    await using bed = await startBase();
    bed.runs.add({ ...baseRun, artifacts: [{ name, zip: await make() }] });
    const { verdict, said, log } = await judge(bed);
    expect(verdict).toBe("inconclusive");
    expect(said).toContain(why);
    expect(log.join("\n")).toContain(why);
  });

  test("content that is not what GitHub says of it", async () => {
    await using bed = await startBase();
    bed.runs.add({ ...baseRun, artifacts: [{ name, zip: baseZip, digest: `sha256:${"0".repeat(64)}` }] });
    const { verdict, said } = await judge(bed);
    expect(verdict).toBe("inconclusive");
    expect(said).toMatch(/its SHA-256 is [0-9a-f]{64}, and GitHub says 0{64}/);
    expect(said).not.toContain("sig=secret");
  });

  test.each([
    [
      "metrics without a manifest",
      { "evidence/metrics.json": '{ "r2": 0.1 }' },
      "has no manifest beside its metrics",
    ],
    ["no metrics", { "profile.json": "{}" }, "has no metrics"],
  ])("a bundle with %s", async (_, content, why) => {
    await using bed = await startBase();
    bed.runs.add({ ...baseRun, artifacts: [{ name, zip: await bundleZip(content, origin) }] });
    const { verdict, said } = await judge(bed);
    expect(verdict).toBe("inconclusive");
    expect(said).toContain(why);
  });

  test("models of several legs", async () => {
    await using bed = await startBase();
    const legs = await Promise.all(
      ["a", "b"].map(async (leg) => ({
        name: `mlops-houses~${leg}~1`,
        zip: await bundleZip({ "model/MLmodel": leg }, { ...origin, attempt: 1 }),
      })),
    );
    bed.runs.add({ ...baseRun, artifacts: legs });
    expect((await judge(bed)).said).toContain("they hold different models");
  });
});

describe("faults", () => {
  const everywhere: [string, RegExp][] = [
    ["the list of runs", /\/runs$/],
    ["the list of artifacts", /\/artifacts$/],
    ["the way to the content", /\/zip$/],
  ];
  const server: Answer = { status: 502, body: "<html>" };
  const busy: Answer = { status: 429, headers: { "retry-after": "1" }, body: '{"message":"slow down"}' };
  const mended: [string, Answer][] = [
    ["5xx", server],
    ["429", busy],
    ["a dropped connection", "drop"],
  ];

  for (const [where, path] of everywhere) {
    test.each(mended)(`${where}: %s passes`, async (_, answer) => {
      await using bed = await startBase();
      bed.runs.add(baseRun);
      bed.fail(path, answer);
      expect((await judge(bed)).outputs.baseline).toBe(mainAt);
    });

    test(`${where}: what lasts is why there is no baseline`, async () => {
      await using bed = await startBase();
      bed.runs.add(baseRun);
      bed.fail(path, ...Array.from({ length: 5 }, () => server));
      const { verdict, said } = await judge(bed);
      expect(verdict).toBe("inconclusive");
      expect(said).toMatch(/GitHub answered 502/);
      expect(bed.requests.length).toBeLessThan(8);
    });

    test(`${where}: 403 names the permission`, async () => {
      await using bed = await startBase();
      bed.runs.add(baseRun);
      bed.fail(path, { status: 403, body: '{"message":"Resource not accessible by integration"}' });
      const { verdict, said } = await judge(bed);
      expect(verdict).toBe("inconclusive");
      expect(said).toContain("permissions:\n  contents: read\n  actions: read");
    });

    test(`${where}: an answer of another kind`, async () => {
      await using bed = await startBase();
      bed.runs.add(baseRun);
      bed.fail(path, { status: 200, body: '{"hello":[]}' });
      const { verdict, said } = await judge(bed);
      expect(verdict).toBe("inconclusive");
      expect(said).toMatch(/is not as documented|does not say where it is/);
    });
  }

  test.each<[string, Answer | "cut"]>([
    ["5xx", { status: 503 }],
    ["429", { status: 429, headers: { "retry-after": "1" } }],
    ["a dropped connection", "drop"],
  ])("the content: %s passes", async (_, answer) => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    bed.runs.failDownloads(answer, answer);
    expect((await judge(bed)).outputs.baseline).toBe(mainAt);
  });

  test("the content: cut off, or an address that no longer holds", async () => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    bed.runs.failDownloads("cut");
    expect((await judge(bed)).said).toMatch(/its SHA-256 is/);
    bed.runs.failDownloads({ status: 403, body: "<Error/>" });
    expect((await judge(bed)).said).toMatch(/access denied/);
    expect((await judge(bed)).outputs.baseline).toBe(mainAt);
  });

  test("an artifact that expired since it was listed", async () => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    bed.fail(/\/zip$/, { status: 410, body: '{"message":"Artifact has expired"}' });
    expect((await judge(bed)).said).toMatch(/410 "Artifact has expired/);
  });

  test("many runs and artifacts: the number of requests is bounded", async () => {
    await using bed = await startBase();
    const many = Array.from({ length: 150 }, (_, at) => ({ name: `other-${at}`, zip: Buffer.from("x") }));
    for (let id = 200; id < 560; id++)
      bed.runs.add({ id, headSha: "d".repeat(40), artifacts: id < 550 ? [] : many });
    expect((await judge(bed)).verdict).toBe("inconclusive");
    // One page of the commit's runs, three of the branch's, two of each of five runs' artifacts.
    // One of them asks for the base's settings.
    expect(bed.requests).toHaveLength(15);
  });

  test("no token", async () => {
    await using bed = await startBase();
    const { github } = bed;
    const { said } = await judge({ ...bed, github: { ...github, isAvailable: false } });
    expect(said).toContain("there is no token to ask GitHub for earlier runs");
  });
});

async function evidenceFiles(): Promise<Record<string, string | Uint8Array>> {
  const environment = { runId: "12", sha: base };
  const given = { "houses.csv": houses(200), "mlops.yml": config };
  const made = await runAction(train, { files: given, environment, git: memoryGit({ head: base }) });
  const kept = [...made.files.all()].filter(([path]) => path.startsWith(".mlops/houses/"));
  return Object.fromEntries(kept.map(([path, content]) => [path.slice(".mlops/houses/".length), content]));
}

async function bomb(): Promise<Buffer> {
  return gzipSync(Buffer.concat([await tarHead(), Buffer.alloc(24 << 20)]));
}

/** The index of a bundle that announces a large file. */
async function tarHead(): Promise<Buffer> {
  return gunzipSync(await bundleOf({ "evidence/metrics.json": Buffer.alloc(24 << 20) }, origin)).subarray(
    0,
    2048,
  );
}
