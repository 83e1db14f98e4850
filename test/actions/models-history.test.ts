import { describe, expect, test } from "vitest";
import { type HistoryEntry, parseHistory, renderHistory } from "../../src/history/entry.ts";
import { type Artifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryRefs } from "../../src/services/github-refs.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { testSha } from "../fakes.ts";
import { entryOf } from "../history/arbitrary-entry.ts";
import { comment, saveJob, stored } from "./models-bed.ts";

const push: Partial<Environment> = {
  ...{ eventName: "push", ref: "refs/heads/main" },
  event: { ref: "refs/heads/main", after: testSha, repository: { default_branch: "main" } },
};
const pulls = [{ number: 7, headSha: testSha }];
const past = (name: string, count = 3): HistoryEntry[] =>
  Array.from({ length: count }, (_, index) => entryOf(index + 1, 0.7 + index / 100, { name }));

/** Saves a judged model; with `known` its bundle carries the runs before it. */
async function saveModel(
  artifacts: Artifacts,
  name: string,
  { known, r2 = 0.8, leg }: { known?: readonly HistoryEntry[]; r2?: number; leg?: string } = {},
): Promise<void> {
  await saveJob(artifacts, name, [stored("quality-gate", "pass", `every gate holds ${leg ?? ""}`)], {
    leg: leg ?? name,
    evidence: {
      "history-entry.json": renderHistory([entryOf(100, r2, { name, commit: testSha, job: "model" })]),
      ...(known && { "history.jsonl": renderHistory(known) }),
    },
  });
}

