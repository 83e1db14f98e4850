import fc from "fast-check";
import { expect, test } from "vitest";
import { countDuplicates } from "../../src/profile/count-duplicates.ts";
import { hashContent } from "../../src/profile/hash-content.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { hashRows } from "../../src/tables/row-hash.ts";
import { readText } from "../tables/read-text.ts";

test("rows are equal where their ids are", async () => {
  const cell = fc.constantFrom("", "0", "-0.0", "1", "2", "1.5", "-1", "NA");
  const word = fc.constantFrom("", "a", "b", "ab");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, word, cell), { minLength: 1, maxLength: 300 }), async (rows) => {
      const types = { x: "number", y: "text", z: "number" } as const;
      const table = await readText(`x,y,z\n${rows.map((each) => each.join(",")).join("\n")}\n,,\n`, {
        types,
      });
      const names = ["x", "y", "z"];
      expect(countDuplicates(hashContent(table))).toBe(countDuplicates(hashRows(table, names)));
    }),
  );
});

test("invalid cells count by their texts, and every NaN is missing", async () => {
  const good = Array.from({ length: 200 }, (_, i) => `${i % 100}`);
  const table = await readText(`x\n${[...good, "oops", "oops", "ouch"].join("\n")}\n`, {
    types: { x: "number" },
  });
  expect(profileTable(table).duplicate_rows).toBe(101);
  const bits = new BigUint64Array([0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff0000000000001n]);
  const values = new Float64Array(bits.buffer);
  const column = {
    kind: "numeric",
    name: "x",
    type: "number",
    values,
    invalid: [],
    invalidCount: 0,
  } as const;
  expect(countDuplicates(hashContent({ rows: 3, columns: [{ ...column, invalid: [] }] }))).toBe(2);
});

test("small whole numbers in many columns do not collide", () => {
  const rows = 200_000;
  const columns = [1, 10, 100, 1000, 10_000, 100_000].map((divisor) => ({
    kind: "numeric" as const,
    name: String(divisor),
    type: "integer" as const,
    values: Float64Array.from({ length: rows }, (_, row) => Math.floor(row / divisor) % 10),
    invalid: [],
    invalidCount: 0,
  }));
  expect(countDuplicates(hashContent({ rows, columns }))).toBe(0);
});
