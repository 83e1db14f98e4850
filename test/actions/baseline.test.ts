import { describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { save } from "../../src/actions/save.ts";
import { train } from "../../src/actions/train.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { StandInRun } from "../beds/runs.ts";
import type { Answer } from "../beds/serve.ts";
import { zipOf } from "../beds/zip.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction, testSha } from "../fakes.ts";
import { type BaseBed, bundleOf, bundleZip, startBase } from "./base-bed.ts";

const base = "b".repeat(40);
const older = "c".repeat(40);
const rules = "gate: { rules: [{ metric: r2, no_worse_than: baseline, margin: 0.5 }] }";
const config = housesConfig.replace("n_estimators: 20", "n_estimators: 2").replace(/gate: .*/, rules);
const event = {
  pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } },
  repository: { default_branch: "main" },
};

/** What a job with `save` at its end uploads. */
async function savedBy(run: number, sha: string): Promise<Buffer> {
  const environment = { runId: String(run), sha, eventName: "push", event: {} };
  const git = memoryGit({ head: sha, commitTime: 1_700_000_000 });
  const artifacts = memoryArtifacts();
  const given = { "houses.csv": houses(200), "mlops.yml": config };
  const { files } = await runAction(train, { files: given, environment, git });
  const { outputs } = await runAction(save, { files, environment, git, artifacts });
  const chunks: Uint8Array[] = [];
  for await (const chunk of await artifacts.download(Number(outputs["artifact-id"]))) chunks.push(chunk);
  return zipOf([{ name: "bundle.tar.gz", content: Buffer.concat(chunks) }]);
}

const baseZip = await savedBy(12, base);
const olderZip = await savedBy(11, older);
const name = "mlops-houses-model-1";
const baseRun: StandInRun = { id: 12, headSha: base, artifacts: [{ name, zip: baseZip }] };
const olderRun: StandInRun = { id: 11, headSha: older, artifacts: [{ name, zip: olderZip }] };

const trained = (await runAction(train, { files: { "houses.csv": houses(200), "mlops.yml": config } })).files;

async function judge(
  bed: BaseBed,
  changes: {
    environment?: Partial<Environment>;
    inputs?: Record<string, string>;
    config?: string;
    parents?: string[];
  } = {},
) {
  const { github, remote } = bed;
  if (changes.config !== undefined) await trained.write("mlops.yml", changes.config);
  const result = await runAction(qualityGate, {
    ...{ files: trained, github, remote },
    git: memoryGit({ head: testSha, ...(changes.parents && { parents: changes.parents }) }),
    environment: { event, ...changes.environment },
    inputs: changes.inputs ?? {},
  });
  await trained.write("mlops.yml", config);
  const findings = result.report.sections.flatMap((section) => section.findings ?? []);
  return { ...result, said: findings.map(({ message, hint }) => `${message} | ${hint}`).join("\n") };
}

const mainAt = `main at ${base.slice(0, 7)} (run 12, 2 days old)`;

