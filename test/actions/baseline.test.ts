import { describe, expect, test } from "vitest";
import type { Environment } from "../../src/services/environment.ts";
import type { StandInRun } from "../beds/runs.ts";
import { testSha } from "../fakes.ts";
import { bundleOf, startBase } from "./base-bed.ts";
import {
  base,
  baseRun,
  baseZip,
  config,
  judge,
  mainAt,
  name,
  older,
  olderRun,
  savedBy,
  trained,
} from "./baseline-bed.ts";

/** Without what asks for the base's settings. */
const forRuns = (requests: readonly string[]) =>
  requests.filter((each) => !/\/git\/(trees|commits)\//.test(each));

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
    expect(forRuns(bed.requests)).toEqual([
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
    expect(
      forRuns(bed.requests)
        .slice(1)
        .map((each) => each.replace(/\?.*/, "")),
    ).toEqual([
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
    bed.runs.add({ id: 15, headSha: base, artifacts: [{ name: "mlops-other~1", zip: baseZip }] });
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
    const quiet = `${config}\nreport: { history: none }\n`;
    const named = (baseline: string) => judge(bed, { inputs: { baseline }, config: quiet });
    expect((await named("kept")).outputs.baseline).toContain(`kept, of ${testSha.slice(0, 7)} (`);
    expect((await named("kept.tar.gz")).outputs.baseline).toBe("kept.tar.gz");
    await trained.write("kept/metrics.json", '{ "r2": 0.1 }');
    await expect(named("kept")).rejects.toThrow("not the one that its manifest speaks of");
    await trained.write("kept.tar.gz", await bundleOf({ "evidence/metrics.json": "{}" }, { name: "cars" }));
    await expect(named("kept.tar.gz")).rejects.toThrow('it is no bundle of "houses"');
    expect(forRuns(bed.requests)).toEqual([]);
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
    expect(alone.said).toMatch(/^The settings of the base are not known.*$/);
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

  const second = "e".repeat(40);
  const ofGroup = { merge_group: { ...ofQueue.merge_group, base_sha: second } };
  const queue = "gh-readonly-queue/main/pr-4";
  test("a group that is queued on another group's commit is compared with that group's model", async () => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    const zip = await savedBy(21, second);
    const artifacts = [{ name, zip }];
    bed.runs.add({ id: 21, headSha: second, event: "merge_group", headBranch: queue, artifacts });
    const environment = { event: ofGroup, eventName: "merge_group", ref: `refs/heads/${queue}` };
    expect((await judge(bed, { environment })).outputs.baseline).toContain("main at eeeeeee (run 21");
  });

  test("and with the branch's where that group's run has not ended, or failed", async () => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    bed.runs.add({ id: 22, headSha: second, event: "merge_group", headBranch: queue, conclusion: "failure" });
    const environment = { event: ofGroup, eventName: "merge_group", ref: `refs/heads/${queue}` };
    expect((await judge(bed, { environment })).outputs.baseline).toBe(mainAt);
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
