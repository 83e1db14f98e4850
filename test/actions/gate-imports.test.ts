import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import type { Report } from "../../src/report.ts";
import { runAction } from "../fakes.ts";

interface Golden {
  dvc: Record<"diff_all" | "show_all" | "show_clean", string>;
  harness: Record<"results" | "choices" | "words", string>;
  promptfoo: Record<"json" | "jsonl" | "broken", string>;
  folds: Record<"linear" | "ridge", Record<string, number[]>> & {
    train_rows: number;
    test_rows: number;
    r2: { lower: number };
    r2_difference: { lower: number; upper: number };
  };
}

const golden: Golden = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/imports.json"), "utf8"),
);

function judge(rules: string, inputs: Record<string, string>, files: Record<string, string>) {
  return runAction(qualityGate, {
    inputs,
    files: { "mlops.yml": `version: 1\nname: houses\ngate:\n  rules:\n${rules}`, ...files },
  });
}

/** Cells of the table of rules. */
function rulesIn(report: Report): unknown[][] {
  return report.sections[0]!.tables![0]!.rows.map((row) => [...row]);
}

/** Scores of so many cases, three rows each; every third case is right for the champion. */
function repeated(cases: number, lift: number): string {
  const rows = Array.from({ length: cases * 3 }, (_, row) => {
    const id = Math.floor(row / 3);
    const score = (((id * 7) % 10) + ((row * 3) % 5)) / 20 + lift * (id % 3);
    return JSON.stringify({
      case_id: `c${id}`,
      repeat: row % 3,
      score: Number(score.toFixed(4)),
      pass: id % 3 === 0,
    });
  });
  return `${rows.join("\n")}\n`;
}

describe("DVC's metrics", () => {
  test("metrics diff is judged with its own baseline", async () => {
    const { report, verdict, outputs } = await judge(
      `    - { metric: auc, no_worse_than: baseline, margin: 0.01 }
    - { metric: rmse, better_than: baseline, margin: 5% }
    - { metric: f1, min: 0.9 }\n`,
      { metrics: "diff.json" },
      { "diff.json": golden.dvc.diff_all },
    );
    expect(verdict).toBe("fail");
    expect(outputs.baseline).toBe("the old values in diff.json");
    expect(rulesIn(report).map((cells) => cells.at(-1))).toEqual(["✅ holds", "✅ holds", "❌ fails"]);
    expect(outputs["failed-rules"]).toEqual(["f1 ≥ 0.9"]);
  });

  test("metrics diff is no baseline of another model", async () => {
    const run = judge(
      "    - { metric: auc, no_worse_than: baseline, margin: 0.01 }\n",
      { metrics: "m.json", baseline: "diff.json" },
      { "m.json": '{"auc": 0.9}', "diff.json": golden.dvc.diff_all },
    );
    await expect(run).rejects.toThrow("it has the metrics of two models");
  });

  test("revisions are named behind the file", async () => {
    const { outputs, verdict } = await judge(
      "    - { metric: auc, better_than: baseline, margin: 0.04 }\n",
      { metrics: "show.json#main", baseline: "show.json#old" },
      { "show.json": golden.dvc.show_clean },
    );
    expect([verdict, outputs.baseline]).toEqual(["pass", "old in show.json"]);
  });

  test("rules in MLflow's words are judged, and the report says that these are numbers alone", async () => {
    const { report, verdict } = await judge(
      "    - { metric: auc, threshold: 0.9, min_absolute_change: 0.04, min_relative_change: 0.05 }\n",
      { metrics: "diff.json" },
      { "diff.json": golden.dvc.diff_all },
    );
    expect(verdict).toBe("pass");
    const required = ["≥ 0.9", "better than baseline, margin 0.04", "better than baseline, margin 5%"];
    const rows = rulesIn(report).map((cells) => cells.join(" "));
    expect(rows).toHaveLength(required.length);
    for (const [index, row] of rows.entries()) expect(row).toContain(required[index]);
    expect(JSON.stringify(report)).toContain("compared by their numbers alone");
  });

  test("a file that holds one model has no parts", async () => {
    const { report, verdict } = await judge(
      "    - { metric: auc, min: 0.9 }\n",
      { metrics: "m.json#main" },
      { "m.json": '{"auc": 0.9}' },
    );
    expect(verdict).toBe("refused");
    expect(report.headline).toContain('Cannot read "main" in "m.json"');
  });
});

