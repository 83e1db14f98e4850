import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { importMetrics } from "../../src/imports/metrics-formats.ts";
import { parseJson } from "../../src/imports/parse-json.ts";

interface Golden {
  dvc: Record<"diff" | "diff_all" | "show" | "show_all" | "show_clean" | "show_missing", string>;
  harness: { results: string };
  promptfoo: { json: string };
  folds: {
    train_rows: number;
    test_rows: number;
    linear: Record<string, number[]>;
    r2: { mean: number };
  };
}

const golden: Golden = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/imports.json"), "utf8"),
);
const read = (text: string, part?: string) =>
  importMetrics(parseJson(text, "m.json"), { file: "m.json", part });

describe("what DVC 3.67.1 prints", () => {
  test("metrics diff has both models' metrics, those of two files told apart", () => {
    expect(read(golden.dvc.diff_all)).toEqual({
      from: "dvc metrics diff",
      values: { auc: 0.95, "test.n": 100, "test.f1": 0.8, fresh: 2, rmse: 2.25, n: 7 },
      baseline: {
        shown: "the old values in m.json",
        values: { auc: 0.9, "test.n": 100, "test.f1": 0.8, gone: 1, rmse: 2.5, n: 7 },
      },
    });
    expect(read(golden.dvc.diff)?.values).toEqual({ auc: 0.95, fresh: 2, rmse: 2.25 });
  });

  test("metrics show has the workspace's metrics, and those of the one other revision", () => {
    const values = { auc: 0.95, "test.f1": 0.8, "test.n": 100, fresh: 2, rmse: 2.25, n: 7 };
    const before = { auc: 0.9, "test.f1": 0.8, "test.n": 100, gone: 1, rmse: 2.5, n: 7 };
    expect(read(golden.dvc.show)).toEqual({ from: "dvc metrics show", values });
    expect(read(golden.dvc.show_all)).toEqual({
      from: "dvc metrics show",
      values,
      baseline: { values: before, shown: "main,old in m.json" },
    });
    // A clean tree has no revision of its own.
    expect(() => read(golden.dvc.show_clean)).toThrow("it has 2 revisions, and none is the workspace");
    expect(read(golden.dvc.show_clean, "old")).toEqual({ from: "dvc metrics show", values: before });
    expect(read(golden.dvc.show_all, "old")?.values).toEqual(before);
    expect(() => read(golden.dvc.show_all, "gone")).toThrow('it has no revision "gone"');
  });

  test("a file that DVC could not read is an error, not a model without these metrics", () => {
    expect(() => read(golden.dvc.show_missing)).toThrow('DVC could not read "sub/m.yaml"');
  });

  test("metrics of one name in two files keep the file's name", () => {
    const text = `{"a.json": {"auc": {"old": 1, "new": 2}}, "b.json": {"auc": {"old": null, "new": 3}}}`;
    expect(read(text)?.values).toEqual({ "a.json.auc": 2, "b.json.auc": 3 });
  });
});

test("lm-evaluation-harness 0.4.12: metrics by task and filter, with their standard errors", () => {
  const found = read(golden.harness.results)!;
  const { results } = JSON.parse(golden.harness.results);
  expect(found.values).toEqual({
    "choices.acc": results.choices["acc,none"],
    "choices.acc_norm": results.choices["acc_norm,none"],
    "words.exact_match,strict-match": results.words["exact_match,strict-match"],
    "words.exact_match,flexible-extract": results.words["exact_match,flexible-extract"],
  });
  expect(found.standardErrors?.get("choices.acc")).toEqual({
    standardError: results.choices["acc_stderr,none"],
    n: 12,
  });
});

test("promptfoo's results are predictions", () => {
  expect(() => read(golden.promptfoo.json)).toThrow("it is promptfoo's results, case by case");
});

describe("scores of folds", () => {
  const { linear, train_rows, test_rows } = golden.folds;

  test("scikit-learn 1.9.1's cross_validate with the rows of a fold", () => {
    const found = read(JSON.stringify({ ...linear, train_rows, test_rows, seed: 7 }))!;
    expect(Object.keys(found.values)).toEqual(["r2", "neg_root_mean_squared_error"]);
    expect(found.values.r2).toBeCloseTo(golden.folds.r2.mean, 12);
    expect(found.folds).toMatchObject({ trainRows: 396, testRows: 44, division: "7" });
    expect([...found.folds!.scores.get("r2")!]).toEqual(linear.test_r2);
  });

  test.each([
    [{ ...linear }, 'it does not say "train_rows"'],
    [{ ...linear, train_rows: 396 }, 'it does not say "test_rows"'],
    [{ ...linear, train_rows: 396, test_rows: 0.5 }, '"test_rows" is not a number of rows'],
    [{ folds: {}, train_rows: 2, test_rows: 1 }, 'there is no score in "folds"'],
    [{ folds: { r2: 1 }, train_rows: 2, test_rows: 1 }, '"r2" is no list'],
    [{ folds: { r2: [1] }, train_rows: 2, test_rows: 1 }, "fewer than two folds"],
    [{ folds: { r2: [1, null] }, train_rows: 2, test_rows: 1 }, 'fold 2 of "r2" is not a number'],
    [{ folds: { a: [1, 2], b: [1, 2, 3] }, train_rows: 2, test_rows: 1 }, '"b" has 3 folds'],
  ])("what cannot be judged is an error: %#", (root, message) => {
    expect(() => read(JSON.stringify(root))).toThrow(message);
  });
});

test.each(["{}", "[]", "3", "null", '{"auc": 0.9}', '{"results": {}}', '{"results": {"a": {"acc": 1}}}'])(
  "%s is of no other tool",
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);

describe("hostile files", () => {
  const words = [
    "",
    "old",
    "new",
    "diff",
    "data",
    "error",
    "results",
    "a,b",
    "acc,none",
    "acc_stderr,none",
    "__proto__",
  ];
  const more = [
    "constructor",
    "folds",
    "fit_time",
    "score_time",
    "test_r2",
    "train_rows",
    "workspace",
    "n-samples",
  ];
  const key = fc.constantFrom(...words, ...more);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.double(),
      fc.constantFrom(null, true, "x", 1, -1),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));

  test("give metrics or an error with the file, and change nothing else", () => {
    fc.assert(
      fc.property(value, fc.option(key, { nil: undefined }), (root, part) => {
        let found: ReturnType<typeof importMetrics>;
        try {
          found = importMetrics(JSON.parse(JSON.stringify(root) ?? "null"), { file: "m.json", part });
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).place.file).toBe("m.json");
          return;
        }
        for (const each of Object.values(found?.values ?? {})) expect(typeof each).toBe("number");
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("a key __proto__ is no metric", () => {
    const text = '{"m.json": {"__proto__": {"old": 1, "new": 2}, "auc": {"old": 1, "new": 2}}}';
    expect(Object.entries(read(text)!.values)).toEqual([["auc", 2]]);
    expect(({} as Record<string, unknown>).new).toBeUndefined();
  });

  test("deep files end", () => {
    const deep = `${'{"":{"data":{"m":{"data":'}${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}}}}`;
    expect(read(deep)?.values ?? {}).toEqual({});
  });
});
