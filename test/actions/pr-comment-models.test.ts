import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { save } from "../../src/actions/save.ts";
import { type Artifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import { streamOf } from "../bundle/tar.ts";
import { runAction } from "../fakes.ts";
import { comment, saveJob, stored, withPull } from "./models-bed.ts";

async function threeModels(): Promise<Artifacts> {
  const artifacts = memoryArtifacts();
  await saveJob(artifacts, "houses", [stored("quality-gate", "pass", "every gate holds")], { leg: "houses" });
  await saveJob(artifacts, "churn", [stored("quality-gate", "fail", "1 rule is broken")], { leg: "churn" });
  await saveJob(artifacts, "cars", [stored("quality-gate", "pass", "every gate holds")], { leg: "cars" });
  return artifacts;
}

describe("one comment for several models", () => {
  test("counts them, shows them in a table, and folds each one's report, the worst first", async () => {
    const { body, github } = await comment(await threeModels(), "all");
    expect(github.comments).toHaveLength(1);
    expect(body).toMatchInlineSnapshot(`
      "<!-- mlops-actions:all%20models sha=0123456789abcdef0123456789abcdef01234567 run=100 attempt=1 -->
      ### ❌ 3 models: 2 hold, 1 fails

      commit \`0123456\`

      #### Models

      | Model | Verdict | Metric | Difference | Result |
      | :- | :- | :- | :- | :- |
      | churn | ❌ Failed | R² 0.823 | +0.012, 95 % CI +0.006 … +0.018 | 1 rule is broken |
      | cars | ✅ Passed | R² 0.823 | +0.012, 95 % CI +0.006 … +0.018 | every gate holds |
      | houses | ✅ Passed | R² 0.823 | +0.012, 95 % CI +0.006 … +0.018 | every gate holds |

      <details>
      <summary>❌ churn: 1 rule is broken</summary>

      R² 0.823 (+0.012, 95 % CI +0.006 … +0.018)

      **Rules**

      | Rule |
      | :- |
      | 1 rule is broken rule |

      </details>

      <details>
      <summary>✅ cars: every gate holds</summary>

      R² 0.823 (+0.012, 95 % CI +0.006 … +0.018)

      **Rules**

      | Rule |
      | :- |
      | every gate holds rule |

      </details>

      <details>
      <summary>✅ houses: every gate holds</summary>

      R² 0.823 (+0.012, 95 % CI +0.006 … +0.018)

      **Rules**

      | Rule |
      | :- |
      | every gate holds rule |

      </details>

      [Full report](https://github.com/acme/houses/actions/runs/100)"
    `);
  });

  test("is kept up to date, beside that of a model of its own", async () => {
    const artifacts = await threeModels();
    const github = withPull();
    await comment(artifacts, "all", github);
    await runAction(prComment, {
      github,
      files: { "mlops.yml": "version: 1\nname: houses\n" },
      inputs: { page: "false" },
    });
    await saveJob(artifacts, "churn", [stored("quality-gate", "pass", "every gate holds")], {
      leg: "churn",
      attempt: 2,
    });
    const { result } = await comment(artifacts, "all", github);
    expect(result.outputs.action).toBe("updated");
    expect(github.comments).toHaveLength(2);
    expect(github.comments[0]?.body).toContain("### ✅ 3 models: 3 hold");
  });

  test("names those that saved nothing, and those that did not finish", async () => {
    const artifacts = await threeModels();
    const { report: _, ...begun } = { ...stored("train", "pass", ""), state: "started" };
    await saveJob(artifacts, "trees", [begun], { leg: "trees" });
    const { body } = await comment(artifacts, "houses, churn, cars, trees, flights");
    expect(body).toContain("### ❌ 5 models: 2 hold, 1 fails, 1 could not be judged, 1 saved nothing");
    expect(body).toContain("flights saved nothing");
    expect(body).toContain("train did not finish");
  });

  test("tells apart the legs of one model, and not the jobs that follow each other", async () => {
    const artifacts = memoryArtifacts();
    const checked = stored("validate-data", "pass", "all checks hold");
    await saveJob(artifacts, "houses", [checked], { job: "validate-data" });
    const trained = stored("train", "pass", "trained", "2026-11-21T10:01:00.000Z");
    await saveJob(artifacts, "houses", [checked, trained], { job: "train" });
    expect((await comment(artifacts, "all")).body).toContain("### ✅ 1 model: 1 holds");
    for (const [leg, verdict] of [
      ["small", "pass"],
      ["large", "fail"],
    ] as const)
      await saveJob(artifacts, "houses", [checked, stored("quality-gate", verdict, `${leg} says`)], { leg });
    const { body } = await comment(artifacts, "houses");
    expect(body).toContain("### ❌ 2 models: 1 holds, 1 fails");
    expect(body).toContain("houses (large)");
  });

  test.each([
    ["no matrix", "linux", "windows", undefined, "houses (linux)", "houses (windows)"],
    ["equal matrix values", "a", "b", '{ "region": "eu" }', "houses (a eu)", "houses (b eu)"],
  ])("hides no failing job behind a later one: %s", async (_, one, other, leg, first, second) => {
    const artifacts = memoryArtifacts();
    const given = leg === undefined ? {} : { leg };
    await saveJob(artifacts, "houses", [stored("quality-gate", "fail", "one says")], { job: one, ...given });
    const later = stored("quality-gate", "pass", "other says", "2026-11-21T11:00:00.000Z");
    await saveJob(artifacts, "houses", [later], { job: other, ...given });
    const { body } = await comment(artifacts, "all");
    expect(body).toContain("### ❌ 2 models: 1 holds, 1 fails");
    expect(body).toContain(`| ${first} | ❌ Failed`);
    expect(body).toContain(`| ${second} | ✅ Passed`);
  });

  test("says what it cannot read, and that nothing was saved", async () => {
    const artifacts = await threeModels();
    await artifacts.upload("mlops-evil~1", streamOf(Buffer.from("no bundle"), 3));
    const { body } = await comment(artifacts, "all");
    expect(body).toContain("### ❌ 3 models: 2 hold, 1 fails");
    expect(body).toContain('Cannot restore bundle "mlops-evil\\~1"');
    expect((await comment(memoryArtifacts(), "all")).body).toContain("### 🚫 Models: no job saved anything");
  });

  test("takes no bundle of another run, nor one that has another's name", async () => {
    const artifacts = memoryArtifacts();
    const files = { ".mlops/houses/reports/train.json": JSON.stringify(stored("train", "pass", "trained")) };
    await runAction(save, {
      artifacts,
      files,
      environment: { runId: "99" },
      inputs: { config: "mlops.yml" },
    });
    const { body } = await comment(artifacts, "all");
    expect(body).toContain("it says that it is of another run or job");
  });

  test("of fifty models stays within a comment", async () => {
    const artifacts = memoryArtifacts();
    for (let model = 0; model < 50; model++) {
      const report = stored("quality-gate", model === 7 ? "fail" : "pass", "x".repeat(200));
      report.report.sections[0]!.tables[0]!.rows = [...Array(300).keys()].map((row) => [`rule ${row} of it`]);
      await saveJob(artifacts, `m${model}`, [report], { leg: `m${model}` });
    }
    const { body } = await comment(artifacts, "all");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
    expect(body).toContain("### ❌ 50 models: 49 hold, 1 fails");
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
  });
});
