import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FeaturePlan, featureNames } from "../../src/features/feature-plan.ts";
import { fitFeatures } from "../../src/features/fit-features.ts";
import { transformFeatures } from "../../src/features/transform-features.ts";
import { columnOf } from "../../src/learn/matrix.ts";
import type { Table } from "../../src/tables/table.ts";
import { tableOf } from "../model/make-model.ts";

interface Golden {
  csv: string;
  training: number;
  max_categories: number;
  plain: Record<string, number[]>;
  scaled: Record<string, number[]>;
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/features.json", import.meta.url), "utf8"),
) as Golden;
const upTo = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

function valuesOf(plan: FeaturePlan, table: Table): Record<string, number[]> {
  const matrix = transformFeatures(plan, table);
  return Object.fromEntries(matrix.names.map((name, column) => [name, Array.from(columnOf(matrix, column))]));
}

describe("golden values of scikit-learn and pandas", () => {
  const fitGolden = async (scale: boolean) => {
    const table = await tableOf(golden.csv);
    const options = { target: "target", scale, maxCategories: golden.max_categories };
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

describe("columns that are no features", () => {
  test("are listed with the reason", async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `${row % 3},same,4,,name ${row},${row},${row}`);
    const table = await tableOf(`x,text,constant,empty,person,key,y\n${rows.join("\n")}\n`);
    const plan = fitFeatures(table, upTo(40), { target: "y", exclude: ["key"], scale: false });
    expect(featureNames(plan)).toEqual(["x"]);
    expect(plan.dropped.map(({ name, reason }) => [name, reason])).toEqual([
      ["text", "has one value only"],
      ["constant", "has one value only"],
      ["empty", "every value is missing"],
      ["person", "looks like an identifier: 40 of 40 values differ"],
      ["key", "excluded"],
    ]);
  });

  test("are judged by the training rows alone", async () => {
    const table = await tableOf("a,b,y\n1,5,0\n1,6,1\n2,7,0\n");
    const plan = fitFeatures(table, upTo(2), { target: "y", scale: false });
    expect(featureNames(plan)).toEqual(["b"]);
  });

  test("leave an error where nothing remains", async () => {
    const table = await tableOf("a,y\n1,2\n1,3\n");
    expect(() => fitFeatures(table, upTo(2), { target: "y", scale: false })).toThrow(
      expect.objectContaining({
        message: 'Cannot train on "data.csv": no column is usable as a feature',
        hint: 'not used: "a" (has one value only)',
      }),
    );
    const alone = await tableOf("y\n2\n3\n");
    expect(() => fitFeatures(alone, upTo(2), { target: "y", scale: false })).toThrow(
      expect.objectContaining({ hint: 'it has no column beside the target "y"' }),
    );
  });

  test("that do not exist name the nearest one", async () => {
    const table = await tableOf("price,rooms\n1,2\n3,4\n");
    expect(() => fitFeatures(table, upTo(2), { target: "prise", scale: false })).toThrow(
      'Cannot use "data.csv": it has no column "prise", did you mean "price"',
    );
    expect(() => fitFeatures(table, upTo(2), { target: "price", exclude: ["room"], scale: false })).toThrow(
      'it has no column "room", did you mean "rooms"',
    );
  });
});

describe("other data than that of the training", () => {
  const fitted = async () =>
    fitFeatures(await tableOf("rooms,kind,day,y\n1,a,2020-01-01,0\n2,b,2020-01-02,1\n"), upTo(2), {
      target: "y",
      scale: false,
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
        plan = fitFeatures(table, upTo(Math.ceil(table.rows / 2)), { target: "y", scale, maxCategories: 2 });
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
