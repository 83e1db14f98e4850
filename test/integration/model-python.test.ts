import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dateParts } from "../../src/features/date-part.ts";
import { uniform } from "../learn/make-data.ts";
import { makeCategories } from "../model/make-categories.ts";
import { type ModelRecipe, makeModel } from "../model/make-model.ts";
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

const datasets = path.resolve(import.meta.dirname, "../../node_modules/@observablehq/sample-datasets");

/** Every type of column, with and without missing values, awkward names and formulas. */
function makeHouses(rows: number): string {
  const next = uniform(3);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const maybe = (text: string | number) => (next() < 0.1 ? "" : text);
  const names =
    'prediction,"total ""rooms""",households,Größe,age,pool,garage,sold,seen,area,alley,district,price';
  const lines = Array.from({ length: rows }, () => {
    const sold = Date.UTC(
      1955 + Math.floor(next() * 90),
      Math.floor(next() * 12),
      1 + Math.floor(next() * 28),
    );
    const seen = new Date(sold + Math.floor(next() * 1e9)).toISOString().replace("T", " ").slice(0, 19);
    const rooms = Math.floor(next() * 9) + 1;
    const [households, age] = [Math.floor(next() * 4), Math.floor(next() * 80)];
    const cells = [
      (next() * 10 - 5).toFixed(2),
      rooms,
      maybe(households),
      maybe((next() * 200).toFixed(1)),
      age,
      next() < 0.5 ? "true" : "false",
      maybe(next() < 0.3 ? "True" : "False"),
      maybe(new Date(sold).toISOString().slice(0, 10)),
      seen,
      maybe(pick(["<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "’ünï", "x"])),
      pick(["NA", "NA", "Pave", "Grvl"]),
      pick(["a", "b", "c", "d", "e", "f", "g", "h"]),
    ];
    return [
      ...cells,
      (rooms * 10_000 - age * 100 + next() * 500 - (next() < 0.5 ? 40_000 : 0)).toFixed(2),
    ].join();
  });
  return `${names}\n${lines.join("\n")}\n`;
}

const houses: ModelRecipe = {
  csv: makeHouses(700),
  target: "price",
  features: { max_categories: 5 },
  derive: {
    per_household: '"total ""rooms""" / households',
    is_old: "age > 30 OR garage",
    inland: "CASE WHEN area = 'INLAND' THEN 1 WHEN area IS NULL THEN NULL ELSE 0 END",
    rounded: "round(per_household, 1) + 1",
    place: "CASE WHEN alley = 'Pave' THEN area ELSE district END",
    month: "month(sold)",
  },
};

/** Names that ONNX graphs and outputs use too, texts that pandas and CSV treat specially, times with an offset. */
function makeOddities(): string {
  const lines = Array.from({ length: 120 }, (_, row) => [
    row % 5,
    ['"a""b"', "é😀", '"line\nbreak"', '"x,y"', '"  pad "'][row % 5],
    ["", "NA", "None", "q", "r"][(row * 7) % 5],
    row % 2 ? "TRUE" : "false",
    `2020-0${1 + (row % 9)}-15T0${row % 10}:30:00+02:00`,
    ((row * 37) % 11) - 5,
    row / 7,
    ["u", "v", "w"][(row * 7) % 3],
  ]);
  return `constant_0,label,add_0,"new\nline",probabilities,where_0,y,z\n${lines.map((line) => line.join()).join("\n")}\n`;
}

const oddities = makeOddities();
const lonelyLeaf = { min_samples_leaf: 5000, n_estimators: 3 };

/** Every way of making features, with prose whose words are parted by all kinds of characters. */
const encoded: ModelRecipe = {
  csv: makeStories(400),
  target: "score",
  features: {
    indicator: true,
    columns: {
      story: { encode: "words", pairs: true, max_words: 60 },
      city: { encode: "target" },
      size: { encode: "ordinal", fill: "S" },
      colour: { impute: "none", max_categories: 2 },
      weight: { impute: "mean", scale: "minmax" },
      height: { fill: -1, scale: "robust" },
      born: { parts: [...dateParts] },
    },
  },
};

function makeStories(rows: number, show = (score: number) => score.toFixed(3)): string {
  const next = uniform(8);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const maybe = (text: string | number) => (next() < 0.15 ? "" : text);
  const words = [
    "Good",
    "good",
    "BAD",
    "ünï",
    "Ünï",
    "don't",
    "e-mail",
    "a",
    "😀",
    "x",
    "😀😀",
    "very",
    "house",
  ];
  const gaps = [" ", "  ", "\t", "\n", ", ", "...", "!", "/", "—", " (", ") ", ";"];
  const lines = Array.from({ length: rows }, () => {
    const length = Math.floor(next() * 9);
    const story = Array.from({ length }, () => pick(words) + pick(gaps)).join("");
    const born = new Date(Math.floor((next() - 0.3) * 3e12)).toISOString().slice(0, 19);
    return [
      `"${maybe(story)}"`,
      maybe(pick(["Bonn", "Köln", "Ulm", "Hof"])),
      maybe(pick(["S", "M", "L"])),
      maybe(pick(["red", "green", "blue", "pink"])),
      maybe((next() * 9).toFixed(2)),
      maybe((next() * 200).toFixed(1)),
      maybe(born),
      show(story.includes("BAD") ? next() * 2 : next() * 2 + 2),
    ].join();
  });
  return `story,city,size,colour,weight,height,born,score\n${lines.join("\n")}\n`;
}

const recipes = {
  encoded,
  encoded_classes: {
    ...encoded,
    csv: makeStories(400, (score) => (score < 1 ? "low" : score < 3 ? "middle" : "high")),
    features: { encode: "target" },
  },
  houses,
  scaled: { ...houses, scale: true, params: { n_estimators: 5, max_depth: 4 } },
  linear: { ...houses, engine: "linear" },
  lasso: { ...houses, engine: "linear", params: { penalty: "l1", alpha: 50 } },
  baseline: { ...houses, engine: "baseline" },
  boosted: { ...houses, engine: "gradient-boosting", params: { min_child_samples: 5 } },
  boosted_sets: {
    csv: makeCategories(2000),
    target: "score",
    engine: "gradient-boosting",
    params: { cat_smooth: 2, min_data_per_group: 10, num_leaves: 60 },
  },
  boosted_sets_classes: {
    csv: makeCategories(1500, (score) => (score < 1 ? "low" : score < 2 ? "middle" : "high")),
    target: "score",
    engine: "gradient-boosting",
    params: { n_estimators: 20, min_data_per_group: 20 },
    features: { indicator: true, columns: { zip: { fill: "none" }, city: { impute: "mode" } } },
  },
  boosted_classes: { csv: makeHouses(600), target: "area", engine: "gradient-boosting" },
  boosted_truth: { csv: makeHouses(300), target: "pool", engine: "gradient-boosting" },
  penguins: {
    csv: readFileSync(path.join(datasets, "penguins.csv"), "utf8"),
    target: "species",
    derive: { bill: "culmen_length_mm / culmen_depth_mm" },
  },
  truth: { csv: makeHouses(300), target: "pool", params: { max_depth: 3 } },
  counts: {
    csv: `label,x\n${Array.from({ length: 80 }, (_, row) => `${row % 2},${((row * 7) % 11) / 2}`).join("\n")}\n`,
    target: "label",
    params: { max_depth: 2 },
  },
  logistic: {
    csv: readFileSync(path.join(datasets, "penguins.csv"), "utf8"),
    target: "species",
    engine: "logistic",
  },
  logistic_truth: { csv: makeHouses(300), target: "pool", engine: "logistic" },
  sigmoid: { csv: makeHouses(300), target: "district", calibrate: "sigmoid" },
  isotonic: { csv: makeHouses(300), target: "district", calibrate: "isotonic" },
  decided: {
    csv: makeHouses(300),
    target: "pool",
    calibrate: "isotonic",
    threshold: 0.37,
    params: { max_depth: 3 },
  },
  baseline_classes: { csv: makeHouses(300), target: "area", engine: "baseline" },
  oddities: { csv: oddities, target: "y" },
  odd_classes: { csv: oddities, target: "z" },
  leaf: { csv: oddities, target: "y", params: lonelyLeaf },
  leaf_classes: { csv: oddities, target: "z", params: lonelyLeaf },
} satisfies Record<string, ModelRecipe>;

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
