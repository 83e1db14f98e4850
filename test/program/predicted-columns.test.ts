import { expect, test } from "vitest";
import { codesOf, findActual } from "../../src/program/predicted-columns.ts";
import { parseProgress } from "../../src/program/progress.ts";
import type { Column, Table } from "../../src/tables/table.ts";

const textColumn = (name: string, dictionary: string[]): Column =>
  ({ name, kind: "text", type: "text", dictionary, codes: Int32Array.from(dictionary.keys()) }) as Column;

const tableOf = (...columns: Column[]): Table =>
  ({ source: "predictions.csv", rows: 1, columns }) as unknown as Table;

test("labels may have any name, that of a property of objects too", () => {
  const labels = ["__proto__", "constructor", "a b", "c,d", "é", "toString"];
  const column = textColumn("predicted", labels);
  expect([...codesOf(tableOf(column), column, [...labels.keys()], labels)]).toEqual([...labels.keys()]);
});

test.each([
  [
    ["True", "False"],
    ["0", "1"],
    [1, 0],
  ],
  [
    ["1.0", "0"],
    ["False", "True"],
    [1, 0],
  ],
  [
    ["true", "FALSE"],
    ["false", "true"],
    [1, 0],
  ],
])("truth values are the same in any spelling: %j of %j", (said, classes, codes) => {
  const column = textColumn("predicted", said);
  expect([...codesOf(tableOf(column), column, [0, 1], classes)]).toEqual(codes);
});

test("the target's own column comes before features that have the name of one", () => {
  const [y, price] = [textColumn("y", ["1"]), textColumn("price", ["2"])];
  expect(findActual(tableOf(y, price), "price")).toBe(price);
  expect(findActual(tableOf(y), "price")).toBe(y);
});

test("NaN and Infinity in progress have no value, the rest of the line counts", () => {
  expect(parseProgress('{"step": 3, "metrics": {"loss": NaN, "b": -Infinity, "a": 1}}')?.metrics).toEqual({
    a: 1,
  });
});
