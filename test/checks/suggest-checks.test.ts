import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { suggest, suggestChecks } from "../../src/checks/suggest-checks.ts";
import { checksSection } from "../../src/config/checks.ts";
import { schemaOf } from "../../src/config/schema-of.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test("what is suggested says what the data holds", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? "b" : "a"},${i - 5},${i % 3 ? i / 2 : ""}`);
  const table = await readText(`kind,delta,size\n${rows.join("\n")}\n`);
  expect(suggestChecks(profileTable(table))).toEqual([
    { row_count: { min: 20 } },
    { duplicate_rows: { max: 0 } },
    { column: "kind", type: "text", required: true, enum: ["a", "b"] },
    { column: "delta", type: "integer", required: true },
    { column: "size", type: "number", min: 0 },
  ]);
});

test("what is suggested is valid configuration and holds for the data", async () => {
  const cell = fc.constantFrom("1", "0.5", "-3", "", "x", "2026-01-01", "true", "NA");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 60 }), async (cells) => {
      const table = await readText(`a,b\n${cells.map((each) => each.join(",")).join("\n")}\n`);
      const profile = profileTable(table);
      const checks = suggestChecks(profile);
      expect(schemaOf(checksSection).parse(checks)).toEqual(checks);
      const outcomes = await judgeChecks(table, profile, checks);
      expect(outcomes.filter(({ passed, constraint }) => !passed && constraint !== "type")).toEqual([]);
    }),
  );
});

test("Deequ's rules: unique, missing up to the interval, most of a category, formats", async () => {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const kind = i % 40 === 3 ? `rare${i}` : i % 2 ? "b" : "a";
    return `${i * 7},${i % 4 ? i : ""},${kind},user${i % 9}@example.org`;
  });
  const table = await readText(`id,size,kind,mail\n${rows.join("\n")}\n`);
  const profile = profileTable(table);
  const suggestions = suggest(profile, table);
  expect(suggestions).toEqual([
    {
      check: { row_count: { min: 200 } },
      evidence: "400 rows; half of them, so that a file that was cut short is noticed",
    },
    { check: { duplicate_rows: { max: 0 } }, evidence: "no row repeats another" },
    {
      check: { column: "id", type: "integer", required: true, unique: true, min: 0 },
      evidence:
        "400 values of type integer; no cell is missing; every value is a different integer; none is negative",
    },
    {
      check: { column: "size", type: "integer", missing: { max: "30%" }, unique: true, min: 0 },
      evidence:
        "300 values of type integer; 100 of 400 cells are missing (25 %; 30% is the end of the 95 % interval); every value is a different integer; none is negative",
    },
    {
      check: { column: "kind", type: "text", required: true },
      evidence: "400 values of type text; no cell is missing",
    },
    {
      check: { column: "kind", enum: ["a", "b"], mostly: "95%" },
      evidence: "2 texts of 12 are 97.5 % of 400 values",
    },
    {
      check: { column: "mail", type: "text", required: true, format: "email" },
      evidence: expect.stringMatching(/; all 9 different texts have the format email$/),
    },
  ]);
  const outcomes = await judgeChecks(
    table,
    profile,
    suggestions.map(({ check }) => check),
  );
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
});

test("unique is not suggested where values may differ by chance", async () => {
  const lines = (rows: number) =>
    Array.from({ length: rows }, (_, i) =>
      [`x${(i * 7919) % 99_991}`, `note no ${i}`, 1000 + i, (i * 104_729) % 999_983, `u${i}`].join(","),
    );
  const uniqueOf = async (rows: number) =>
    suggestChecks(
      profileTable(await readText(`orderId,note,number_like,price,name\n${lines(rows).join("\n")}\n`)),
    ).flatMap(({ column, unique }) => (unique === true ? [column] : []));
  expect(await uniqueOf(60)).toEqual(["orderId", "number_like"]);
  expect(await uniqueOf(5000)).toEqual(["orderId", "note", "number_like", "price", "name"]);
});
