import { describe, expect, test } from "vitest";
import { deriveColumns, planDerived } from "../../src/expression/derive-columns.ts";
import { orderDerived } from "../../src/expression/order-derived.ts";
import { cellsOf, tableOf } from "./table.ts";

const table = tableOf([
  { name: "rooms", type: "number", values: [6, 8, null, 4] },
  { name: "households", type: "number", values: [2, 0, 1, 4] },
  { name: "area", type: "text", values: ["INLAND", "NEAR BAY", null, "INLAND"] },
  { name: "price", type: "number", values: [1, 2, 3, 4] },
]);
const place = (name: string) => ({ file: "mlops.yml", line: name.length });

describe("deriveColumns", () => {
  test("appends columns in the order in which they are written, whatever needs what", () => {
    const derived = deriveColumns(table, {
      is_large: "per_household > 2 AND area <> 'ISLAND'",
      per_household: "rooms / households",
      label: "lower(area)",
    });
    expect(derived.columns.slice(0, 4)).toEqual(table.columns);
    expect(derived.columns.slice(4).map((column) => [column.name, column.type, cellsOf(column)])).toEqual([
      ["is_large", "boolean", [true, null, null, false]],
      ["per_household", "number", [3, null, null, 1]],
      ["label", "text", ["inland", "near bay", null, "inland"]],
    ]);
  });

  test("does not change or share the table's own values", () => {
    const derived = deriveColumns(table, { copy: "rooms", name: "area" });
    const [rooms, , area] = table.columns;
    expect(derived.columns[4]).toEqual({ ...rooms, name: "copy" });
    expect(derived.columns[5]).toEqual({ ...area, name: "name" });
    const [copy, original] = [derived.columns[4], rooms];
    if (copy?.kind !== "numeric" || original?.kind !== "numeric") throw new Error("expected numbers");
    expect(copy.values.buffer).not.toBe(original.values.buffer);
    expect(table.columns).toHaveLength(4);
  });

  test("a text result holds only the texts that occur, in the order of their rows", () => {
    const [column] = deriveColumns(table, {
      kind: "CASE WHEN rooms < 5 THEN 'b' WHEN area = 'ISLAND' THEN 'c' ELSE 'a' END",
    }).columns.slice(-1);
    expect(column).toMatchObject({ dictionary: ["a", "b"], codes: Int32Array.of(0, 0, 0, 1) });
  });

  test("works on a table without rows", () => {
    const empty = tableOf(table.columns.map(({ name, type }) => ({ name, type, values: [] })));
    expect(
      deriveColumns(empty, { x: "rooms + 1", y: "upper(area)", z: "1" }).columns.slice(4).map(cellsOf),
    ).toEqual([[], [], []]);
  });

  const failures: [string, Record<string, string>, string, number][] = [
    ["a name of the data", { area: "'x'" }, 'Cannot derive "area": the data has a column of that name', 4],
    ["the target", { a: "rooms", leak: "a + PRICE" }, 'Cannot derive "leak": it uses the target "price"', 4],
    [
      "a cycle",
      { a: "b + 1", b: "ccc * 2", ccc: "A - 1" },
      'Cannot derive "a": it needs itself: "a" → "b" → "ccc" → "a"',
      1,
    ],
    ["itself", { own: "own + 1" }, 'Cannot derive "own": it needs itself: "own" → "own"', 3],
    [
      "a typo",
      { x: "rooms / houshold" },
      'Cannot read expression "rooms / houshold": unknown column "houshold" at character 9, did you mean "households"',
      1,
    ],
    [
      "a type",
      { big: "rooms > 5", sum: "big + 1" },
      'Cannot read expression "big + 1": "+" takes numbers, not boolean at character 1',
      3,
    ],
    [
      "syntax",
      { bad: "rooms +" },
      'Cannot read expression "rooms +": expected a value, not the end at character 8',
      3,
    ],
  ];
  test.each(failures)("%s is an error at its place", (_, derive, message, line) => {
    expect(() => deriveColumns(table, derive, { target: "price", place })).toThrow(
      expect.objectContaining({
        name: "UserError",
        message,
        place: expect.objectContaining({ file: "mlops.yml", line }),
      }),
    );
  });
});

test("planDerived says the types and the columns that each needs", () => {
  const plan = planDerived(table.columns, { c: "b OR FALSE", b: "a > 1", a: "CAST(rooms AS BIGINT)" });
  expect(plan.map(({ name, compiled }) => [name, compiled.type, compiled.columns])).toEqual([
    ["a", "integer", ["rooms"]],
    ["b", "boolean", ["a"]],
    ["c", "boolean", ["b"]],
  ]);
});

describe("orderDerived", () => {
  const names = (derive: Record<string, string>, columns: string[] = []) =>
    orderDerived(derive, { columns }).map(({ name }) => name);

  test("puts what is needed first and keeps the rest as written", () =>
    expect(names({ d: "x", a: "b + c", c: "b", b: "x", e: "CASE WHEN a IN (d) THEN 1 ELSE 2 END" })).toEqual([
      "d",
      "b",
      "c",
      "a",
      "e",
    ]));

  test("prefers the data's column to a derived one that is only similar", () =>
    expect(names({ Rooms: "rooms / 2", x: "ROOMS" }, ["rooms"])).toEqual(["Rooms", "x"]));

  test("a thousand may need one another in a row, more are refused", () => {
    const chain = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}`, `c${at + 1} + 1`]));
    expect(names(chain(1000), ["c1000"])[0]).toBe("c999");
    expect(() => names(chain(1001))).toThrow("Cannot derive 1001 columns: 1000 are allowed");
  });
});
