import { readFileSync } from "node:fs";
import path from "node:path";
import { dateParts } from "../../src/features/date-part.ts";
import { uniform } from "../learn/make-data.ts";
import { makeCategories } from "./make-categories.ts";
import type { ModelRecipe } from "./make-model.ts";

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

/** Every engine, task and way of making features. */
export const recipes = {
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
  forest_sets: {
    csv: makeCategories(2000),
    target: "score",
    params: { n_estimators: 8, min_samples_leaf: 3 },
    features: { encode: "native" },
  },
  forest_sets_classes: {
    csv: makeCategories(1500, (score) => (score < 1 ? "low" : score < 2 ? "middle" : "high")),
    target: "score",
    engine: "extra-trees",
    params: { n_estimators: 8, min_samples_leaf: 3 },
    features: { encode: "native" },
  },
  tree_sets: {
    csv: makeCategories(1500, (score) => (score < 1.5 ? "low" : "high")),
    target: "score",
    engine: "decision-tree",
    params: { ccp_alpha: 0.001 },
    features: { encode: "native" },
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
