import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeModel } from "../model/make-model.ts";
import { recipes } from "../model/model-recipes.ts";
import { describeWith, requireTool } from "../require-tool.ts";

interface Answer {
  inputs: [string, string][];
  outputs: [string, string, unknown[]][];
  predicted: (number | string | boolean)[];
  dtype: string;
  example: unknown[];
  /** Some rows predicted alone: row and prediction. */
  single: [number, unknown][];
  differing: string[];
  /** How many predictions no rows give. */
  empty: number;
  refusals?: string[];
  scores?: number[][];
  scoreNames?: string[];
}

/** What a column of the houses cannot hold, and what the loader says. */
const ruins: [column: string, value: unknown, message: string][] = [
  ["age", null, 'column "age" has missing values, and had none when the model was trained'],
  ["age", 1.5, 'column "age" holds fractions, and held only integers when the model was trained'],
  ["age", "old", 'column "age" does not hold values of type integer'],
  [
    "pool",
    "maybe",
    "column \"pool\" does not hold values of type boolean: 'maybe' is neither true nor false",
  ],
  ["sold", 5, 'column "sold" does not hold values of type date: expected dates as text or datetimes'],
  ["area", "drop", "the input lacks the columns ['area']"],
  ["households", null, "nothing"],
  ["garage", "TRUE", "nothing"],
  ["sold", null, "nothing"],
  ["area", null, "nothing"],
];
const ruin = ruins.map(([column, value]) => [column, value]);

type Name = keyof typeof recipes;

describeWith("python", "model folders in onnxruntime and MLflow, with pandas 3", () => judgeFolders(""));
describeWith(["python", "pandas2"], "model folders in onnxruntime and MLflow, with pandas 2", () =>
  judgeFolders(requireTool("pandas2")),
);

/** `pandas` is a folder with another pandas than the interpreter's own. */
function judgeFolders(pandas: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-model-"));
  const models = new Map<string, Awaited<ReturnType<typeof makeModel>>>();
  const answers = new Map<string, Answer>();

  beforeAll(async () => {
    const cases = [];
    for (const [name, recipe] of Object.entries(recipes)) {
      const model = await makeModel(recipe);
      models.set(name, model);
      const target = path.join(folder, name);
      mkdirSync(path.join(target, "code"), { recursive: true });
      for (const [file, content] of model.files) writeFileSync(path.join(target, file), content);
      const csv = path.join(folder, `${name}.csv`);
      writeFileSync(csv, recipe.csv);
      cases.push({ folder: target, csv, target: recipe.target, ...(name === "houses" && { ruin }) });
    }
    writeFileSync(path.join(folder, "cases.json"), JSON.stringify(cases));
    const script = path.join(import.meta.dirname, "model-python.py");
    const files = ["cases.json", "answers.json"].map((file) => path.join(folder, file));
    const { status, stderr } = spawnSync(requireTool("python"), [script, ...files], {
      encoding: "utf8",
      env: { ...process.env, PYTHONPATH: pandas },
    });
    if (status !== 0) throw new Error(`the Python program failed:\n${stderr}`);
    const told = JSON.parse(readFileSync(path.join(folder, "answers.json"), "utf8"));
    expect(told.pandas).toMatch(pandas === "" ? /^3\./ : /^2\./);
    for (const [index, name] of Object.keys(recipes).entries()) answers.set(name, told.answers[index]!);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const of = (name: Name) => ({ model: models.get(name)!, answer: answers.get(name)! });

  test.each([
    "encoded",
    "houses",
    "scaled",
    "linear",
    "lasso",
    "baseline",
    "boosted",
    "boosted_sets",
    "oddities",
    "leaf",
  ] as const)("regression %s predicts our very numbers", (name) => {
    const { model, answer } = of(name);
    expect(answer.predicted).toHaveLength(model.table.rows);
    expect(relativeDifference(answer.predicted as number[], model.outputs)).toBeLessThan(1e-12);
    expect(answer.dtype).toBe("float64");
    const output = ["oddities", "leaf", "encoded", "boosted_sets"].includes(name)
      ? "prediction"
      : "prediction_";
    expect(answer.outputs).toEqual([[output, "tensor(double)", ["rows"]]]);
  });

  test.each([
    "encoded_classes",
    "penguins",
    "truth",
    "logistic",
    "logistic_truth",
    "sigmoid",
    "isotonic",
    "decided",
    "baseline_classes",
    "boosted_classes",
    "boosted_sets_classes",
    "boosted_truth",
    "counts",
    "odd_classes",
    "leaf_classes",
  ] as const)("classification %s gives our classes and scores", (name) => {
    const { model, answer } = of(name);
    const { classes, outputs } = model;
    const differences = answer.scores!.flat().map((score, at) => Math.abs(score - outputs[at]!));
    expect(Math.max(...differences)).toBeLessThan(1e-12);
    expect(answer.scoreNames).toEqual(classes.map((each) => `score_${each}`));
    const labels = answer.scores!.map((scores) => {
      const best = name === "decided" ? Number(scores[1]! >= 0.37) : scores.indexOf(Math.max(...scores));
      return classes[best]!;
    });
    expect(answer.predicted.map(String)).toEqual(labels);
  });

  test("labels come in the type of the target", () => {
    expect(of("penguins").answer.dtype).toBe("object");
    expect(of("truth").answer.dtype).toBe("bool");
    expect(of("counts").answer.dtype).toBe("int64");
  });

  test("a classifier has labels and probabilities as outputs", () => {
    expect(of("penguins").answer.outputs).toEqual([
      ["label", "tensor(string)", ["rows"]],
      ["probabilities", "tensor(double)", ["rows", 3]],
    ]);
  });

  test("inputs are the raw columns in their types", () => {
    expect(of("houses").answer.inputs).toEqual([
      ["prediction", "tensor(double)"],
      ['total "rooms"', "tensor(int64)"],
      ["households", "tensor(double)"],
      ["Größe", "tensor(double)"],
      ["age", "tensor(int64)"],
      ["pool", "tensor(bool)"],
      ["garage", "tensor(double)"],
      ["sold", "tensor(double)"],
      ["seen", "tensor(double)"],
      ["area", "tensor(string)"],
      ["alley", "tensor(string)"],
      ["district", "tensor(string)"],
    ]);
  });

  test.each(Object.keys(recipes) as Name[])(
    "%s predicts the same of other frames, single rows, the example",
    (name) => {
      const { answer } = of(name);
      expect(answer.differing).toEqual([]);
      expect(answer.single).toHaveLength(4);
      for (const [row, predicted] of answer.single) expect(predicted).toBe(answer.predicted[row]);
      expect(answer.example).toHaveLength(1);
      expect(answer.empty).toBe(0);
    },
  );

  test("the loader says which column holds what it cannot use", () => {
    for (const [index, refusal] of of("houses").answer.refusals!.entries())
      expect(refusal).toContain(ruins[index]![2]);
  });
}

function relativeDifference(actual: readonly number[], expected: Float64Array): number {
  let greatest = 0;
  for (const [index, value] of expected.entries())
    greatest = Math.max(greatest, Math.abs(actual[index]! - value) / Math.max(Math.abs(value), 1e-300));
  return greatest;
}