describe("lm-evaluation-harness", () => {
  test("results are judged by their standard errors", async () => {
    const { report, verdict } = await judge(
      "    - { metric: choices.acc, min: 0.5 }\n    - { metric: choices.acc, min: 0.1 }\n",
      { metrics: "results.json" },
      { "results.json": golden.harness.results },
    );
    expect(verdict).toBe("inconclusive");
    expect(rulesIn(report).map((cells) => cells.at(-1))).toEqual(["❔ not decided", "✅ holds"]);
  });

  test("samples are paired by their documents, whatever their order", async () => {
    const lines = golden.harness.choices.trimEnd().split("\n");
    const shuffled = [...lines].reverse().join("\n");
    const { verdict, report } = await judge(
      "    - { metric: acc, no_worse_than: baseline, margin: 0.02 }\n",
      { predictions: "new.jsonl", baseline: "old.jsonl" },
      { "new.jsonl": shuffled, "old.jsonl": golden.harness.choices },
    );
    expect(verdict).toBe("pass");
    expect(JSON.stringify(report)).toContain("the predictions are the same");
  });

  test("other documents are refused", async () => {
    const { verdict, report } = await judge(
      "    - { metric: acc, no_worse_than: baseline, margin: 0.02 }\n",
      { predictions: "new.jsonl", baseline: "old.jsonl" },
      {
        "new.jsonl": golden.harness.choices,
        "old.jsonl": golden.harness.choices.split("\n").slice(1).join("\n"),
      },
    );
    expect(verdict).toBe("refused");
    expect(report.headline).toContain("1 of 12 are in that file alone, 0 of 11 in this one alone");
  });
});

describe("promptfoo", () => {
  test("two providers of one file are compared, clustered by test", async () => {
    const { verdict, report, outputs } = await judge(
      "    - { metric: score, no_worse_than: baseline, margin: 0.1 }\n    - { metric: success, min: 0.99 }\n",
      { predictions: "out.json#loud", baseline: "out.json#parrot" },
      { "out.json": golden.promptfoo.json },
    );
    expect(outputs.baseline).toBe("parrot in out.json");
    expect(verdict).toBe("inconclusive");
    expect(JSON.stringify(report)).toContain("4 groups");
  });

  test("results of errors are refused", async () => {
    const { verdict, report } = await judge(
      "    - { metric: score, min: 0 }\n",
      { predictions: "out.jsonl#loud" },
      { "out.jsonl": golden.promptfoo.broken },
    );
    expect(verdict).toBe("refused");
    expect(report.headline).toContain("ended in an error");
  });
});

describe("plain scores", () => {
  test("repeats of a case are one group: more repeats are no more evidence", async () => {
    const files = { "new.jsonl": repeated(40, 0.01), "old.jsonl": repeated(40, 0) };
    const { verdict, report } = await judge(
      `    - { metric: score, no_worse_than: baseline, margin: 0.05 }
    - { metric: pass, min: 0.1, on: point }
    - { metric: score, min: 0.2 }\n`,
      { predictions: "new.jsonl", baseline: "old.jsonl" },
      files,
    );
    expect(verdict).toBe("pass");
    expect(JSON.stringify(report)).toContain("t interval of the mean of 40 groups");
  });

  test("metrics of predictions are not those of scores", async () => {
    const { verdict, outputs } = await judge(
      "    - { metric: rmse, max: 1 }\n",
      { predictions: "new.csv" },
      { "new.csv": "id,score\na,1\nb,0\n" },
    );
    expect([verdict, outputs["failed-rules"]]).toEqual(["fail", ["rmse ≤ 1"]]);
  });

  test("scores and predictions are not compared", async () => {
    const { verdict, report } = await judge(
      "    - { metric: score, no_worse_than: baseline, margin: 1 }\n",
      { predictions: "new.csv", baseline: "old.csv" },
      { "new.csv": "id,score\na,1\nb,0\n", "old.csv": "row_id,actual,predicted\na,1,2\nb,2,2\n" },
    );
    expect(verdict).toBe("refused");
    expect(report.headline).toContain("it has predictions of rows");
  });

  test("a score that some cases have not is not judged", async () => {
    const { verdict } = await judge(
      "    - { metric: score, min: 0 }\n",
      { predictions: "new.csv" },
      { "new.csv": "id,score\na,1\nb,\n" },
    );
    expect(verdict).toBe("fail");
  });
});