describe("the history of several models", () => {
  test("that bundles carry is in each one's section, and the page has the whole of it", async () => {
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { known: past("houses", 30) });
    await saveModel(artifacts, "churn", { known: past("churn"), r2: 0.5 });
    await saveModel(artifacts, "cars", { known: [] });
    const { body } = await comment(artifacts, "all", undefined, { inputs: { page: "true" } });
    expect(body).toContain("R² of the last 3 runs on the default branch, and of this one");
    expect(body).toContain("line [0.7, 0.71, 0.72, 0.5]");
    expect(body.match(/\(this one\)/g)).toHaveLength(2);
    expect(body).not.toContain("R² of 30 runs");
    const [page] = await artifacts.find("report-");
    const chunks: Uint8Array[] = [];
    for await (const chunk of await artifacts.download(page?.id ?? 0)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toContain("R² of 30 runs on the default branch");
  });

  test("of two hundred legs, with reports in every language, leaves a comment that is whole", {
    timeout: 60_000,
  }, async () => {
    const artifacts = memoryArtifacts();
    for (let leg = 0; leg < 200; leg++) {
      const name = `houses-${leg}`;
      const report = stored(
        "quality-gate",
        leg % 7 === 0 ? "fail" : "pass",
        "größer 🚀 <b> @octocat ".repeat(5),
      );
      await saveJob(artifacts, name, [report], {
        leg: JSON.stringify({ region: `eu-${leg}`, seed: leg }),
        evidence: {
          "history-entry.json": renderHistory([entryOf(100, 0.8, { name, commit: testSha })]),
          "history.jsonl": renderHistory(past(name, 5)),
        },
      });
    }
    const { body } = await comment(artifacts, "all");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
    expect(body).toContain("### ❌ 200 models: 171 hold, 29 fail");
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect((body.match(/```/g)?.length ?? 0) % 2).toBe(0);
  });

  test("of fifty models leaves the comment within its budget", async () => {
    const artifacts = memoryArtifacts();
    for (let model = 0; model < 50; model++)
      await saveModel(artifacts, `m${model}`, { known: past(`m${model}`, 40) });
    const { body } = await comment(artifacts, "all");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
    expect(body).toContain("### ✅ 50 models: 50 hold");
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect((body.match(/```/g)?.length ?? 0) % 2).toBe(0);
  });

  test("on the branch is appended by a run of the default branch in one commit, and read by others", async () => {
    const refs = memoryRefs();
    const names = ["houses", "churn", "cars"];
    const artifacts = memoryArtifacts();
    for (const name of names) await saveModel(artifacts, name);
    const kept = (name: string) =>
      parseHistory(
        refs.commits.get(refs.branches.get("mlops-history") ?? "")?.files[`${name}.jsonl`] ?? "",
        name,
      ).entries.map(({ run }) => run);
    await comment(artifacts, "all", memoryGitHub({ pulls, refs }), { environment: push });
    expect(names.map(kept)).toEqual([["100"], ["100"], ["100"]]);
    expect(refs.commits.size).toBe(1);
    // A fork's or pull request's run shows them and keeps nothing.
    const later = memoryArtifacts();
    for (const name of names)
      await saveJob(
        later,
        name,
        [stored("quality-gate", "pass", "every gate holds")].map((each) => ({ ...each, run: { id: "101" } })),
        {
          environment: { runId: "101" },
          evidence: { "history-entry.json": renderHistory([entryOf(101, 0.9, { name, commit: testSha })]) },
        },
      );
    const { body } = await comment(later, "all", memoryGitHub({ pulls, refs }), {
      environment: { runId: "101" },
    });
    expect(body.match(/line \[0\.8, 0\.9\]/g)).toHaveLength(3);
    expect(refs.commits.size).toBe(1);
  });

  test("is not appended in a dry run", async () => {
    const refs = memoryRefs();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses");
    await comment(artifacts, "all", memoryGitHub({ pulls, refs }), {
      environment: push,
      inputs: { "dry-run": "true" },
    });
    expect(refs.commits.size).toBe(0);
  });

  test("of legs that share a name is not kept, and that is said", async () => {
    const refs = memoryRefs();
    const artifacts = memoryArtifacts();
    await saveModel(artifacts, "houses", { leg: "eu", r2: 0.7 });
    await saveModel(artifacts, "houses", { leg: "us", r2: 0.9 });
    const { result } = await comment(artifacts, "all", memoryGitHub({ pulls, refs }), { environment: push });
    expect(refs.commits.size).toBe(0);
    expect(result.log.join("\n")).toContain('Several jobs judged a model called "houses"');
  });

  test("of a job that was run again is its last attempt's, though another one carries the first", async () => {
    const refs = memoryRefs();
    const artifacts = memoryArtifacts();
    const entry = (attempt: number) =>
      renderHistory([entryOf(100, attempt / 10, { attempt, commit: testSha, job: "gate" })]);
    for (const [job, attempt, of] of [
      ["register", 1, 1],
      ["gate", 2, 2],
    ] as const)
      await saveJob(artifacts, "houses", [stored("quality-gate", "pass", "holds")], {
        ...{ job, attempt, evidence: { "history-entry.json": entry(of) } },
      });
    const github = memoryGitHub({ pulls, refs });
    await comment(artifacts, "all", github, { environment: { ...push, runAttempt: 2 } });
    const text = refs.commits.get(refs.branches.get("mlops-history") ?? "")?.files["houses.jsonl"] ?? "";
    expect(parseHistory(text, "houses").entries.map(({ attempt }) => attempt)).toEqual([2]);
  });

  test("that is another run's, or another model's, is not shown", async () => {
    const artifacts = memoryArtifacts();
    const evidence = {
      "history-entry.json": renderHistory([entryOf(99, 0.7)]),
      "history.jsonl": renderHistory(past("houses")),
    };
    await saveJob(artifacts, "houses", [stored("quality-gate", "pass", "holds")], { evidence });
    const churn = { ...evidence, "history-entry.json": renderHistory([entryOf(100, 0.7)]) };
    await saveJob(artifacts, "churn", [stored("quality-gate", "pass", "holds")], { evidence: churn });
    const { body } = await comment(artifacts, "all");
    expect(body).toContain("2 models: 2 hold");
    expect(body).not.toContain("History");
  });
});
