import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FeaturePlan, featureNames } from "../../src/features/feature-plan.ts";
import { fitFeatures } from "../../src/features/fit-features.ts";
import { crossFit } from "../../src/features/fit-target.ts";
import type { Recipe, Recipes } from "../../src/features/recipe.ts";
import { transformFeatures } from "../../src/features/transform-features.ts";
import { columnOf } from "../../src/learn/matrix.ts";
import { findColumn, type NumericColumn, type Table, type TextColumn } from "../../src/tables/table.ts";
import { tableOf } from "../model/make-model.ts";

interface Golden {
  chosen: {
    csv: string;
    training: number;
    features: Record<string, number[]>;
    classes: Record<string, number[]>;
    max_words: number;
  };
  csv: string;
  training: number;
  max_categories: number;
  plain: Record<string, number[]>;
  scaled: Record<string, number[]>;
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/features.json", import.meta.url), "utf8"),
) as Golden;
/** What an engine wants that takes no missing values. */
const needs = (scale: boolean) => ({
  recipe: { scale: scale ? ("standard" as const) : ("none" as const) },
  takesMissing: false,
});
const upTo = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

const numbersOf = (table: Table, name: string) => (findColumn(table, name) as NumericColumn).values;

function valuesOf(plan: FeaturePlan, table: Table): Record<string, number[]> {
  const matrix = transformFeatures(plan, table);
  return Object.fromEntries(matrix.names.map((name, column) => [name, Array.from(columnOf(matrix, column))]));
}

describe("golden values of scikit-learn and pandas", () => {
  const fitGolden = async (scale: boolean) => {
    const table = await tableOf(golden.csv);
    const options = {
      target: "target",
      needs: needs(scale),
      recipes: { max_categories: golden.max_categories },
    };
    const plan = fitFeatures(table, upTo(golden.training), options);
    return valuesOf(JSON.parse(JSON.stringify(plan)), table);
  };

  test("imputed, one-hot, with parts of dates", async () => {
    const rounded = Object.entries(golden.plain).map(([name, values]) => [name, values.map(Math.fround)]);
    expect(await fitGolden(false)).toEqual(Object.fromEntries(rounded));
  });

  test("scaled", async () => {
    const values = await fitGolden(true);
    for (const [name, expected] of Object.entries(golden.scaled))
      for (const [row, value] of expected.entries()) expect(values[name]![row]).toBeCloseTo(value, 5);
    expect(values["shape=flat"]).toEqual(golden.plain["shape=flat"]);
  });
});

