import { describe, expect, test } from "vitest";
import { type Artifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import type { StandInJob } from "../beds/runs.ts";
import { testSha } from "../fakes.ts";
import { type BaseBed, startBase } from "./base-bed.ts";
import { comment, saveJob, stored } from "./models-bed.ts";

const at = (attempt: number) => ({
  ...stored("quality-gate", "pass", "every gate holds"),
  run: { id: "100", attempt },
});

/** Saves a model as its job does, which knows its own id. */
async function saveModel(
  artifacts: Artifacts,
  name: string,
  { id, attempt = 1 }: { id?: number; attempt?: number },
) {
  const inputs = id === undefined ? {} : { "check-run-id": String(id) };
  await saveJob(artifacts, name, [at(attempt)], { attempt, inputs });
}

/** Comments in the last job of the run, whose jobs GitHub knows. */
async function commentOn(
  bed: BaseBed,
  artifacts: Artifacts,
  { jobs, models = "all", attempt = 1 }: { jobs: readonly StandInJob[]; models?: string; attempt?: number },
) {
  const started = attempt === 1 ? "2026-11-22T10:00:00Z" : "2026-11-22T11:00:00Z";
  const own: StandInJob = { id: 9, name: "Comment", conclusion: null };
  bed.runs.add({ id: 100, headSha: testSha, status: "in_progress", attempt, started, jobs: [...jobs, own] });
  const memory = memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] });
  const github = { ...memory, runs: () => bed.github.runs() };
  const done = await comment(artifacts, models, github, { environment: { runAttempt: attempt } });
  return { ...done, requests: bed.requests.length };
}

describe("a job that died before it saved", () => {
  test("is named where nobody says which models there are, and no pass hides it", async () => {
    await using bed = await startBase();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { id: 1 });
    await saveModel(artifacts, "churn", { id: 2 });
    const { body, requests } = await commentOn(bed, artifacts, {
      jobs: [
        { id: 1, name: "Check houses" },
        { id: 2, name: "Check churn", conclusion: "failure" },
        { id: 3, name: "Check <b>cars</b> @octocat", conclusion: "failure" },
        { id: 4, name: "Check trees", conclusion: "cancelled" },
      ],
    });
    expect(body).toContain("### 🚫 2 models: 2 hold, 2 failed jobs saved nothing");
    expect(body).toContain(
      'The job "Check &lt;b&gt;cars&lt;/b&gt; @&#8203;octocat" failed and saved nothing',
    );
    expect(body).toContain('The job "Check trees" was cancelled and saved nothing');
    expect(body).not.toContain("Check churn");
    expect(requests).toBe(1);
  });

  test("is named beside the model that is missing; GitHub is not asked where none is", async () => {
    await using bed = await startBase();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { id: 1 });
    const jobs = [{ id: 3, name: "Lint", conclusion: "failure" }];
    const whole = await commentOn(bed, artifacts, { jobs, models: "houses" });
    expect(whole.body).toContain("### ✅ 1 model: 1 holds");
    expect(whole.requests).toBe(0);
    const { body } = await commentOn(bed, artifacts, { jobs, models: "houses, cars" });
    expect(body).toContain("cars saved nothing");
    expect(body).toContain('The job "Lint" failed and saved nothing');
  });

  test("in a later attempt leaves an earlier result, which says so", async () => {
    await using bed = await startBase();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { id: 1 });
    await saveModel(artifacts, "churn", { id: 2 });
    await saveModel(artifacts, "churn", { id: 12, attempt: 2 });
    const { body } = await commentOn(bed, artifacts, {
      ...{ attempt: 2, models: "houses, churn" },
      jobs: [
        { id: 11, name: "Check houses", conclusion: "failure" },
        { id: 12, name: "Check churn" },
      ],
    });
    expect(body).toContain("### 🚫 2 models: 2 hold, 1 failed job saved nothing");
    expect(body).toContain(
      "| houses | ✅ Passed | R² 0.823 | +0.012, 95 % CI +0.006 … +0.018 | every gate holds (from attempt 1) |",
    );
    expect(body).toContain("| +0.012, 95 % CI +0.006 … +0.018 | every gate holds |");
    expect(body).toContain('The job "Check houses" failed and saved nothing');
  });

  test("is not one that was not run again, though GitHub lists it", async () => {
    await using bed = await startBase();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { id: 1 });
    await saveModel(artifacts, "churn", { id: 12, attempt: 2 });
    const { body } = await commentOn(bed, artifacts, {
      attempt: 2,
      jobs: [
        { id: 21, name: "Check houses", conclusion: "failure", started: "2026-11-22T10:01:00Z" },
        { id: 12, name: "Check churn" },
      ],
    });
    expect(body).toContain("### ✅ 2 models: 2 hold");
    expect(body).toContain("every gate holds (from attempt 1)");
  });

  test("of two hundred is counted", async () => {
    await using bed = await startBase();
    const jobs = Array.from({ length: 200 }, (_, index) => ({
      ...{ id: 1000 + index, name: `Check model ${index}`, conclusion: "failure" },
    }));
    const { body, requests } = await commentOn(bed, memoryArtifacts(), { jobs });
    expect(body).toContain("### 🚫 Models: 200 failed jobs saved nothing");
    expect(body).toContain("So did 180 more jobs");
    expect(requests).toBe(3);
  });

  test("is not named where a job does not say who it is, nor where GitHub does not answer", async () => {
    await using bed = await startBase();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", {});
    const jobs = [{ id: 3, name: "Check cars", conclusion: "failure" }];
    expect((await commentOn(bed, artifacts, { jobs })).body).toContain("### ✅ 1 model: 1 holds");
    bed.fail(/\/jobs$/, { status: 403, body: "{}" });
    const { body, result } = await commentOn(bed, memoryArtifacts(), { jobs });
    expect(body).toContain("no job saved anything");
    expect(result.log.join("\n")).toContain("jobs that failed and saved nothing are not named");
    expect(result.log.join("\n")).toContain("actions: read");
  });
});

test("a report of an earlier attempt says so in the comment on one model, too", async () => {
  const { reportRun } = await import("../../src/comment/report-run.ts");
  const trained = { ...stored("train", "pass", "trained"), run: { id: "100", attempt: 2 } };
  const headline = (...all: unknown[]) => reportRun(all as never, "houses", { attempt: 2 }).headline;
  expect(headline(at(1))).toBe("every gate holds (from attempt 1)");
  expect(headline(at(1), trained)).toBe("every gate holds (quality-gate from attempt 1)");
  expect(headline(at(2), trained)).toBe("every gate holds");
});