describe("the gate's baseline", () => {
  test("is the bundle of the base's commit: said with its commit and age, without credentials at its host", async () => {
    await using bed = await startBase();
    bed.runs.add(olderRun);
    bed.runs.add(baseRun);
    const { verdict, outputs, report } = await judge(bed);
    expect(verdict).toBe("pass");
    expect(outputs.baseline).toBe(mainAt);
    expect(report.facts[0]?.note).toMatch(/from the baseline/);
    expect(JSON.stringify(report.sections)).toContain(`Baseline: ${mainAt}.`);
    expect(bed.runs.downloads).toEqual([{ url: "/blobs/1001.zip?sig=secret", authorization: undefined }]);
    expect(bed.requests).toEqual([
      `/repos/acme/houses/actions/runs?head_sha=${base}&status=success&exclude_pull_requests=true&page=1&per_page=100 200`,
      "/repos/acme/houses/actions/runs/12/artifacts?page=1&per_page=100 200",
      "/repos/acme/houses/actions/artifacts/1001/zip 302",
    ]);
  });

  test("is what the pull request was merged into, where git knows better than the event", async () => {
    await using bed = await startBase();
    bed.runs.add(olderRun);
    bed.runs.add(baseRun);
    const { outputs } = await judge(bed, { parents: [older, testSha] });
    expect(outputs.baseline).toContain("run 11");
  });

  test("is else the branch's last run that succeeded, of the same workflow", async () => {
    await using bed = await startBase();
    bed.runs.add(olderRun);
    bed.runs.add({ ...baseRun, id: 13, headSha: "d".repeat(40), path: ".github/workflows/other.yml" });
    bed.runs.add({ ...baseRun, id: 14, headSha: "d".repeat(40), conclusion: "failure" });
    const { outputs, verdict } = await judge(bed);
    expect(outputs.baseline).toBe(`main at ${older.slice(0, 7)} (run 11, 2 days old)`);
    expect(verdict).toBe("pass");
    expect(bed.requests.slice(1).map((each) => each.replace(/\?.*/, ""))).toEqual([
      "/repos/acme/houses/actions/workflows/model.yml/runs",
      "/repos/acme/houses/actions/runs/11/artifacts",
      "/repos/acme/houses/git/ref/heads%2Fmain 200",
      expect.stringMatching(/^\/repos\/acme\/houses\/compare\/c{40}\.\.\.f{40}$/),
      "/repos/acme/houses/actions/artifacts/1000/zip 302",
    ]);
  });

  test("skips runs whose bundle has expired, or that have none", async () => {
    await using bed = await startBase();
    bed.runs.add(olderRun);
    bed.runs.add({ ...baseRun, artifacts: [{ name, zip: baseZip, expired: true }] });
    bed.runs.add({ id: 15, headSha: base, artifacts: [{ name: "mlops-other-1", zip: baseZip }] });
    expect((await judge(bed)).outputs.baseline).toContain("run 11");
    expect(bed.runs.downloads).toHaveLength(1);
  });

  test("is named, too", async () => {
    await using bed = await startBase();
    bed.runs.add(olderRun);
    bed.runs.add(baseRun);
    bed.runs.add({ ...olderRun, id: 16 });
    const named = (text: string) =>
      judge(bed, { config: config.replace("gate: {", `gate: { baseline: ${text},`) });
    expect((await named("base_commit")).outputs.baseline).toContain("run 12");
    // Run 16 has the bundle of run 11: it is refused, and the next one taken.
    const branch = await named("base_branch");
    expect(branch.outputs.baseline).toContain("run 12");
    expect(branch.log.join("\n")).toContain("it says that it is of another run");
    await trained.write("old/metrics.json", '{ "r2": 0.1 }');
    expect((await named("[base_commit, old/metrics.json]")).outputs.baseline).toContain("run 12");
    expect((await named("old/metrics.json")).outputs.baseline).toBe("old/metrics.json");
    expect((await named("old")).outputs.baseline).toBe("old");
    const given = await judge(bed, { inputs: { baseline: "base_commit" } });
    expect(given.outputs.baseline).toContain("run 12");
    await expect(named("nowhere.json")).rejects.toThrow('Cannot read "nowhere.json"');
    expect((await named("[base_branch, nowhere.json]")).outputs.baseline).toContain("run 12");
  });

  test("is a committed bundle or folder of evidence, held to its manifest", async () => {
    await using bed = await startBase();
    for (const file of ["manifest.json", "metrics.json", "predictions.csv"])
      await trained.write(`kept/${file}`, await trained.read(`.mlops/houses/evidence/${file}`));
    await trained.write("kept.tar.gz", await bundleOf({ "evidence/metrics.json": '{ "r2": 0.2 }' }));
    const named = (baseline: string) => judge(bed, { inputs: { baseline } });
    expect((await named("kept")).outputs.baseline).toBe("kept");
    expect((await named("kept.tar.gz")).outputs.baseline).toBe("kept.tar.gz");
    await trained.write("kept/metrics.json", '{ "r2": 0.1 }');
    await expect(named("kept")).rejects.toThrow("not the one that its manifest speaks of");
    await trained.write("kept.tar.gz", await bundleOf({ "evidence/metrics.json": "{}" }, { name: "cars" }));
    await expect(named("kept.tar.gz")).rejects.toThrow('it is no bundle of "houses"');
    expect(bed.requests).toEqual([]);
  });

  test("is none yet: said, with what to do, and absolute rules are judged", async () => {
    await using bed = await startBase();
    const { verdict, said, report } = await judge(bed, {
      config: config.replace("rules: [", "rules: [{ metric: r2, min: 0.5 }, "),
    });
    expect(verdict).toBe("inconclusive");
    expect(said).toContain(
      `no run of main at ${base.slice(0, 7)} has succeeded; no other run of main has succeeded`,
    );
    expect(said).toContain('Let the workflow run on pushes to "main" too, and end with the action save');
    expect(JSON.stringify(report.sections)).toContain("✅ holds");
    const alone = await judge(bed, {
      config: config.replace(/gate: .*/, "gate: { rules: [{ metric: r2, min: 0.5 }] }"),
    });
    expect(alone.verdict).toBe("pass");
    expect(alone.said).toBe("");
  });
});