describe("scores of folds", () => {
  const { linear, ridge, train_rows, test_rows, r2, r2_difference } = golden.folds;
  const written = (scores: object, more = {}) =>
    JSON.stringify({ ...scores, train_rows, test_rows, seed: 7, ...more });

  test("bounds and paired differences are those of the corrected resampled t", async () => {
    const { report, verdict } = await judge(
      `    - { metric: r2, min: ${r2.lower - 1e-9} }
    - { metric: r2, min: ${r2.lower + 1e-9} }
    - { metric: r2, no_worse_than: baseline, margin: ${-r2_difference.lower + 1e-9} }
    - { metric: r2, no_worse_than: baseline, margin: ${Math.max(0, -r2_difference.lower - 1e-9)} }\n`,
      { metrics: "cv.json", baseline: "ridge.json" },
      { "cv.json": written(linear), "ridge.json": written(ridge) },
    );
    expect(verdict).toBe("inconclusive");
    const verdicts = rulesIn(report).map((cells) => cells.at(-1));
    expect(verdicts.slice(0, 3)).toEqual(["✅ holds", "❔ not decided", "✅ holds"]);
    expect(verdicts[3]).toBe(r2_difference.lower < 0 ? "❔ not decided" : "✅ holds");
    expect(JSON.stringify(report)).toContain("corrected resampled t over 10 folds");
  });

  test.each([
    ["another seed", { seed: 8 }],
    ["no seed", { seed: undefined }],
    ["other rows", { test_rows: 45 }],
  ])("folds of %s are not compared", async (_, more) => {
    const { verdict, report } = await judge(
      "    - { metric: r2, no_worse_than: baseline, margin: 0.5 }\n",
      { metrics: "cv.json", baseline: "ridge.json" },
      { "cv.json": written(linear), "ridge.json": written(ridge, more) },
    );
    expect(verdict).toBe("inconclusive");
    expect(report.headline).toContain("the folds are not those of the baseline");
  });

  test("without the rows of a fold they are refused, with what to add", async () => {
    const { verdict, report } = await judge(
      "    - { metric: r2, min: 0 }\n",
      { metrics: "cv.json" },
      { "cv.json": JSON.stringify(linear) },
    );
    expect(verdict).toBe("refused");
    expect(report.sections[0]!.findings![0]!.hint).toContain('Add "train_rows" and "test_rows"');
  });
});

test("a file that is not there is said to be missing, whatever part of it was named", async () => {
  const { verdict, report } = await judge(
    "    - { metric: score, min: 0 }\n",
    { predictions: "nowhere.json#x" },
    {},
  );
  expect(verdict).toBe("refused");
  expect(report.headline).toMatch(/nowhere\.json.*(no such file|not there|does not exist|there is no)/i);
});

test("a file may have a # in its name", async () => {
  const { verdict } = await judge(
    "    - { metric: auc, min: 0.9 }\n",
    { metrics: "m#1.json" },
    { "m#1.json": '{"auc": 0.9}' },
  );
  expect(verdict).toBe("pass");
});
