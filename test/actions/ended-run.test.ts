import { describe, expect, test } from "vitest";
import { notify } from "../../src/actions/notify.ts";
import { prComment } from "../../src/actions/pr-comment.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction } from "../fakes.ts";
import { startBase } from "./base-bed.ts";
import { commentOnEnded, endedRun, head, reportOf, savedBundle, storedReport } from "./ended-run-bed.ts";

const gate = { "reports/quality-gate.json": storedReport("quality-gate") };

describe("pr-comment after a fork's run", () => {
  test("comments what that run's job saved, and says who computed it", async () => {
    await using bed = await startBase();
    const artifact = await savedBundle({
      ...gate,
      "model/MLmodel": "flavors: {}",
      "evidence/metrics.json": "{}",
    });
    const done = await commentOnEnded(bed, { artifacts: [artifact] });
    expect(done.verdict).toBe("pass");
    expect(done.comments).toMatchObject([{ issue: 7 }]);
    expect(done.comments[0]?.body).toMatchSnapshot();
    expect(done.summary).toContain("every gate holds");
    expect(done.written).toEqual(["mlops.yml"]);
    expect(bed.runs.downloads).toMatchObject([{ authorization: undefined }]);
    expect(bed.requests.length).toBeLessThanOrEqual(3);
  });

  test("a job that works by itself when another run ends reports its own work, on no pull request", async () => {
    const github = memoryGitHub({ pulls: [{ number: 7, headSha: head }] });
    const event = { workflow_run: { id: 5, head_sha: head, head_branch: "topic" } };
    const files = { "mlops.yml": "version: 1\nname: houses\n" };
    const stored = storedReport("quality-gate");
    const own = JSON.stringify({ ...stored, run: { id: "100", attempt: 1 } });
    const { summary, verdict } = await runAction(prComment, {
      files: { ...files, ".mlops/houses/reports/quality-gate.json": own },
      github,
      environment: { eventName: "workflow_run", event },
    });
    expect(verdict).toBe("skipped");
    expect(summary).toContain("every gate holds");
    expect(github.comments).toEqual([]);
    const several = runAction(prComment, {
      ...{ files, github, inputs: { models: "all" } },
      environment: { eventName: "workflow_run", event },
    });
    await expect(several).rejects.toThrow("Cannot comment on several models");
  });

  test("takes the jobs' bundles together, the newest attempt of each", async () => {
    await using bed = await startBase();
    const artifacts = await Promise.all([
      savedBundle(
        { "reports/train.json": storedReport("train", { report: reportOf("train", { facts: [] }) }) },
        { artifact: "mlops-houses~train~1" },
      ),
      savedBundle(
        {
          "reports/quality-gate.json": storedReport("quality-gate", {
            report: reportOf("quality-gate", { verdict: "fail", headline: "of attempt 1" }),
          }),
        },
        { artifact: "mlops-houses~gate~1" },
      ),
      savedBundle(
        {
          "reports/quality-gate.json": storedReport("quality-gate", {
            run: { id: String(endedRun), attempt: 2, job: "gate" },
          }),
        },
        { artifact: "mlops-houses~gate~2", attempt: 2 },
      ),
    ]);
    const { comments } = await commentOnEnded(bed, { artifacts, attempt: 2 });
    expect(comments[0]?.body).toContain("every gate holds (train from attempt 1)");
    expect(comments[0]?.body).not.toContain("of attempt 1");
  });

  test("shows each leg that came to a result of its own, the worst first", async () => {
    await using bed = await startBase();
    const legs = [
      ["eu", "fail"],
      ["us", "pass"],
    ] as const;
    const artifacts = await Promise.all(
      legs.map(([leg, verdict]) => {
        const report = reportOf("quality-gate", { verdict, headline: `${leg} says` });
        return savedBundle(
          { "reports/quality-gate.json": storedReport("quality-gate", { report }) },
          { artifact: `mlops-houses~model~${leg}~1`, job: "model", leg: `model ${leg}` },
        );
      }),
    );
    const { comments, report } = await commentOnEnded(bed, { artifacts });
    expect(comments[0]?.body).toContain("### ❌ houses: 1 holds, 1 fails");
    expect(comments[0]?.body).toContain("| houses (eu) | ❌ Failed");
    expect(comments[0]?.body).toContain("| houses (us) | ✅ Passed");
    expect(report.title).toBe("houses");

    const github = memoryGitHub();
    const run = { id: endedRun, event: "push", head_sha: head, head_branch: "main", conclusion: "failure" };
    const told = await runAction(notify, {
      files: { "mlops.yml": "version: 1\nname: houses\nnotify: [{ to: issue }]\n" },
      github: { ...github, runs: () => bed.github.runs() },
      remote: bed.remote,
      environment: { eventName: "workflow_run", runId: "901", event: { workflow_run: run } },
    });
    expect(told.outputs).toMatchObject({ occasion: "failure", sent: ["issue"] });
    expect(github.allIssues[0]?.body).toContain("1 holds, 1 fails");
    expect(github.allIssues[0]?.body).toContain("houses (eu)");
  });

  test.each(["failure", "cancelled", "timed_out"])(
    "says what is known where it left nothing: %s",
    async (conclusion) => {
      await using bed = await startBase();
      const { comments, verdict } = await commentOnEnded(bed, { conclusion });
      expect(verdict).toBe("pass");
      expect(comments[0]?.body).toContain(
        `### 🚫 houses: nothing to report, the run ended with ${conclusion}`,
      );
      expect(comments[0]?.body).toContain(`run ${endedRun}, ${conclusion}`);
    },
  );

  test("says which step did not finish, and how the run ended", async () => {
    await using bed = await startBase();
    const { report: _, ...started } = storedReport("train", { state: "started" });
    const artifacts = [await savedBundle({ "reports/train.json": started })];
    const { comments } = await commentOnEnded(bed, { artifacts, conclusion: "failure" });
    expect(comments[0]?.body).toContain("train did not finish");
    expect(comments[0]?.body).toContain(`run ${endedRun}, failure`);
  });

  test("goes by the branch and repository that the API names, not by the event", async () => {
    await using bed = await startBase();
    const event = {
      head_sha: "e".repeat(40),
      head_branch: "main",
      head_repository: { full_name: "acme/houses" },
    };
    const { comments } = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)] }, { event });
    expect(comments.map(({ issue }) => issue)).toEqual([7]);
  });

  test("reads the run of a push to a branch of the repository, too", async () => {
    await using bed = await startBase();
    const artifacts = [await savedBundle(gate)];
    const run = { artifacts, event: "push", headSha: "e".repeat(40), headRepository: "acme/houses" };
    const { comments } = await commentOnEnded(bed, run);
    expect(comments.map(({ issue }) => issue)).toEqual([8]);
    expect(comments[0]?.body).toContain("computed by another workflow's job");
  });

  test.each([
    ["runs again", { status: "in_progress" }, `run ${endedRun} runs again; its end is commented`],
    [
      "was started by a schedule",
      { event: "schedule" },
      `run ${endedRun} was started by schedule, not by a pull request`,
    ],
    [
      "waits for approval",
      { conclusion: "action_required" },
      `run ${endedRun} ran nothing (action_required)`,
    ],
    [
      "is of a fork that is gone",
      { headRepository: null },
      `the branch that run ${endedRun} was for is gone`,
    ],
    [
      "is for a commit that was pushed over",
      { headSha: "b".repeat(40) },
      "no open pull request has this commit as its head",
    ],
    [
      "is for a commit that another repository's pull request has as its head",
      { headRepository: "mallory/houses" },
      "no open pull request has this commit as its head",
    ],
  ])("does not comment where it %s", async (_, run, why) => {
    await using bed = await startBase();
    const done = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)], ...run });
    expect(done.report.headline).toBe(`no comment: ${why}`);
    expect(done.verdict).toBe("skipped");
    expect(done.comments).toEqual([]);
  });

  test("does not comment on a pull request that is closed or has moved on", async () => {
    for (const changes of [{ state: "closed" as const }, { headSha: "b".repeat(40) }]) {
      await using bed = await startBase();
      const pulls = [{ number: 7, headSha: head, headRepository: "eve/houses", ...changes }];
      const { comments } = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)] }, { pulls });
      expect(comments).toEqual([]);
    }
  });

  test("asks for the permission that it lacks", async () => {
    await using bed = await startBase();
    const headers = { "x-accepted-github-permissions": "actions=read" };
    bed.fail(/\/actions\/runs\//, {
      status: 403,
      headers,
      body: '{"message":"Resource not accessible by integration"}',
    });
    await expect(commentOnEnded(bed, {})).rejects.toThrow(/Cannot read run 500/);
  });

  test.each([
    ["the run", /\/runs\/500$/],
    ["the list", /\/artifacts$/],
    ["the address", /\/zip$/],
  ])("tries again where GitHub fails at %s", async (_, path) => {
    await using bed = await startBase();
    bed.fail(path, { status: 502, body: "" }, "drop");
    const { comments } = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)] });
    expect(comments[0]?.body).toContain("every gate holds");
  });

  test("leaves out what is not what GitHub says it is", async () => {
    await using bed = await startBase();
    bed.runs.failDownloads("cut");
    const { comments } = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)] });
    expect(comments[0]?.body).not.toContain("every gate holds");
    expect(comments[0]?.body).toContain("its SHA-256 is ");
  });

  test("tries a download again that failed", async () => {
    await using bed = await startBase();
    bed.runs.failDownloads({ status: 503, body: "" });
    const { comments } = await commentOnEnded(bed, { artifacts: [await savedBundle(gate)] });
    expect(comments[0]?.body).toContain("every gate holds");
  });
});
