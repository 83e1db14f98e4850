import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { dateParts } from "../../src/features/date-part.ts";
import { findUnseen, parseStoredModel, predictTable } from "../../src/onnx/predict-table.ts";
import type { Threads } from "../../src/onnx/sum-trees.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { uniform } from "../learn/make-data.ts";
import { makeCategories } from "../model/make-categories.ts";
import { type ModelRecipe, makeModel, tableOf } from "../model/make-model.ts";

const inline = inlineWorkers(openKernel).pool();
const workers = createWorkers(assetUrl("worker"));
afterAll(() => workers.close());

function makeRows(rows: number, show: (score: number) => string): string {
  const next = uniform(8);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const maybe = (text: string | number) => (next() < 0.15 ? "" : text);
  const words = ["Good", "good", "BAD", "ünï", "don't", "e-mail", "a", "😀", "very", "house"];
  const gaps = [" ", "\t", ", ", "...", "!", "/", " (", ") "];
  const lines = Array.from({ length: rows }, () => {
    const story = Array.from({ length: Math.floor(next() * 9) }, () => pick(words) + pick(gaps)).join("");
    return [
      `"${maybe(story)}"`,
      maybe(pick(["Bonn", "Köln", "Ulm", "Hof"])),
      pick(["NA", "Pave", "Grvl"]),
      Math.floor(next() * 9),
      maybe((next() * 200).toFixed(1)),
      maybe(new Date(Math.floor((next() - 0.3) * 3e12)).toISOString().slice(0, 19)),
      next() < 0.4,
      show(story.includes("BAD") ? next() * 2 : next() * 2 + 2),
    ].join();
  });
  return `story,city,alley,rooms,height,born,pool,score\n${lines.join("\n")}\n`;
}

const base: ModelRecipe = {
  csv: makeRows(300, (score) => score.toFixed(3)),
  target: "score",
  params: { n_estimators: 5 },
  features: {
    indicator: true,
    columns: { city: { encode: "target" }, alley: { encode: "ordinal" }, born: { parts: [...dateParts] } },
  },
  derive: {
    spread: "round(height / rooms, 1) + power(abs(rooms - 4), 0.5)",
    when: "year(born) - CASE WHEN city = 'Bonn' THEN 1 WHEN city IS NULL THEN NULL ELSE 0 END",
    is_high: "height > 100 AND NOT pool",
  },
};

const recipes: Record<string, ModelRecipe> = {
  "a regression": base,
  "scaled, with pairs of words": {
    ...base,
    scale: true,
    features: { pairs: true, columns: { story: { encode: "words", max_words: 40 } } },
  },
  classes: {
    ...base,
    csv: makeRows(300, (score) => (score < 1 ? "low" : score < 3 ? "middle" : "high")),
    features: { encode: "target", max_categories: 2 },
  },
  "sets of categories": {
    csv: makeCategories(3000),
    target: "score",
    engine: "gradient-boosting",
    params: { cat_smooth: 2, min_data_per_group: 10, num_leaves: 60 },
  },
  "sets of categories, of classes": {
    csv: makeCategories(1500, (score) => (score < 1 ? "low" : score < 2 ? "middle" : "high")),
    target: "score",
    engine: "gradient-boosting",
    params: { n_estimators: 20, min_data_per_group: 20 },
    features: { indicator: true, columns: { zip: { fill: "none" }, city: { impute: "mode" } } },
  },
};

const modelOf = (files: ReadonlyMap<string, Uint8Array | string>) =>
  parseStoredModel(files.get("model.onnx") as Uint8Array, "model.onnx");

describe("a stored model gives the very numbers of the model in memory", () => {
  test.each(Object.entries(recipes))("%s", async (_name, recipe) => {
    const { files, outputs, classes } = await makeModel(recipe);
    const table = await tableOf(recipe.csv);
    const predicted = await predictTable(modelOf(files), table);
    expect(predicted.values).toEqual(outputs);
    if (classes.length === 0) expect(predicted.labels).toBeUndefined();
    else
      for (const [row, label] of predicted.labels!.entries()) {
        const own = outputs.subarray(row * classes.length, (row + 1) * classes.length);
        expect(label).toBe(classes[own.indexOf(Math.max(...own))]);
      }
    const some = await predictTable(modelOf(files), table, { rows: Uint32Array.of(7, 3) });
    const own = (row: number) => Array.from(outputs.subarray(row * some.outputs, (row + 1) * some.outputs));
    expect(Array.from(some.values)).toEqual([7, 3].flatMap(own));
    expect((await predictTable(modelOf(files), table, { rows: new Uint32Array(0) })).values).toHaveLength(0);
  });
});

const two = makeRows(300, (score) => (score < 2 ? "low" : "high"));
const three = recipes.classes!.csv;

