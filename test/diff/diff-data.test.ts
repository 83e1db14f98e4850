import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DiffOptions, diffData, isUnchanged } from "../../src/diff/diff-data.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

type Row = Record<string, string | number>;

async function sideOf(rows: readonly Row[], names = Object.keys(rows[0] ?? { id: 0 })) {
  const lines = [names, ...rows.map((row) => names.map((name) => `"${row[name] ?? ""}"`))];
  const text = `${lines.map((line) => line.join(",")).join("\n")}\n`;
  const table = await readCsv(() => chunk(text), { source: "data.csv" });
  return { table, profile: profileTable(table) };
}

async function* chunk(text: string) {
  yield new TextEncoder().encode(text);
}

async function diff(before: readonly Row[], after: readonly Row[], options?: DiffOptions) {
  const names = ["id", "town", "score"];
  return diffData(await sideOf(before, names), await sideOf(after, names), options);
}

const town = fc.constantFrom("Bonn", "Köln", "Trier", "");
const score = fc.integer({ min: 0, max: 3 });
const row = fc.record({ town, score });
/** Rows with what becomes of each, and rows that come in. */
const edits = fc.record({
  rows: fc.array(
    fc.record({ row, edit: fc.constantFrom("keep", "keep", "remove", "town", "score", "both") }),
    {
      minLength: 1,
    },
  ),
  added: fc.array(row, { maxLength: 10 }),
  turn: fc.nat(),
});

function applyEdits({ rows, added, turn }: typeof edits extends fc.Arbitrary<infer T> ? T : never) {
  const before = rows.map(({ row: each }, id) => ({ id, ...each }));
  const after = rows.flatMap(({ row: each, edit }, id) => {
    if (edit === "remove") return [];
    const isTown = edit === "town" || edit === "both";
    const isScore = edit === "score" || edit === "both";
    return [{ id, town: isTown ? `${each.town}x` : each.town, score: isScore ? each.score + 1 : each.score }];
  });
  const all = [...after, ...added.map((each, i) => ({ id: rows.length + i, ...each }))];
  const cut = turn % (all.length + 1);
  const count = (...wanted: string[]): number => rows.filter(({ edit }) => wanted.includes(edit)).length;
  return { before, after: [...all.slice(cut), ...all.slice(0, cut)], count };
}