describe("features that are chosen, as scikit-learn makes them", () => {
  const { csv, training, features, classes, max_words } = golden.chosen;
  const columns: Record<string, Recipe> = {
    story: { encode: "words", pairs: true, max_words },
    city: { encode: "target" },
    size: { encode: "ordinal" },
    weight: { impute: "mean", scale: "minmax" },
    height: { fill: -1, scale: "robust" },
  };

  function expectEqual(actual: Record<string, number[]>, expected: Record<string, number[]>) {
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected))
      for (const [row, value] of values.entries())
        expect(Math.abs(actual[name]![row]! - value), `${name} of row ${row}`).toBeLessThan(
          2 ** -23 * (Math.abs(value) + 1e-9),
        );
  }

  test("words and pairs, ordinal, by the target, scaled by the range and the quartiles", async () => {
    const table = await tableOf(csv);
    const targets = { values: numbersOf(table, "y").slice(0, training), classes: 0 };
    const options = { target: "y", exclude: ["kind"], needs: needs(false), recipes: { columns }, targets };
    expectEqual(valuesOf(fitFeatures(table, upTo(training), options), table), features);
  });

  test("by a target of classes", async () => {
    const table = await tableOf(csv);
    const kinds = findColumn(table, "kind") as TextColumn;
    const code = (row: number) => "abc".indexOf(kinds.dictionary[kinds.codes[row]!]!);
    const targets = { values: Array.from({ length: training }, (_, row) => code(row)), classes: 3 };
    const recipes = { columns: { city: { encode: "target" as const } } };
    const exclude = ["story", "size", "weight", "height", "y"];
    const plan = fitFeatures(table, upTo(training), {
      target: "kind",
      exclude,
      needs: needs(false),
      recipes,
      targets,
    });
    expectEqual(valuesOf(plan, table), classes);
  });

  test("no training row's own target is in its encoding", async () => {
    const rows = fc.array(
      fc.tuple(fc.constantFrom("a", "b", "c", "d", ""), fc.integer({ min: -9, max: 9 })),
      {
        minLength: 10,
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (cells, pick) => {
        const encodingOf = async (values: readonly number[]) => {
          const table = await tableOf(
            `city,y\nz,0\n${cells.map(([city, y]) => `${city},${y}`).join("\n")}\n`,
          );
          const all = upTo(table.rows);
          const target = { values, classes: 0 };
          const recipes = { encode: "target" as const };
          const plan = fitFeatures(table, all, {
            target: "y",
            needs: needs(false),
            recipes,
            targets: target,
          });
          const matrix = transformFeatures(plan, table);
          crossFit(matrix, plan, { table, rows: all, target, seed: 3 });
          return Array.from(columnOf(matrix, 0));
        };
        const values = [0, ...cells.map(([, y]) => y)];
        const row = pick % values.length;
        const changed = values.with(row, values[row]! + 1000);
        const [before, after] = [await encodingOf(values), await encodingOf(changed)];
        expect(after[row]).toBe(before[row]);
        expect(after.filter((value, at) => value !== before[at]).length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  test("indicators, values that stay missing and categories that share a feature", async () => {
    const table = await tableOf(
      "n,t,d,y\n1,a,2020-03-01,1\n,b,,2\n3,,2021-12-31,3\n4,c,2024-02-29,4\n5,a,,5\n",
    );
    const recipes: Recipes = {
      indicator: true,
      max_categories: 1,
      columns: {
        n: { impute: "none" },
        d: { impute: "none", parts: ["year", "day", "quarter", "day_of_year"] },
      },
    };
    const plan = fitFeatures(table, upTo(5), {
      target: "y",
      needs: { recipe: {}, takesMissing: true },
      recipes,
    });
    expect(valuesOf(plan, table)).toEqual({
      n: [1, Number.NaN, 3, 4, 5],
      "n=(missing)": [0, 1, 0, 0, 0],
      "t=a": [1, 0, 1, 0, 1],
      "t=(rare)": [0, 1, 0, 1, 0],
      "t=(missing)": [0, 0, 1, 0, 0],
      "d.year": [2020, Number.NaN, 2021, 2024, Number.NaN],
      "d.day": [1, Number.NaN, 31, 29, Number.NaN],
      "d.quarter": [1, Number.NaN, 4, 1, Number.NaN],
      "d.day_of_year": [61, Number.NaN, 365, 60, Number.NaN],
      "d=(missing)": [0, 1, 0, 0, 1],
    });
  });

  test("codes of categories for engines that take them, a missing text among them", async () => {
    const texts = ["a", "b", "c", "b", "", "b", "d", "d", "d", "", "", "NA"];
    const csv = (some: readonly string[]) =>
      `t,u,y\n${some.map((text, row) => `${text},u${row % 2},${row}`).join("\n")}\n`;
    const table = await tableOf(csv([...texts, "new", ""]));
    const native = {
      recipe: { impute: "none" as const },
      takesMissing: true,
      takesCategories: "unasked" as const,
    };
    const planOf = (recipe: Recipe) =>
      fitFeatures(table, upTo(texts.length), {
        target: "y",
        needs: native,
        recipes: { columns: { t: recipe } },
      });
    const codes = (recipe: Recipe) => valuesOf(JSON.parse(JSON.stringify(planOf(recipe))), table).t;
    // Words for missing and empty cells mix: all of them are missing, four rows. a and c have too few rows.
    expect(codes({})).toEqual([-1, 1, -1, 1, 0, 1, 2, 2, 2, 0, 0, 0, -1, 0]);
    expect(codes({ impute: "mode" })).toEqual([-1, 0, -1, 0, 0, 0, 1, 1, 1, 0, 0, 0, -1, 0]);
    expect(codes({ fill: "d" })).toEqual([-1, 0, -1, 0, 1, 0, 1, 1, 1, 1, 1, 1, -1, 1]);
    expect(codes({ max_categories: 2 })).toEqual([-1, 1, -1, 1, 0, 1, -1, -1, -1, 0, 0, 0, -1, 0]);
    expect(transformFeatures(planOf({ indicator: true }), table)).toMatchObject({
      names: ["t", "t=(missing)", "u"],
      categories: [3, 0, 2],
    });
    expect(transformFeatures(planOf({ encode: "ordinal" }), table).categories).toEqual([0, 2]);
  });

  test("one category and missing texts are two categories", async () => {
    const table = await tableOf(
      `t,y\n${Array.from({ length: 9 }, (_, row) => `${row % 3 ? "a" : ""},${row}`).join("\n")}\n`,
    );
    const plan = fitFeatures(table, upTo(9), {
      target: "y",
      needs: { recipe: { impute: "none" }, takesMissing: true, takesCategories: "unasked" },
    });
    expect(valuesOf(plan, table)).toEqual({ t: [1, 0, 0, 1, 0, 0, 1, 0, 0] });
  });

  test("of more than 255 categories the last ones are left out, once 99 % of the rows have one", async () => {
    const texts = Array.from({ length: 400 }, (_, code) =>
      Array(code < 300 ? 40 : 3).fill(`c${code}`),
    ).flat();
    const table = await tableOf(`t,y\n${texts.map((text, row) => `${text},${row}`).join("\n")}\n`);
    const plan = fitFeatures(table, upTo(texts.length), {
      target: "y",
      needs: { recipe: { impute: "none" }, takesMissing: true, takesCategories: "unasked" },
    });
    // 300 × 40 of 12,300 rows are 97.6 %; 99 % take 59 categories of 3 rows more.
    expect(transformFeatures(plan, table).categories).toEqual([359]);
  });

  test("prose becomes words by itself, identifiers do not", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `house ${row} is very good,id-${row},${row}`);
    const table = await tableOf(`story,key,y\n${rows.join("\n")}\n`);
    const plan = fitFeatures(table, upTo(40), { target: "y", needs: needs(false) });
    expect(plan.features.map(({ kind }) => kind)).toEqual(["words"]);
    expect(plan.dropped).toMatchObject([{ name: "key" }]);
  });

  test.each<[string, Recipe, string]>([
    ["n", { encode: "ordinal" }, 'Cannot use train.features.columns.n.encode: "n" is integer'],
    ["t", { encode: "native" }, 'Cannot use "t" as native categories: the engine needs numbers'],
    ["n", { parts: ["year"] }, 'Cannot use train.features.columns.n.parts: "n" is integer'],
    ["n", { fill: "many" }, 'Cannot use train.features.columns.n.fill: "n" is integer'],
    ["t", { impute: "median" }, 'Cannot use train.features.columns.t.impute: "t" is text'],
    ["t", { scale: "minmax" }, 'Cannot use train.features.columns.t.scale: "t" is text'],
    ["m", {}, 'it has no column "m", did you mean "n"'],
    [
      "n",
      { impute: "none" },
      'Cannot leave missing values of "n" missing: the engine needs a number in each row',
    ],
  ])("refuses for column %s the recipe %j", async (name, recipe, message) => {
    const table = await tableOf("n,t,y\n1,a,1\n2,b,2\n");
    const recipes = { columns: { [name]: recipe } };
    const fit = () => fitFeatures(table, upTo(2), { target: "y", needs: needs(false), recipes });
    expect(fit).toThrow(message);
  });
});

describe("columns that are no features", () => {
  test("are listed with the reason", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `${row % 3},same,4,,name ${row},${row},${row}`);
    const table = await tableOf(`x,text,constant,empty,person,key,y\n${rows.join("\n")}\n`);
    const plan = fitFeatures(table, upTo(40), {
      ...{ target: "y", exclude: ["key", "text"], needs: needs(false) },
      reasons: new Map([["key", "row key"]]),
    });
    expect(featureNames(plan)).toEqual(["x"]);
    expect(plan.dropped.map(({ name, reason }) => [name, reason])).toEqual([
      ["text", "excluded"],
      ["constant", "has one value only"],
      ["empty", "every value is missing"],
      ["person", "looks like an identifier: 40 of 40 values differ"],
      ["key", "row key"],
    ]);
  });

  test("are the numbers of the rows that pandas and R write without a name, unless a recipe asks for them", async () => {
    const table = await tableOf(`,Unnamed: 0,Unnamed: 2x,y\n1,7,1,1\n2,8,2,0\n3,8,3,1\n`);
    const options = { target: "y", needs: needs(false) };
    const plan = fitFeatures(table, upTo(3), options);
    expect(featureNames(plan)).toEqual(["Unnamed: 0", "Unnamed: 2x"]);
    expect(plan.dropped).toEqual([{ name: "Unnamed: 0.1", type: "integer", reason: "numbers the rows" }]);
    const recipes = { columns: { "Unnamed: 0.1": { scale: "none" as const } } };
    expect(featureNames(fitFeatures(table, upTo(3), { ...options, recipes }))).toContain("Unnamed: 0.1");
  });

  test("are judged by the training rows alone", async () => {
    const table = await tableOf("a,b,y\n1,5,0\n1,6,1\n2,7,0\n");
    const plan = fitFeatures(table, upTo(2), { target: "y", needs: needs(false) });
    expect(featureNames(plan)).toEqual(["b"]);
  });

  test("leave an error where nothing remains", async () => {
    const table = await tableOf("a,y\n1,2\n1,3\n");
    expect(() => fitFeatures(table, upTo(2), { target: "y", needs: needs(false) })).toThrow(
      expect.objectContaining({
        message: 'Cannot train on "data.csv": no column is usable as a feature',
        hint: 'not used: "a" (has one value only)',
      }),
    );
    const alone = await tableOf("y\n2\n3\n");
    expect(() => fitFeatures(alone, upTo(2), { target: "y", needs: needs(false) })).toThrow(
      expect.objectContaining({ hint: 'it has no column beside the target "y"' }),
    );
  });

  test("that do not exist name the nearest one", async () => {
    const table = await tableOf("price,rooms\n1,2\n3,4\n");
    expect(() => fitFeatures(table, upTo(2), { target: "prise", needs: needs(false) })).toThrow(
      'Cannot use "data.csv": it has no column "prise", did you mean "price"',
    );
    expect(() =>
      fitFeatures(table, upTo(2), { target: "price", exclude: ["room"], needs: needs(false) }),
    ).toThrow('it has no column "room", did you mean "rooms"');
  });
});