describe("a stored model decides as the model in memory", () => {
  test.each([
    ["linear", { ...base, params: {}, engine: "linear" }],
    ["logistic", { ...base, csv: two, params: {}, engine: "logistic" }],
    ["multinomial", { ...base, csv: three, params: {}, engine: "logistic" }],
    ["sigmoid", { ...base, csv: two, calibrate: "sigmoid", threshold: 0.3 }],
    ["isotonic", { ...base, csv: two, calibrate: "isotonic", threshold: 0.7 }],
    ["isotonic of three classes", { ...base, csv: three, calibrate: "isotonic" }],
  ] satisfies [string, ModelRecipe][])("%s", async (_name, recipe: ModelRecipe) => {
    const { files, outputs, classes } = await makeModel(recipe);
    const predicted = await predictTable(modelOf(files), await tableOf(recipe.csv));
    for (const [at, value] of outputs.entries()) expect(predicted.values[at]).toBeCloseTo(value, 12);
    if (recipe.threshold === undefined) return;
    for (const [row, label] of predicted.labels!.entries())
      expect(label).toBe(classes[predicted.values[2 * row + 1]! >= recipe.threshold ? 1 : 0]);
  });
});

describe("data that a stored model cannot use", () => {
  test.each([
    ["a column that is missing", (csv: string) => csv.replace("height", "hight"), 'has no column "height"'],
    [
      "another type",
      (csv: string) => csv.replace(/,(Bonn|Köln|Ulm|Hof),/g, ",5,"),
      'column "city" of "data.csv" is integer',
    ],
  ])("%s", async (_name, change, message) => {
    const { files } = await makeModel(base);
    const table = await tableOf(change(base.csv));
    await expect(predictTable(modelOf(files), table)).rejects.toThrow(message);
  });
});

test("cells that no training row had are found, and change the prediction of their rows alone", async () => {
  const { files, outputs } = await makeModel(base);
  const model = modelOf(files);
  const table = await tableOf(base.csv.replace(/,[0-8],/, ",,"));
  expect(findUnseen(model, await tableOf(base.csv))).toEqual([]);
  expect(findUnseen(model, table)).toEqual([{ column: "rooms", type: "integer", missing: 1, fractions: 0 }]);
  const { values } = await predictTable(model, table);
  expect(values[0]).toSatisfy(Number.isFinite);
  expect(values.subarray(1)).toEqual(outputs.subarray(1));
});

describe("trees on threads give the very same", () => {
  const shown = {
    number: (score: number) => score.toFixed(3),
    two: (score: number) => (score < 2 ? "low" : "high"),
  };
  const csv = (show: (score: number) => string) => makeCategories(400, show);
  const params = { n_estimators: 30, min_samples_leaf: 3 };
  test.each<[string, ModelRecipe]>([
    ["a regression", { csv: csv(shown.number), target: "score", params }],
    ["two classes", { csv: csv(shown.two), target: "score", params }],
    ["three classes", { csv: csv((score) => `${Math.min(2, Math.floor(score))}c`), target: "score", params }],
    [
      "trees without splits",
      {
        csv: csv(shown.two),
        target: "score",
        params: { n_estimators: 30, max_depth: 1, min_samples_leaf: 300 },
      },
    ],
    ["sets of categories", { ...recipes["sets of categories"]!, csv: csv(shown.number) }],
  ])("%s", async (_name, recipe) => {
    const { encode } = await makeModel(recipe);
    const table = await tableOf(recipe.csv);
    const rows = Uint32Array.from({ length: 9000 }, (_, at) => (at * 7) % table.rows);
    for (const operators of [3, 5] as const) {
      const bytes = encode(operators);
      const model = parseStoredModel(bytes, "model.onnx");
      const wanted = await predictTable(model, table, { rows });
      for (const threads of [inline, workers.pool(2)])
        expect(await predictTable(model, table, { rows, threads: { pool: threads } })).toEqual(wanted);
    }
  });
});

test("files that are damaged end in a clear error, or in numbers", async () => {
  const { files } = await makeModel({ ...base, params: { n_estimators: 1, max_depth: 2 }, features: {} });
  const table = await tableOf(base.csv.split("\n").slice(0, 6).join("\n"));
  const bytes = files.get("model.onnx") as Uint8Array;
  const outcome = async (damaged: Uint8Array, threads?: Threads): Promise<unknown> => {
    try {
      return await predictTable(parseStoredModel(damaged, "model.onnx"), table, {
        ...(threads && { threads }),
      });
    } catch (error) {
      expect(error).toMatchObject({
        name: "UserError",
        message: expect.stringMatching(/^Cannot (read|use|run|predict)/),
      });
      return "refused";
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (place, byte, isCut) => {
      const damaged = isCut ? bytes.slice(0, place) : bytes.slice();
      if (!isCut) damaged[place] = byte;
      const found = await outcome(damaged);
      expect(await outcome(damaged, { pool: inline })).toEqual(found);
    }),
    { numRuns: 500 },
  );
});