describe("events", () => {
  const push = { before: older, ref: "refs/heads/topic", repository: { default_branch: "main" } };
  const ofQueue = { merge_group: { base_sha: base, base_ref: "refs/heads/main", head_ref: "refs/heads/q" } };
  const cases: [string, Partial<Environment>, StandInRun, number][] = [
    [
      "merge_group",
      { event: ofQueue, eventName: "merge_group" },
      { ...baseRun, event: "merge_group", headBranch: "gh-readonly-queue/main/pr-3" },
      12,
    ],
    [
      "push",
      { event: push, eventName: "push", ref: "refs/heads/topic" },
      { ...olderRun, headBranch: "topic" },
      11,
    ],
    [
      "push of a new branch",
      { event: { ...push, before: "0".repeat(40) }, eventName: "push", ref: "refs/heads/topic" },
      olderRun,
      11,
    ],
    [
      "schedule",
      { event: { schedule: "0 3 * * *" }, eventName: "schedule", ref: "refs/heads/main" },
      { ...olderRun, event: "schedule" },
      11,
    ],
    [
      "workflow_dispatch",
      { event: { inputs: {} }, eventName: "workflow_dispatch", ref: "refs/heads/main" },
      olderRun,
      11,
    ],
    [
      "workflow_run of a fork's pull request",
      {
        event: {
          workflow_run: {
            id: 90,
            event: "pull_request",
            head_branch: "main",
            path: ".github/workflows/model.yml",
            pull_requests: [],
          },
          repository: { default_branch: "main" },
        },
        eventName: "workflow_run",
        ref: "refs/heads/main",
      },
      olderRun,
      11,
    ],
    [
      "release",
      { event: { repository: { default_branch: "main" } }, eventName: "release", ref: "refs/tags/v1" },
      olderRun,
      11,
    ],
  ];
  test.each(cases)("%s", async (_, environment, run, id) => {
    await using bed = await startBase();
    bed.runs.add(run);
    expect((await judge(bed, { environment })).outputs.baseline).toContain(`run ${id}`);
  });

  test("a run is never its own base", async () => {
    await using bed = await startBase();
    bed.runs.add({ ...olderRun, id: 100 });
    bed.runs.add({ ...olderRun, id: 90 });
    const ended = { workflow_run: { id: 90, event: "push", head_branch: "main" } };
    expect((await judge(bed, { environment: { event: ended } })).verdict).toBe("inconclusive");
    expect(bed.runs.downloads).toEqual([]);
  });
});

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
        name: `mlops-houses-${leg}-1`,
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
    expect(bed.requests).toHaveLength(14);
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
  const { gzipSync } = await import("node:zlib");
  return gzipSync(Buffer.concat([await tarHead(), Buffer.alloc(24 << 20)]));
}

/** The index of a bundle that announces a large file. */
async function tarHead(): Promise<Buffer> {
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(await bundleOf({ "evidence/metrics.json": Buffer.alloc(24 << 20) }, origin)).subarray(
    0,
    2048,
  );
}