describe("other data than that of the training", () => {
  const fitted = async () =>
    fitFeatures(await tableOf("rooms,kind,day,y\n1,a,2020-01-01,0\n2,b,2020-01-02,1\n"), upTo(2), {
      target: "y",
      needs: needs(false),
    });

  test("needs every column", async () => {
    const table = await tableOf("room,kind,day\n1,a,2020-01-01\n", "new.csv");
    const plan = await fitted();
    expect(() => transformFeatures(plan, table)).toThrow(
      'Cannot use "new.csv": it has no column "rooms", which the model needs, did you mean "room"',
    );
  });

  test.each([
    ["rooms,kind,day\nmany,a,2020-01-01\n", 'column "rooms" is text, but the model was trained on integer'],
    ["rooms,kind,day\n1,2,2020-01-01\n", 'column "kind" is integer, but the model was trained on text'],
    ["rooms,kind,day\n1,a,2\n", 'column "day" is integer, but the model was trained on date'],
    [
      "rooms,kind,day\ntrue,a,2020-01-01\n",
      'column "rooms" is boolean, but the model was trained on integer',
    ],
  ])("needs the same types: %j", async (csv, message) => {
    const plan = await fitted();
    const table = await tableOf(csv);
    expect(() => transformFeatures(plan, table)).toThrow(message);
  });

  test("may have fractions, times, unknown categories and empty columns", async () => {
    const plan = await fitted();
    const table = await tableOf("y,day,kind,rooms\n0,1969-12-31T23:30:00,c,1.5\n0,,,\n");
    expect(valuesOf(plan, table)).toEqual({
      rooms: [1.5, 1.5],
      "kind=a": [0, 1],
      "kind=b": [0, 0],
      "day.days": [-1, 18262],
      "day.month": [12, 1],
      "day.day_of_week": [2, 2],
    });
    const empty = await tableOf("rooms,kind,day\n,,\n");
    expect(valuesOf(plan, empty)).toMatchObject({ rooms: [1.5], "kind=a": [1], "day.days": [18262] });
  });

  test("gives the picked rows in their order", async () => {
    const plan = await fitted();
    const table = await tableOf("rooms,kind,day\n1,a,2020-01-01\n2,b,2020-01-02\n3,a,2020-01-03\n");
    const matrix = transformFeatures(plan, table, Uint32Array.of(2, 0, 2));
    expect(matrix.rows).toBe(3);
    expect(Array.from(columnOf(matrix, 0))).toEqual([3, 1, 3]);
    expect(matrix.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

test("no value stays missing, whatever the table", async () => {
  const cell = fc.oneof(
    fc.constantFrom("", "NA", "true", "false", "2024-02-29", "1900-01-01T12:00:00Z", "x", "y", "-0", "1e3"),
    fc.integer().map(String),
    fc.double({ min: -1e30, max: 1e30, noNaN: true }).map(String),
    fc.stringMatching(/^[a-zé ]{1,3}$/),
  );
  const rows = fc.array(fc.tuple(cell, cell, fc.constantFrom("a", "b", "")), { minLength: 2, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (cells, scale) => {
      const table = await tableOf(
        `p,q,r,y\n${cells.map((row, index) => `${row.join()},${index}`).join("\n")}\n`,
      );
      let plan: FeaturePlan;
      try {
        plan = fitFeatures(table, upTo(Math.ceil(table.rows / 2)), {
          target: "y",
          needs: needs(scale),
          recipes: { max_categories: 2 },
        });
      } catch (error) {
        expect(String(error)).toContain("no column is usable");
        return;
      }
      const matrix = transformFeatures(plan, table);
      expect(matrix.names).toEqual(featureNames(plan));
      expect(plan.features.length + plan.dropped.length).toBe(3);
      expect(matrix.data.every((value) => (scale ? !Number.isNaN(value) : Number.isFinite(value)))).toBe(
        true,
      );
    }),
    { numRuns: 200 },
  );
});