describe("rows that are known by a key", () => {
  test("are counted as they were edited, in whatever order, and which columns changed", async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (given) => {
        const { before, after, count } = applyEdits(given);
        const { changes, rows } = await diff(before, after, { key: ["id"] });
        expect(rows).toEqual({ before: before.length, after: after.length });
        expect(changes).toMatchObject({
          added: given.added.length,
          removed: count("remove"),
          changed: count("town", "score", "both"),
          repeated: { before: 0, after: 0 },
        });
        expect(Object.fromEntries((changes?.cells ?? []).map((each) => [each.column, each.rows]))).toEqual({
          ...(count("town", "both") > 0 && { town: count("town", "both") }),
          ...(count("score", "both") > 0 && { score: count("score", "both") }),
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("rows that are known by their content", () => {
  /** What is in one list more often than in the other. */
  function excess(a: readonly string[], b: readonly string[]): number {
    const left = [...b];
    return a.filter((each) => {
      const at = left.indexOf(each);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    }).length;
  }
  const few = fc.array(row, { maxLength: 12, minLength: 1 });
  const withoutId = (rows: readonly Row[]) => rows.map((each) => ({ ...each, id: 1 }));

  test("are compared as often as they occur; another target is a change", async () => {
    await fc.assert(
      fc.asyncProperty(few, few, async (b, a) => {
        const towns = [b, a].map((rows) => rows.map((each) => each.town)) as [string[], string[]];
        const whole = [b, a].map((rows) => rows.map((each) => `${each.town} ${each.score}`)) as [
          string[],
          string[],
        ];
        const { changes } = await diff(withoutId(b), withoutId(a), { target: "score" });
        expect(changes).toMatchObject({
          added: excess(towns[1], towns[0]),
          removed: excess(towns[0], towns[1]),
          changed: excess(whole[1], whole[0]) - excess(towns[1], towns[0]),
        });
        const { changes: byContent } = await diff(withoutId(b), withoutId(a));
        expect(byContent).toMatchObject({
          added: excess(whole[1], whole[0]),
          removed: excess(whole[0], whole[1]),
          changed: 0,
        });
      }),
      { numRuns: 60 },
    );
  });
});

test("before and after can be exchanged", async () => {
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom(undefined, ["id"]), async (given, key) => {
      const { before, after } = applyEdits(given);
      const [there, back] = [await diff(before, after, { key }), await diff(after, before, { key })];
      expect(back.changes).toEqual({
        ...there.changes,
        added: there.changes?.removed,
        removed: there.changes?.added,
        repeated: { before: there.changes?.repeated.after, after: there.changes?.repeated.before },
        cells: expect.arrayContaining(there.changes?.cells ?? []),
      });
      expect(back.columns.map((each) => each.missing)).toEqual(
        there.columns.map(({ missing }) => ({ before: missing.after, after: missing.before })),
      );
      expect(isUnchanged(there)).toBe(isUnchanged(back));
    }),
    { numRuns: 40 },
  );
});

const names = (rows: readonly Row[], rename: Record<string, string>): Row[] =>
  rows.map((each) =>
    Object.fromEntries(Object.entries(each).map(([name, value]) => [rename[name] ?? name, value])),
  );
const rows = Array.from({ length: 40 }, (_, id) => ({ id, town: `T${id % 3}`, score: id % 7 }));

test("a column with the same values under another name is renamed, and its rows are the same", async () => {
  const renamed = names(rows, { town: "city" }).reverse();
  const found = diffData(await sideOf(rows), await sideOf(renamed), { key: ["id"] });
  expect(found.schema).toEqual({
    added: [],
    removed: [],
    renamed: [{ before: "town", after: "city" }],
    retyped: [],
  });
  expect(found.changes).toMatchObject({ added: 0, removed: 0, changed: 0 });
});

test("columns with equal values, or none, are not taken for one another", async () => {
  const before = rows.map((each) => ({ ...each, a: each.score, b: each.score, empty: "" }));
  const after = names(before, { a: "c", b: "d", empty: "void" });
  const { schema } = diffData(await sideOf(before), await sideOf(after));
  expect(schema).toMatchObject({ added: ["c", "d", "void"], removed: ["a", "b", "empty"], renamed: [] });
});

test("a column that is read as another type is told, and its equal cells are", async () => {
  const after = rows.map((each) => ({ ...each, score: each.id % 2 === 1 ? "high" : each.score }));
  const found = diffData(await sideOf(rows), await sideOf(after), { key: ["id"] });
  expect(found.schema.retyped).toEqual([{ column: "score", before: "integer", after: "text" }]);
  expect(found.changes).toMatchObject({
    added: 0,
    removed: 0,
    changed: 20,
    cells: [{ column: "score", rows: 20 }],
  });
});

test("rows that share a key are paired, equal ones first, and counted as no key", async () => {
  const before = [
    { id: 1, town: "a", score: 1 },
    { id: 1, town: "b", score: 1 },
    { id: 2, town: "c", score: 1 },
  ];
  const after = [
    { id: 1, town: "b", score: 1 },
    { id: 1, town: "x", score: 1 },
    { id: 1, town: "y", score: 1 },
  ];
  expect((await diff(before, after, { key: ["id"] })).changes).toEqual({
    added: 1,
    removed: 1,
    changed: 1,
    cells: [{ column: "town", rows: 1 }],
    repeated: { before: 1, after: 2 },
  });
});

test("a key that one side lacks is none", async () => {
  const found = diffData(await sideOf(rows), await sideOf(names(rows, { id: "nr" }).slice(1)), {
    key: ["id"],
  });
  expect(found.key).toBeUndefined();
  expect(found.changes).toMatchObject({ added: 0, removed: 1, changed: 0 });
});

test("a distribution is told with its size where it changed by more than chance", async () => {
  const many = Array.from({ length: 400 }, (_, id) => ({ id, town: `T${id % 4}`, score: id % 10 }));
  const moved = many.map((each) => ({
    ...each,
    town: each.id % 2 === 0 ? "T0" : "T9",
    score: 9 - each.score,
  }));
  const { columns } = diffData(await sideOf(many), await sideOf(moved), { key: ["id"] });
  expect(columns.map(({ column }) => column)).toEqual(["town"]);
  expect(columns[0]?.drift?.moved).toBeCloseTo(0.75, 12);
  expect(columns[0]?.drift?.p).toBeLessThan(0.01);
  expect(columns[0]?.categories).toEqual({
    added: { count: 1, rows: 200, names: ["T9"] },
    vanished: { count: 3, rows: 300, names: ["T1", "T2", "T3"] },
  });
});
