import { describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction, testSha } from "../fakes.ts";

const base = "b".repeat(40);
const event = { pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } } };

const configOf = (gate: string, target = "y"): string => `version: 1
name: p
data: { path: data.csv, target: ${target}, key: [id] }
train: { engine: decision-tree }
gate: { ${gate} }
`;

const lines = Array.from(
  { length: 600 },
  (_, row) => `k${row},${row % 17},${row % 3 === 0 ? "b" : "a"},${(row % 17) * 2}`,
);
const data = `id,x,kind,y\n${lines.join("\n")}\n`;

async function trained(gate: string, target = "y"): Promise<ReturnType<typeof memoryFiles>> {
  return (await runAction(train, { files: { "data.csv": data, "mlops.yml": configOf(gate, target) } })).files;
}

/** The files with what another training left below `kept/`. */
async function withKept(files: ReturnType<typeof memoryFiles>, other: ReturnType<typeof memoryFiles>) {
  for (const [path, content] of other.all())
    if (path.startsWith(".mlops/p/evidence/"))
      await files.write(path.replace(".mlops/p/evidence", "kept"), content);
  return files;
}

describe("a baseline that cannot be compared with", () => {
  const other = trained("rules: []", "kind");

  test("is refused where a rule asks for it", async () => {
    const gate = "baseline: kept, rules: [{ metric: rmse, no_worse_than: baseline, margin: 0.1 }]";
    const { verdict, report } = await runAction(qualityGate, {
      files: await withKept(await trained(gate), await other),
    });
    expect(verdict).toBe("refused");
    expect(report.headline).toContain("it is of a classification, and what is judged of a regression");
  });

  test("leaves the other rules as they are", async () => {
    // The model is right up to rounding: what its few rows leave open ends at about 5.5.
    const gate = "baseline: kept, rules: [{ metric: rmse, max: 8 }]";
    const { verdict } = await runAction(qualityGate, {
      files: await withKept(await trained(gate), await other),
    });
    expect(verdict).toBe("pass");
  });
});

describe("on a pull request", () => {
  const rule = "rules: [{ metric: rmse, better_than: baseline, margin: 1 }]";
  /** Judges a pull request that says `own`, of a base that says `before`. */
  async function judge(own: string, before: string) {
    const files = await trained(own);
    await files.write("hard.json", '{ "rmse": 0 }');
    await files.write("easy.json", '{ "rmse": 1000 }');
    const trees = { [base]: memoryTree({ "mlops.yml": configOf(before) }) };
    return runAction(qualityGate, {
      files,
      git: memoryGit({ head: testSha, trees }),
      environment: { event },
    });
  }

  test("the base says what the model is compared with", async () => {
    const changed = await judge(`baseline: easy.json, ${rule}`, `baseline: hard.json, ${rule}`);
    expect(changed.outputs.baseline).toBe("hard.json");
    expect(changed.verdict).not.toBe("pass");
    const said = changed.report.sections.flatMap(({ findings = [] }) => findings);
    expect(said).toContainEqual(
      expect.objectContaining({
        message: 'gate.baseline changed: it was "hard.json", is "easy.json", in this pull request',
        hint: "It counts once it is merged",
        line: 5,
      }),
    );
    expect(
      (await judge(`baseline: easy.json, ${rule}`, `baseline: easy.json, ${rule}`)).outputs.baseline,
    ).toBe("easy.json");
  });

  test("a waiver counts once it is merged", async () => {
    const strict = "rules: [{ metric: rmse, max: 0, on: point }, { metric: r2, min: 2, on: point }]";
    const waiver = "waivers: [{ rule: r2, until: 2099-01-01, reason: few rows, by: ana }]";
    const added = await judge(`${strict}, ${waiver}`, strict);
    expect(added.outputs["failed-rules"]).toContainEqual(expect.stringContaining("r2"));
    const merged = await judge(`${strict}, ${waiver}`, `${strict}, ${waiver}`);
    expect(merged.outputs["failed-rules"]).not.toContainEqual(expect.stringContaining("r2"));
  });

  test("a rule that takes the name of a waived one is not waived", async () => {
    const waiver = "waivers: [{ rule: old, until: 2099-01-01, reason: few rows, by: ana }]";
    const rules = (name: string): string =>
      `${waiver}, rules: [{ metric: r2, max: 3, name: old, on: point }, { metric: rmse, max: 0, name: ${name}, on: point }]`;
    const { outputs, verdict } = await judge(rules("old"), rules("strict"));
    expect(outputs["failed-rules"]).toEqual(["strict"]);
    expect(verdict).toBe("fail");
  });

  test("the first rules do not take away that the dummy must be beaten", async () => {
    const { report } = await judge("rules: [{ metric: rmse, max: 1000 }]", "rules: []");
    expect(JSON.stringify(report.sections)).toContain("better than dummy");
  });

  test("what a model may import counts once it is merged", async () => {
    const allowed = "allow_pickle: [posix.system]";
    const rule = "rules: [{ metric: rmse, max: 1000, on: point }]";
    const files = await trained(`${allowed}, ${rule}`);
    await files.write(".mlops/p/model/model.pkl", "cposix\nsystem\n(S'true'\ntR.");
    const judgeBeside = (before: string) =>
      runAction(qualityGate, {
        files,
        git: memoryGit({
          head: testSha,
          trees: { [base]: memoryTree({ "mlops.yml": configOf(before) }) },
        }),
        environment: { event },
      });
    expect((await judgeBeside(rule)).verdict).toBe("refused");
    expect((await judgeBeside(`${allowed}, ${rule}`)).report.headline).not.toContain("run code");
  });
});
